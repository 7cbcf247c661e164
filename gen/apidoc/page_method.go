package apidoc

import (
	"cmp"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

// method is the section of a method or an event.
func (p *page) method(m *Method) {
	p.line("### %s", m.Name)
	p.text(markdown(m.Doc))
	p.text(strings.Join(p.i.sentences(m), " "))
	p.b.WriteString(block("go", m.Signature))
	if p.i.Notify != nil {
		p.event(m)
		return
	}
	p.arguments(m)
	p.text(p.i.resultText(m))
	p.examples(m)
}

// sentences say how a method is called.
func (i *Interface) sentences(m *Method) (list []string) {
	say := func(when bool, text string) {
		if when {
			list = append(list, text)
		}
	}
	if i.Notify != nil {
		return i.eventSentences(m)
	}
	kind := map[string]string{"call": "A call", "cast": "A cast", "fanout": "A fanout to every server of the topic"}[m.Kind]
	list = append(list, kind+" named "+code(m.Wire)+m.historyText()+".")
	say(m.Topic != "", "Its topic is "+code(m.Topic)+".")
	say(m.Server != "", "It goes to the one server that a parameter names.")
	say(m.Timeout > 0, "The caller waits "+duration(m.Timeout)+".")
	say(m.Monitor > 0, "It fails earlier if the server sends no heartbeat for "+duration(m.Monitor)+".")
	say(m.Mandatory, "It fails at once if no queue takes the message.")
	say(m.Only == "client" && i.Only == "", "Servers of this source do not have it.")
	say(m.Only == "server" && i.Only == "", "Clients of this source do not have it.")
	return list
}

// historyText says when a method came, went and got its name.
func (m *Method) historyText() string {
	var b strings.Builder
	if s := m.since(); s != "" {
		b.WriteString(", since " + s)
	}
	if u := m.until(); u != "" {
		b.WriteString(", until " + u)
	}
	if m.Ladder.Was != "" {
		b.WriteString(", " + code(m.Ladder.Was) + " before " + m.Ladder.Renamed.String())
	}
	return b.String()
}

// wireText is the method's name, with the one before.
func (m *Method) wireText() string {
	if m.Ladder.Was != "" {
		return code(m.Wire) + ", " + code(m.Ladder.Was) + " before " + m.Ladder.Renamed.String()
	}
	return code(m.Wire)
}

func (m *Method) since() string { return orEmpty(m.Ladder.Since) }
func (m *Method) until() string { return orEmpty(m.Ladder.Until) }

// orEmpty is a version, or nothing for none.
func orEmpty(v version) string {
	if v.IsZero() {
		return ""
	}
	return v.String()
}

// arguments is the table of a method's arguments.
func (p *page) arguments(m *Method) {
	var rows [][]string
	for _, a := range m.Args {
		rule := m.rule(a)
		name := code(a.Name)
		if rule.Was != "" {
			name += ", " + code(rule.Was) + " before " + rule.Renamed.String()
		}
		if a.Rest {
			name = "any other"
		}
		rows = append(rows, []string{cell(name), cell(p.i.typeText(a.Type)), cell(p.i.absence(m, a)), orEmpty(rule.Since), orEmpty(rule.Until), cell(belowText(a, rule)), inline(a.Doc)})
	}
	p.b.WriteString(table([]string{"argument", "type", "may be missing", "since", "until", "for an older server", ""}, rows))
}

// absence says whether an argument may be missing for the newest server that has the
// method, and how it reads then.
func (i *Interface) absence(m *Method, a *Arg) string {
	use := ladder.Required
	if a.Index >= 0 {
		use = m.Ladder.Accept(i.home(m), a.Index)
	}
	switch {
	case a.Constant != "":
		return "always " + code(a.Constant)
	case use == ladder.Ignored:
		return "yes, it is ignored"
	case a.Default != "":
		return "reads as " + code(a.Default)
	case a.Rest, a.Optional, use == ladder.MayMiss:
		return "yes"
	}
	return ""
}

// belowText says how a client treats an argument that its pin has no room for.
func belowText(a *Arg, rule ladder.Arg) string {
	switch {
	case rule.Since.IsZero():
		return ""
	case rule.Below == ladder.Drop:
		return "left out"
	case rule.Below == ladder.Convert:
		return "converted by " + code(a.Converted)
	}
	return "refused"
}

// resultText describes the result of a call.
func (i *Interface) resultText(m *Method) string {
	switch {
	case m.Kind != "call":
		return ""
	case len(m.Results) == 0:
		return "Returns nothing."
	case len(m.Results) == 1:
		return "Returns: " + i.typeText(m.Results[0].Type) + "."
	}
	return "Returns an array: " + joined(m.Results, func(r Result) string {
		return strings.TrimSpace(cmp.Or(code(r.Name)+" ", " ") + i.typeText(r.Type))
	}) + "."
}

// examples are the calls in each language.
func (p *page) examples(m *Method) {
	if text := p.i.goExample(m); text != "" {
		p.b.WriteString(block("go", text))
	}
	p.b.WriteString(block("python", p.i.pythonExample(m)))
	p.b.WriteString(block("sh", p.i.osloctlExample(m)))
}
