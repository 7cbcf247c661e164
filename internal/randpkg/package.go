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
	extra   strings.Builder // declarations that the interfaces need
	ifaces  []*iface
	events  []*eventIface
	typesAs string // how the sources import the package of types
	timeAs  string
	dots    bool // whether they dot-import another
	counter int
}

func newPackage(r *rand.Rand, n int) *pack {
	p := &pack{
		r: r, n: n, names: map[string]bool{}, dots: r.IntN(5) == 0,
		typesAs: pick(r, []string{"types", "ty", "oslo2", "context2"}), timeAs: pick(r, []string{"time", "tim"}),
	}
	for range 1 + r.IntN(3) {
		p.sources = append(p.sources, &strings.Builder{})
	}
	for range 1 + r.IntN(3) {
		p.addInterface()
	}
	if p.oneIn(2) {
		p.addEvents()
	}
	return p
}

// oneIn is true once in n times.
func (p *pack) oneIn(n int) bool { return p.r.IntN(n) == 0 }

// next is another number at each call.
func (p *pack) next() int {
	p.counter++
	return p.counter
}

// generated are the names that users write of what is generated for name.
func generated(name string) []string {
	upper := string(unicode.ToUpper([]rune(name)[0])) + string([]rune(name)[1:])
	var list []string
	for _, n := range []string{name, upper} {
		list = append(list, n)
		for _, suffix := range []string{"Client", "Server", "Notifier", "Listener", "Endpoint", "Topic", "Version", "Namespace", "Exchange"} {
			list = append(list, n+suffix, "New"+n+suffix, "new"+n+suffix)
		}
		list = append(list, "Register"+n, "register"+n, "Unimplemented"+n, "unimplemented"+n)
	}
	return list
}

// take reserves names, if all of them are free.
func (p *pack) take(names ...string) bool {
	if slices.ContainsFunc(names, func(n string) bool { return p.names[n] || slices.Contains(predeclared, n) }) {
		return false
	}
	for _, n := range names {
		p.names[n] = true
	}
	return true
}

// predeclared are the names that every package declares.
var predeclared = []string{"Kind", "Spec", "Alias", "Pair", "Opt", "Dotted"}

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

// put writes an interface into one of the sources, alone or in a group.
func (p *pack) put(name, directives, body string) {
	b := pick(p.r, p.sources)
	indent, open, end := "", "type ", "}\n"
	if p.oneIn(4) {
		indent, open, end = "\t", "", "\t}\n)\n"
		b.WriteString("\ntype (")
	}
	b.WriteString("\n" + p.doc(name, indent))
	for line := range strings.Lines(directives + open + name + " interface {\n" + body) {
		b.WriteString(indent + line)
	}
	b.WriteString(end)
}
