package apidoc

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// Page writes the page of an interface in Markdown. spec is the file name of its
// AsyncAPI document, or empty for none.
func (i *Interface) Page(spec string) string {
	i.links = i.anchors()
	p := &page{i: i}
	p.line("# %s", i.Name)
	p.text(cmp.Or(markdown(i.Doc), i.kind()))
	p.b.WriteString(table([]string{"", ""}, i.facts(spec)))
	p.overview()
	p.b.WriteString(i.errors())
	p.b.WriteString(i.versions())
	p.setup()
	what := "Methods"
	if i.Notify != nil {
		what = "Events"
	}
	p.line("## %s", what)
	for _, m := range i.Methods {
		p.method(m)
	}
	p.types()
	return strings.TrimRight(p.b.String(), "\n") + "\n"
}

// page is a page that is being written.
type page struct {
	i *Interface
	b strings.Builder
}

// line writes a line and an empty one.
func (p *page) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n\n", args...) }

// text writes a paragraph, unless it is empty.
func (p *page) text(text string) {
	if text != "" {
		p.b.WriteString(text + "\n\n")
	}
}

func (i *Interface) kind() string {
	if i.Notify != nil {
		return "An interface of notifications."
	}
	return "An interface of RPC methods."
}

// facts are the rows of the table at the top.
func (i *Interface) facts(spec string) (rows [][]string) {
	row := func(name, value string) {
		if value != "" {
			rows = append(rows, []string{"**" + name + "**", cell(value)})
		}
	}
	if i.Notify != nil {
		row("Notifications on", codes(i.Notify.Topics)+", exchange "+i.exchangeText())
		row("Publisher", code(i.Notify.Publisher))
	} else {
		row("Topic", code(i.RPC.Topic)+", exchange "+i.exchangeText())
		row("Namespace", i.namespaces())
		row("Version", i.served())
		row("Releases", joined(i.RPC.History.Releases, func(r release) string { return r.Name + " " + r.Version.String() }))
	}
	row("Parameters", i.parameters())
	row("Go package", code(i.Package.Path))
	row("Sides", i.sides())
	if path.Ext(spec) != "" {
		row("AsyncAPI", "["+spec+"]("+spec+")")
	}
	return rows
}

// sides says which side this source has, if it has one alone.
func (i *Interface) sides() string {
	switch {
	case i.Only == breaking.ClientOnly && i.Notify != nil:
		return "Go code sends the events. Listeners are elsewhere."
	case i.Only == breaking.ServerOnly && i.Notify != nil:
		return "Go code hears the events. Notifiers are elsewhere."
	case i.Only == breaking.ClientOnly:
		return "Go code calls the methods. Servers are elsewhere."
	case i.Only == breaking.ServerOnly:
		return "Go code serves the methods. Callers are elsewhere."
	}
	return ""
}

func (i *Interface) exchangeText() string {
	if i.Exchange == "" {
		return code("openstack") + " unless `control_exchange` says otherwise"
	}
	return code(i.Exchange)
}

func (i *Interface) namespaces() string {
	if len(i.RPC.Legacy) == 0 {
		return code(i.RPC.Namespace)
	}
	none := func(name string) string { return cmp.Or(code(name), "none") }
	return none(i.RPC.Namespace) + ", and servers answer to " + joined(i.RPC.Legacy, none) + " too"
}

// served is the version, with the older majors.
func (i *Interface) served() string {
	text := i.RPC.History.Version.String()
	if len(i.RPC.History.Also) == 0 {
		return text
	}
	return text + ", and servers answer to " + joined(i.RPC.History.Also, version.String) + " too"
}

// parameters are the texts in braces of the interface.
func (i *Interface) parameters() string {
	var list []string
	for _, text := range i.templates() {
		for _, found := range braces.FindAllString(text, -1) {
			list = appendNew(list, found)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return codes(list) + ": callers fill in a text"
}

// templates are the texts that may have parameters.
func (i *Interface) templates() []string {
	if i.Notify != nil {
		return []string{i.Notify.Publisher, i.Exchange}
	}
	list := []string{i.RPC.Topic, i.Exchange, i.RPC.Namespace}
	for _, m := range i.Methods {
		list = append(list, m.Topic)
	}
	return list
}

// overview is the table of all methods.
func (p *page) overview() {
	head := []string{"method", "kind", "on the wire", "since", "until", "timeout", ""}
	if p.i.Notify != nil {
		head = []string{"event", "", "type", "priority", "", "", ""}
	}
	var rows [][]string
	for _, m := range p.i.Methods {
		row := []string{"[" + m.Name + "](#" + p.i.links.methods[m] + ")", m.Kind, cell(m.wireText()), m.since(), m.until(), duration(m.Timeout), inline(summary(m.Doc))}
		if p.i.Notify != nil {
			row = []string{row[0], "", cell(code(m.pattern())), strings.TrimPrefix(m.priorityText(), "priority "), "", "", row[6]}
		}
		rows = append(rows, row)
	}
	p.b.WriteString(table(head, rows))
}

// errors is the section of the exceptions.
func (i *Interface) errors() string {
	if i.RPC == nil || len(i.RPC.Errors) == 0 {
		return ""
	}
	var rows [][]string
	for _, e := range i.RPC.Errors {
		expected := ""
		if e.Expected {
			expected = "yes"
		}
		rows = append(rows, []string{codes(e.Classes), code(e.Go), i.kwargs(e), expected, inline(summary(e.Doc))})
	}
	return "## Errors\n\nA call fails with one of these, or with another error of the server.\n\n" +
		table([]string{"exception", "in Go", "kwargs", "expected", ""}, rows)
}

// kwargs are the fields of an exception.
func (i *Interface) kwargs(e Error) string {
	if e.Fields == nil || i.Structs[e.Fields.Ref] == nil {
		return ""
	}
	var list []string
	for _, f := range i.Structs[e.Fields.Ref].Fields {
		list = append(list, code(f.Wire))
	}
	return strings.Join(list, ", ")
}
