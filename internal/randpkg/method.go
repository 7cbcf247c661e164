package randpkg

import (
	"fmt"
	"strings"
)

// method makes a random method, unless its name is used.
func (p *pack) method(used map[string]bool) *method {
	name := pick(p.r, methodNames)
	wire := fmt.Sprintf("wire_%d", len(used))
	if used[name] {
		return nil
	}
	used[name] = true
	m := &method{name: name}
	kind := p.r.IntN(3)
	var b strings.Builder
	b.WriteString(p.doc(name, "\t"))
	switch kind {
	case 0:
		b.WriteString("\t//oslo:call name=" + wire + pick(p.r, []string{"", " timeout=30s", " timeout=1500ms monitor=10s", " since=2.1", " timeout=26h since=2.3"}) + "\n")
		if p.r.IntN(3) > 0 {
			m.result = p.typ()
		}
	case 1:
		b.WriteString("\t//oslo:cast name=" + wire + pick(p.r, []string{"", " since=2.2"}) + "\n")
	default:
		b.WriteString("\t//oslo:cast fanout name=" + wire + "\n")
	}
	p.signature(m, &b, kind)
	m.text = b.String()
	return m
}

// signature writes the name, the parameters and the results of a method.
func (p *pack) signature(m *method, b *strings.Builder, kind int) {
	var params, impl []string
	used := map[string]bool{}
	fields := map[string]bool{}
	for n := range p.r.IntN(5) {
		name, typ := pick(p.r, paramNames), p.typ()
		if used[name] || fields[strings.ToLower(strings.Trim(name, "_"))] {
			continue
		}
		used[name] = true
		fields[strings.ToLower(strings.Trim(name, "_"))] = true
		m.params++
		text := name + " " + typ
		switch p.r.IntN(6) {
		case 0:
			text = fmt.Sprintf("\n\t\t//oslo:arg name=arg_%d\n\t\t%s", n, text)
		case 1:
			if m.host == 0 && kind != 2 {
				typ = pick(p.r, []string{"string", "Kind"})
				m.host, text = m.params, "\n\t\t//oslo:server\n\t\t"+name+" "+typ
			}
		case 2:
			text = "\n\t\t" + text
		case 3:
			text = fmt.Sprintf("\n\t\t%s, //oslo:arg name=behind_%d\n\t\t", text, n)
		}
		params = append(params, text)
		impl = append(impl, fmt.Sprintf("p%d %s", m.params, typ))
	}
	m.signature = strings.Join(impl, ", ")
	context := pick(p.r, []string{"ctx context.Context", "_ context.Context", "c context.Context", "ctx2 context.Context", "cont context.Context"})
	if used[strings.Fields(context)[0]] {
		context = "ctx context.Context"
	}
	result := "error"
	if m.result != "" {
		result = "(" + m.result + ", error)"
	}
	fmt.Fprintf(b, "\t%s(%s) %s\n%s", m.name, list(append([]string{context}, params...)), result, pick(p.r, []string{"", "\n"}))
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
	return strings.ReplaceAll(strings.ReplaceAll(text, "Time.", p.timeAs+"."), "T.", p.typesAs+".")
}
