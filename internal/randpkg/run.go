package randpkg

import (
	"fmt"
	"strings"
)

// run returns the file that calls the generated code.
func (p *pack) run(name, imports string) string {
	var b, calls strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport (\n\tzzcheck \"%s/check\"\n\tzzoslo \"github.com/oslogen/oslogen/runtime\"\n\tzznotify \"github.com/oslogen/oslogen/runtime/notify\"\n)\n\n%s\nvar _ = zznotify.WithBatch\n", name, Module, imports)
	for n, i := range p.ifaces {
		fmt.Fprintf(&b, "\ntype zzImpl%d struct{ c *zzcheck.Calls }\n", n)
		for _, m := range i.methods {
			if m.only != "client" {
				b.WriteString(implementation(n, m))
			}
		}
		if i.served() && !i.zone {
			fmt.Fprintf(&b, "\nvar _ = func(tr zzoslo.Transport) { %s(tr, %s\"host\", %s{}) }\n", verb("New", i.name)+"Server", i.given, verb("Unimplemented", i.name))
		}
		calls.WriteString(i.calls(n))
	}
	for n, i := range p.events {
		fmt.Fprintf(&b, "\ntype zzEvents%d struct{ c *zzcheck.Calls }\n", n)
		for _, e := range i.heard {
			payload, heard := e.payload, "p"
			if e.batch {
				payload, heard = "[]"+payload, "p[0]"
			}
			fmt.Fprintf(&b, "\nfunc (i *zzEvents%d) %s(ctx context.Context, p %s) error { return i.c.Heard(ctx, %v, %s) }\n", n, e.name, payload, e.batch, heard)
		}
		calls.WriteString(i.calls(n))
	}
	fmt.Fprintf(&b, "\n// ZZRun calls what is generated.\nfunc ZZRun(tr zzoslo.Transport) error {%s\n\treturn nil\n}\n", calls.String())
	return b.String()
}

// calls are the lines that try an interface.
func (i *iface) calls(n int) string {
	servers, client := "nil", "nil"
	if i.served() {
		servers = fmt.Sprintf("[]*zzoslo.Server{%sServer(tr, %s\"host\", &zzImpl%d{c})", verb("New", i.name), i.given, n)
		if i.zone {
			servers = "[]*zzoslo.Server{" + i.server(n, strings.ReplaceAll(i.topic, "{zone}", "zone1"))
		}
		for _, topic := range i.topics {
			servers += ", " + i.server(n, topic)
		}
		servers += "}"
	}
	if i.called() {
		client = verb("New", i.name) + "Client(tr, " + strings.TrimSuffix(i.given, ", ") + ")"
	}
	var methods strings.Builder
	for _, m := range i.methods {
		if i.only == "" && (m.only == "" || m.second) {
			methods.WriteString(m.entry())
		}
	}
	return fmt.Sprintf("\n\tif err := func(c *zzcheck.Calls) error {\n\t\treturn c.RPC(%s, %s, []zzcheck.Method{%s}, %s)\n\t}(zzcheck.New()); err != nil {\n\t\treturn err\n\t}\n",
		servers, client, methods.String(), strings.Join(append([]string{"nil"}, i.errors...), ", "))
}

// server makes a server of a topic.
func (i *iface) server(n int, topic string) string {
	return fmt.Sprintf("zzcheck.Server(tr, %q, %q, func(srv *zzoslo.Server) { %s(srv, &zzImpl%d{c}) })", i.exchange, topic, verb("Register", i.name), n)
}

// entry tells the checker about a method.
func (m *method) entry() string {
	kinds, defs := "", ""
	for n, a := range m.params {
		kinds += string(a.kind)
		if a.def != "" {
			defs += fmt.Sprintf("%d: %q, ", n, a.def)
		}
	}
	return fmt.Sprintf("{Name: %q, Params: %q, Defaults: map[int]string{%s}}, ", m.name, kinds, strings.TrimSuffix(defs, ", "))
}

// calls are the lines that try an interface of notifications.
func (i *eventIface) calls(n int) string {
	given := i.given
	if given != "" {
		given = ", " + given
	}
	var sent []string
	for _, e := range i.sent {
		sent = append(sent, fmt.Sprintf("%q", e.name))
	}
	return fmt.Sprintf("\n\tif err := func(c *zzcheck.Calls) error {\n\t\treturn c.Events(%sListener(tr, &zzEvents%d{c}, zznotify.WithBatch(1, 1e12)), %sNotifier(tr%s), %q, %s)\n\t}(zzcheck.New()); err != nil {\n\t\treturn err\n\t}\n",
		verb("New", i.name), n, verb("New", i.name), given, i.publisher, strings.Join(sent, ", "))
}

// implementation returns a method that passes its arguments on.
func implementation(n int, m *method) string {
	params, got := "_ context.Context", ""
	for i, a := range m.params {
		params += fmt.Sprintf(", p%d %s", i+1, a.typ)
		got += fmt.Sprintf(", p%d", i+1)
	}
	results, fill := "", ""
	for i, typ := range m.results {
		results += fmt.Sprintf("r%d %s, ", i+1, typ)
		fill += fmt.Sprintf("\tzzcheck.Fill(&r%d)\n", i+1)
	}
	return fmt.Sprintf("\nfunc (i *zzImpl%d) %s(%s) (%serr error) {\n%s\terr = i.c.Got(%q%s)\n\treturn\n}\n", n, m.name, params, results, fill, m.name, got)
}

// verb puts a verb before an interface's name, as oslogen does.
func verb(verb, name string) string {
	if name != strings.ToUpper(name[:1])+name[1:] {
		return strings.ToLower(verb) + strings.ToUpper(name[:1]) + name[1:]
	}
	return verb + name
}
