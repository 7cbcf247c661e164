package randpkg

import (
	"fmt"
	"slices"
	"strings"
)

// method is one random method of an interface.
type method struct {
	name, text string
	params     []param // without the context
	results    []string
	only       string // client or server
	second     bool   // has the name of another on the wire
}

// shape is what a method is on the wire.
type shape int

const (
	call shape = iota
	cast
	fanout
)

// addMethods adds a random method, unless its name is used, and sometimes another
// with the same name on the wire.
func (p *pack) addMethods(i *iface, used map[string]bool) {
	name := pick(p.r, methodNames)
	if used[name] {
		return
	}
	used[name] = true
	kind, wire := shape(p.r.IntN(3)), fmt.Sprintf("wire_%d", len(used))
	m := &method{name: name}
	keys, own := p.keys(i, m, kind)
	params := p.params(i, m, kind, own != "", !strings.Contains(keys, "since="))
	if kind == call {
		for range pick(p.r, []int{0, 1, 1, 1, 2, 3}) {
			m.results = append(m.results, p.typ())
		}
	}
	constants := ""
	if !strings.Contains(strings.Join(params, ""), "//oslo:request") && p.oneIn(8) {
		constants = pick(p.r, []string{"\t//oslo:const flag_zz=true\n", "\t//oslo:const zz=\"x\"\n\t//oslo:const zz_n=-1.5\n"})
	}
	m.text = p.doc(name, "\t") + p.directive(kind, wire, keys) + constants + p.signature(name, params, m.results)
	i.methods = append(i.methods, m)
	second := &method{name: name + "Again", params: m.params, second: true}
	switch {
	case i.only != "" || m.only != "" || !p.oneIn(3):
		return
	case kind == call && p.oneIn(2):
		second.text = p.directive(cast, wire, own) + p.signature(second.name, params, nil)
	case kind == call:
		second.only, second.results = "client", []string{"any"}
		second.text = p.directive(call, wire, own+" only=client") + p.signature(second.name, params, second.results)
	default:
		second.only = "client"
		second.text = p.directive(kind, wire, own+" only=client") + p.signature(second.name, params, nil)
	}
	i.methods = append(i.methods, second)
}

// keys are those of a method's directive, and among them its topic.
func (p *pack) keys(i *iface, m *method, kind shape) (all, topic string) {
	all = pick(p.r, []string{"", "", " since=2.1", " since=2.2 until=2.3", " was=older_" + m.name + " renamed=2.2"})
	switch kind {
	case call:
		all += pick(p.r, []string{"", " timeout=30s", " timeout=1500ms monitor=10s", " timeout=26h", " mandatory", " retry=2"})
	case cast:
		all += pick(p.r, []string{"", " mandatory retry=0", " unconfirmed", " retry=3 unconfirmed"})
	}
	if i.only == "" && len(i.methods) > 0 && i.methods[0].only == "" && p.oneIn(10) {
		m.only = pick(p.r, []string{"client", "server"})
		all += " only=" + m.only
	}
	if i.given == "" && !i.zone && p.oneIn(8) {
		i.topics = append(i.topics, fmt.Sprintf("own%d.%d", p.n, p.next()))
		topic = " topic=" + i.topics[len(i.topics)-1]
	}
	return all + topic, topic
}

func (p *pack) directive(kind shape, wire, keys string) string {
	return "\t//oslo:" + []string{"call", "cast", "cast fanout"}[kind] + " name=" + wire + keys + "\n"
}

// signature is the line of a method, or its lines.
func (p *pack) signature(name string, params []string, results []string) string {
	context := pick(p.r, []string{"ctx context.Context", "_ context.Context", "c context.Context", "ctx2 context.Context", "cont context.Context"})
	first, _, _ := strings.Cut(context, " ")
	if slices.ContainsFunc(params, func(text string) bool { return slices.Contains(strings.Fields(text), first) }) {
		context = "ctx context.Context"
	}
	result := strings.Join(append(slices.Clone(results), "error"), ", ")
	switch {
	case len(results) == 0:
	case p.oneIn(3):
		var named strings.Builder
		for n, typ := range results {
			fmt.Fprintf(&named, "%s %s, ", []string{"first", "_", "second"}[n], typ)
		}
		result = "(" + named.String() + "_ error)"
	default:
		result = "(" + result + ")"
	}
	return fmt.Sprintf("\t%s(%s) %s\n%s", name, list(append([]string{context}, params...)), result, pick(p.r, []string{"", "\n"}))
}

// list joins parameters by commas. The comma stands before the comment of a
// parameter that has one.
func list(params []string) string {
	var b strings.Builder
	for i, text := range params {
		b.WriteString(text)
		behind := strings.HasSuffix(text, "\t\t") && strings.Contains(text, ", //")
		switch {
		case behind:
		case i < len(params)-1:
			b.WriteString(", ")
		case strings.Contains(b.String(), "\n"):
			b.WriteString(",\n\t")
		}
	}
	return b.String()
}

// typ is a random type as the sources write it.
func (p *pack) typ() string {
	text := pick(p.r, typeForms)
	if p.dots && p.oneIn(6) {
		text = pick(p.r, []string{"Dotted", "[]*Dotted"})
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "Time.", p.timeAs+"."), "T.", p.typesAs+".")
}
