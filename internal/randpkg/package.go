package randpkg

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// pack is one random package.
type pack struct {
	r       *rand.Rand
	n       int
	names   map[string]bool // taken at package level
	sources []*strings.Builder
	ifaces  []*iface
	typesAs string // how the sources import the package of types
	timeAs  string
}

// iface is one random interface.
type iface struct {
	name, topic string
	methods     []*method
	topics      []string
}

type method struct {
	name, text, signature string
	result                string
	params                int
	host                  int
}

func newPackage(r *rand.Rand, n int) *pack {
	p := &pack{r: r, n: n, names: map[string]bool{}, typesAs: pick(r, []string{"types", "ty", "oslo2", "context2"}), timeAs: pick(r, []string{"time", "tim"})}
	for range 1 + r.IntN(3) {
		p.sources = append(p.sources, &strings.Builder{})
	}
	for range 1 + r.IntN(3) {
		p.addInterface()
	}
	return p
}

// generated returns the names that users write of the code generated for name.
func generated(name string) []string {
	upper := string(unicode.ToUpper([]rune(name)[0])) + string([]rune(name)[1:])
	var list []string
	for _, n := range []string{name, upper} {
		list = append(list, n, n+"Client", n+"Notifier", "New"+n+"Client", "new"+n+"Client", "New"+n+"Server", "new"+n+"Server",
			"Register"+n, "register"+n, "Unimplemented"+n, "unimplemented"+n, n+"Topic", n+"Version", n+"Namespace", n+"Exchange", n+"Notifier")
	}
	return list
}

// take reserves names, if all of them are free.
func (p *pack) take(names ...string) bool {
	if slices.ContainsFunc(names, func(n string) bool { return p.names[n] || n == "Kind" || n == "Spec" || n == "Alias" }) {
		return false
	}
	for _, n := range names {
		p.names[n] = true
	}
	return true
}

func (p *pack) addInterface() {
	name := pick(p.r, interfaceNames)
	if !p.take(generated(name)...) {
		return
	}
	i := &iface{name: name, topic: fmt.Sprintf("topic%d.%d", p.n, len(p.ifaces))}
	i.topics = []string{i.topic}
	used := map[string]bool{}
	for range 1 + p.r.IntN(4) {
		if m := p.method(used); m != nil {
			i.methods = append(i.methods, m)
		}
	}
	if len(i.methods) == 0 {
		return
	}
	p.ifaces = append(p.ifaces, i)
	p.write(i)
}

// doc is a random doc comment.
func (p *pack) doc(name, indent string) string {
	text := pick(p.r, docs)
	if text == "" {
		return ""
	}
	var b strings.Builder
	for line := range strings.SplitSeq(fmt.Sprintf(text, name), "\n") {
		space := " "
		if strings.HasPrefix(line, "\t") || line == "" || strings.HasPrefix(line, "nolint") {
			space = ""
		}
		b.WriteString(indent + "//" + space + line + "\n")
	}
	if p.r.IntN(2) == 0 {
		b.WriteString(indent + "//\n")
	}
	return b.String()
}

// write puts an interface into one of the sources, alone or in a group.
func (p *pack) write(i *iface) {
	b := pick(p.r, p.sources)
	indent, open, end := "", "type ", "}\n"
	grouped := p.r.IntN(4) == 0
	if grouped {
		indent, open, end = "\t", "\t", "\t}\n)\n"
		b.WriteString("\ntype (")
	}
	b.WriteString("\n" + p.doc(i.name, indent))
	fmt.Fprintf(b, "%s//oslo:rpc topic=%s version=2.%d%s\n", indent, i.topic, 3+p.r.IntN(7), pick(p.r, []string{"", " namespace=ns", " legacy_namespaces=,old namespace=ns", " also=3.0"}))
	fmt.Fprintf(b, "%s%s interface {\n", indent+strings.TrimLeft(open, "\t"), i.name)
	if p.r.IntN(4) == 0 {
		b.WriteString(indent + "\t" + p.typesAs + ".Base\n\n")
		i.methods = append(i.methods, &method{
			name: "BaseCall", signature: "p1 string, p2 " + p.typesAs + ".Disk", result: p.typesAs + ".Disk", params: 2, host: 1,
		})
	}
	for _, m := range i.methods {
		for line := range strings.Lines(m.text) {
			b.WriteString(indent + line)
		}
	}
	b.WriteString(end)
}
