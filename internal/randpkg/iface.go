package randpkg

import (
	"fmt"
	"strings"
)

// iface is one random interface of calls and casts.
type iface struct {
	name     string
	topic    string // as the directive has it
	given    string // an argument of the constructors, for a name in braces
	exchange string
	zone     bool     // each method names a part of the topic
	topics   []string // further ones, of methods
	only     string   // client or server
	also     bool     // serves version 1.4
	methods  []*method
	errors   []string // expressions
}

// served and called say which sides of the interface there are.
func (i *iface) served() bool { return i.only != "client" }
func (i *iface) called() bool { return i.only != "server" }

func (p *pack) addInterface() {
	name := pick(p.r, interfaceNames)
	if !p.take(generated(name)...) {
		return
	}
	i := &iface{name: name, topic: fmt.Sprintf("topic%d.%d", p.n, len(p.ifaces)), also: p.oneIn(4)}
	directives := p.directives(i)
	var body strings.Builder
	if p.oneIn(4) && !i.zone {
		p.embed(i, &body)
	}
	used := map[string]bool{}
	for range 1 + p.r.IntN(4) {
		p.addMethods(i, used)
	}
	if len(i.methods) == 0 {
		return
	}
	for _, m := range i.methods {
		body.WriteString(m.text)
	}
	p.ifaces = append(p.ifaces, i)
	p.put(name, directives, body.String())
}

// directives are those of an interface.
func (p *pack) directives(i *iface) string {
	text := p.target(i) + fmt.Sprintf(" version=2.%d", 3+p.r.IntN(7))
	if i.also {
		text += " also=1.4"
	}
	text += pick(p.r, []string{"", "", " timeout=40s", " monitor=10s timeout=1m", " mandatory"})
	if p.oneIn(12) {
		i.only = pick(p.r, []string{"client", "server"})
		text += " only=" + i.only
	}
	text = "//oslo:rpc" + text + "\n"
	if p.oneIn(5) {
		text += "//oslo:release zed=2.1 2023.1=2.2\n"
	}
	var mapped strings.Builder
	for range p.r.IntN(3) {
		mapped.WriteString(p.mapped(i))
	}
	return text + mapped.String()
}

// target is where an interface is: its topic, its namespaces and its exchange.
func (p *pack) target(i *iface) string {
	namespace := pick(p.r, []string{"", "", " namespace=ns", " legacy_namespaces=,old namespace=ns"})
	switch p.r.IntN(9) {
	case 0: // the constructors take a part of the topic
		i.topic, i.given = i.topic+".{cell}", `"c1", `
	case 1:
		namespace, i.given = " namespace={space}", `"s1", `
	case 2:
		namespace, i.given = namespace+" exchange={exchange}", `"e1", `
	case 3:
		i.topic, i.zone = i.topic+".{zone}.x", true
	case 4:
		name := fmt.Sprintf("prefix%d", p.next())
		fmt.Fprintf(&p.extra, "\nconst %s = %q\n", name, i.topic)
		i.topic = "{" + name + "}-y"
	case 5:
		namespace, i.exchange = namespace+" exchange=other", "other"
	}
	return " topic=" + i.topic + namespace
}

// mapped is an oslo:error.
func (p *pack) mapped(i *iface) string {
	n := p.next()
	words := pick(p.r, []string{"", " expected", " keywords", " expected keywords"})
	class := pick(p.r, []string{"x.Class%d", "a.b.Class%d,a.b.Subclass%[1]d"})
	switch p.r.IntN(4) {
	case 0:
		if len(i.errors) > 0 { // the other may be the same
			return ""
		}
		i.errors = append(i.errors, p.typesAs+".ErrGone")
		return fmt.Sprintf("//oslo:error "+class+" %s/types.ErrGone%s\n", n, Module, words)
	case 1, 2:
		name := fmt.Sprintf("zzError%d", n)
		fmt.Fprintf(&p.extra, failure, name)
		i.errors = append(i.errors, "&"+name+"{Limit: 3, Names: []string{\"a\"}, Text: \"over\"}")
		return fmt.Sprintf("//oslo:error "+class+" *%s%s\n", n, name, words)
	}
	name := fmt.Sprintf("errZZ%d", n)
	fmt.Fprintf(&p.extra, "\nvar %s = %s.NewError(\"it is gone\")\n", name, p.typesAs)
	i.errors = append(i.errors, name)
	return fmt.Sprintf("//oslo:error "+class+" %s%s\n", n, name, words)
}

// failure is an error with kwargs.
const failure = `
type %[1]s struct {
	Limit int      ` + "`json:\"limit\"`" + `
	Names []string ` + "`json:\"names\"`" + `
	Text  string   ` + "`json:\"-\" oslo:\"message\"`" + `
}

func (e *%[1]s) Error() string { return e.Text }
`

// embed embeds a base of this package or of another.
func (p *pack) embed(i *iface, body *strings.Builder) {
	disk := p.typesAs + ".Disk"
	if p.oneIn(2) {
		body.WriteString("\t" + p.typesAs + ".Base\n\n")
		i.methods = append(i.methods, &method{name: "BaseCall", params: []param{{typ: "string", kind: 'h'}, {typ: disk, kind: '.'}}, results: []string{disk}})
		return
	}
	if p.take("Local") {
		fmt.Fprintf(&p.extra, "\n%s//oslo:base\ntype Local interface {\n\t//oslo:call since=2.1 name=local\n\tLocalCall(ctx context.Context,\n\t\t//oslo:arg default=3 name=base_arg\n\t\targ int) (%s, error)\n}\n", p.doc("Local", ""), disk)
	} else if !strings.Contains(p.extra.String(), "type Local interface") {
		return
	}
	body.WriteString("\tLocal\n\n")
	i.methods = append(i.methods, &method{name: "LocalCall", params: []param{{typ: "int", kind: 'd', def: "3"}}, results: []string{disk}})
}
