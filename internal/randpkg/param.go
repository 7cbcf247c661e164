package randpkg

import (
	"fmt"
	"strings"
)

// param is a parameter of a method. Its kind is a letter of the checker's
// Method.Params.
type param struct {
	typ  string
	kind byte
	def  string // JSON of its default
}

// params makes the parameters of a method and returns their texts. versioned says
// whether arguments may be newer than the method.
func (p *pack) params(i *iface, m *method, kind shape, ownTopic, versioned bool) []string {
	var texts []string
	add := func(text, directive string, a param) {
		m.params = append(m.params, a)
		texts = append(texts, p.placed(text+" "+a.typ, directive))
	}
	if i.zone && !ownTopic {
		add("zone", "topic", param{typ: pick(p.r, []string{"string", "Kind"}), kind: 't'})
	}
	if kind != fanout && p.oneIn(4) {
		add("zzHost", "server", param{typ: pick(p.r, []string{"string", "Kind"}), kind: 'h'})
	}
	if p.oneIn(10) {
		add("request", "request", param{typ: p.request(versioned), kind: '.'})
		return texts
	}
	rest := p.oneIn(12)
	used := map[string]bool{"zone": true, "zzhost": true}
	for n := range p.r.IntN(5) {
		name := pick(p.r, paramNames)
		key := strings.ToLower(strings.Trim(name, "_"))
		if used[key] {
			continue
		}
		used[key] = true
		directive, a := p.argument(i, n, versioned)
		add(name, directive, a)
	}
	if rest {
		add("zzRest", "arg rest", param{typ: pick(p.r, []string{"map[string]any", "map[string]int", "map[Kind]Spec"}), kind: 'r'})
	}
	return texts
}

// placed puts a directive above a parameter, or behind it.
func (p *pack) placed(text, directive string) string {
	switch {
	case directive == "" && p.oneIn(3):
		return "\n\t\t" + text
	case directive == "":
		return text
	case p.oneIn(4):
		return fmt.Sprintf("\n\t\t%s, //oslo:%s\n\t\t", text, directive)
	}
	return fmt.Sprintf("\n\t\t//oslo:%s\n\t\t%s", directive, text)
}

// defaults are types with a default of each.
var defaults = []param{
	{"bool", 'd', "true"}, {"int", 'd', "3"}, {"string", 'd', `"never"`}, {"float64", 'd', "1.5"}, {"Kind", 'd', `"x"`}, {"uint8", 'd', "255"},
	{"*string", 'o', "null"}, {"[]Spec", 'o', "null"}, {"map[string]int", 'o', "null"},
}

// argument is an argument with its directive.
func (p *pack) argument(i *iface, n int, versioned bool) (string, param) {
	name := ""
	if p.oneIn(3) {
		name = fmt.Sprintf(" name=arg_%d", n)
	}
	plain := param{typ: p.typ(), kind: '.'}
	switch choice := p.r.IntN(9); {
	case choice == 0:
		plain.kind = 'o'
		return "arg optional" + name, plain
	case choice == 1:
		a := pick(p.r, defaults)
		return "arg default=" + a.def + name, a
	case choice == 2 && versioned:
		plain.kind = 'o'
		return "arg" + name + " since=2.2" + pick(p.r, []string{"", " below=drop", " below=refuse", " optional"}), plain
	case choice == 3:
		return fmt.Sprintf("arg%s was=older_%d renamed=2.3", name, n), plain
	case choice == 4 && versioned && i.also:
		plain.kind = 'g'
		return "arg" + name + " until=1.4", plain
	case choice == 5 && versioned:
		convert := fmt.Sprintf("convert%d", p.next())
		fmt.Fprintf(&p.extra, "\nfunc %s(s string) (int, error) { return len(s), nil }\n", convert)
		return "arg since=2.1 below=convert:" + convert + name, param{typ: "string", kind: '.'}
	case name != "":
		return "arg" + name, plain
	}
	return "", plain
}

// request declares a struct whose fields are arguments.
func (p *pack) request(versioned bool) string {
	name := fmt.Sprintf("Request%d", p.next())
	fmt.Fprintf(&p.extra, "\n// %[1]s has the arguments.\ntype %[1]s struct {\n", name)
	for n := range 1 + p.r.IntN(3) {
		typ, directive, tag := p.field(n, versioned)
		fmt.Fprintf(&p.extra, "%s\tF%d %s `json:\"field_%[2]d%[4]s\"`\n", directive, n, typ, tag)
	}
	if p.oneIn(3) {
		fmt.Fprintf(&p.extra, "\tRest map[string]%s `oslo:\"rest\"`\n", pick(p.r, []string{"any", "string", "Spec"}))
	}
	p.extra.WriteString("}\n")
	return pick(p.r, []string{"", "*"}) + name
}

// field is a field of a request: its type, and its directive or the option of its tag.
func (p *pack) field(n int, versioned bool) (typ, directive, tag string) {
	typ = p.typ()
	switch choice := p.r.IntN(8); {
	case choice == 0:
		return typ, "\t//oslo:arg optional\n", ""
	case choice == 1:
		a := pick(p.r, defaults)
		return a.typ, "\t//oslo:arg default=" + a.def + "\n", ""
	case choice == 2:
		return typ, fmt.Sprintf("\t//oslo:arg was=older_%d renamed=2.3\n", n), ""
	case choice == 3 && versioned:
		return typ, "\t//oslo:arg since=2.2" + pick(p.r, []string{"", " below=drop", " optional"}) + "\n", ""
	}
	return typ, "", pick(p.r, []string{"", "", ",omitempty", ",omitzero"})
}
