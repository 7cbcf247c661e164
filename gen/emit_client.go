package gen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// client emits the client type, its constructor, its copying methods and its
// methods in the interface's order.
func (e emitter) client(i *iface) []jen.Code {
	name, c := i.ids.client, e.src.local.client
	self := "(" + c + " *" + name + ") "
	options := "opts ..." + e.oslo("ClientOption")
	made := func(client string) string { return "return &" + name + "{rpc: " + client + "}" }
	decls := []jen.Code{
		structure(doc(fmt.Sprintf("%s calls %s over oslo.messaging. It is safe for concurrent use.", name, i.name), i.doc),
			name, "rpc *"+e.oslo("Client")),

		function(doc(fmt.Sprintf("%s returns a client of topic %q. It does no I/O.", i.ids.newClient, i.rpc.topic), deprecation(i.doc)),
			i.ids.newClient+"(tr "+e.oslo("Transport")+given(i, i.clientParams())+", "+options+") *"+name,
			append(e.withHistory(i), "target := "+e.clientTarget(i), made(e.oslo("NewClient")+"(tr, target, opts...)"))...),

		function(doc("On returns a copy of the client that addresses the one server named."),
			self+"On(server string) *"+name, made(c+".rpc.On(server)")),

		function(doc("With returns a copy of the client changed by opts."),
			self+"With("+options+") *"+name, made(c+".rpc.With(opts...)")),

		function(doc("Target returns the target of the client's messages."),
			self+"Target() "+e.oslo("Target"), "return "+c+".rpc.Target()"),

		function(doc("CanSend reports whether the client's pin allows messages of the version."),
			self+"CanSend(version string) bool", "return "+c+".rpc.CanSend(version)"),
	}
	methods := i.methodsOn(clientSide)
	if len(methods) == len(i.methods) {
		decls = append(decls, jen.Id("var _ "+i.name+" = (*"+name+")(nil)"))
	}
	for _, m := range methods {
		decls = append(decls, e.clientMethod(i, m))
	}
	return decls
}

// withHistory emits the option that tells a client the versions of its
// interface.
func (e emitter) withHistory(i *iface) []string {
	if i.ids.history == "" {
		return nil
	}
	return []string{"opts = append([]" + e.oslo("ClientOption") + "{" + e.oslo("WithHistory") + "(&" + i.ids.history + ")}, opts...)"}
}

// constants emits the interface's topic, version, namespace and exchange as
// constants.
func (e emitter) constants(i *iface) []jen.Code {
	if len(i.ids.constants) == 0 {
		return nil
	}
	var list []string
	for _, c := range i.ids.constants {
		list = append(list, c.name+" = "+strconv.Quote(c.value))
	}
	text := "The target of " + i.name + ", from oslo:rpc."
	if slices.ContainsFunc(i.methods, func(m *method) bool { return slices.ContainsFunc(m.params, newerArgument) }) {
		text = "The target of " + i.name + ", from oslo:rpc, and the versions that its newer arguments need."
	}
	return []jen.Code{doc(text).Id("const (\n" + strings.Join(list, "\n") + "\n)")}
}

func newerArgument(p *param) bool { return p.history.since != "" }

// clientTarget emits the target of the client.
func (e emitter) clientTarget(i *iface) string {
	var f fields
	f.template("Exchange", i.rpc.exchange, i)
	if !i.byMethods() {
		f.template("Topic", i.rpc.topic, i)
	}
	f.template("Namespace", i.rpc.namespace, i)
	f.text("Version", i.rpc.version)
	return e.oslo("Target") + f.inOneLine()
}

// clientMethod emits the client's method that sends m.
func (e emitter) clientMethod(i *iface, m *method) jen.Code {
	signature := "(" + e.src.local.client + " *" + i.ids.client + ") " + m.name + "(" + e.params(m) + ") " + e.results(m)
	return function(doc(e.methodDoc(i, m)...), signature, e.clientBody(i, m)...)
}

func (e emitter) params(m *method) string {
	list := []string{m.ctx + " " + e.context()}
	for _, p := range m.params {
		list = append(list, p.name+" "+e.typ(p.typ))
	}
	return strings.Join(list, ", ")
}

// results emits the result types of m.
func (e emitter) results(m *method) string {
	var list []string
	for _, r := range m.results {
		list = append(list, e.typ(r.typ))
	}
	if len(list) == 0 {
		return "error"
	}
	return "(" + strings.Join(list, ", ") + ", error)"
}

func (e emitter) clientBody(i *iface, m *method) []string {
	send := e.addressed(i, m) + "." + string(m.verb) + "(" + m.ctx + ", &" + m.descriptor + ", " + sentArgs(m)
	switch {
	case m.verb != call:
		return []string{"return " + send + ")"}
	case len(m.results) == 0:
		return []string{"return " + send + ", nil)"}
	}
	typ, results := m.tuple, "result"
	if len(m.results) == 1 {
		typ = e.typ(m.results[0].typ)
	} else {
		results = strings.Join(elements(m, "result"), ", ")
	}
	return []string{"var result " + typ, "err := " + send + ", &result)", "return " + results + ", err"}
}

// elements lists the fields of the tuple in a variable.
func elements(m *method, variable string) []string {
	var list []string
	for _, r := range m.results {
		list = append(list, variable+"."+r.field)
	}
	return list
}

// addressed emits the client with the topic and the server of m.
func (e emitter) addressed(i *iface, m *method) string {
	c := e.src.local.client + ".rpc"
	if p := m.with(topicPart); p != nil {
		t, name := m.topic, p.name
		if t == "" {
			t = i.rpc.topic
		}
		if e.typ(p.typ) != "string" {
			name = "string(" + name + ")"
		}
		c += ".To(" + t.expression(map[string]string{t.names()[0]: name}) + ", " + name + ")"
	}
	if p := m.with(server); p != nil {
		name := p.name
		if e.typ(p.typ) != "string" {
			name = "string(" + name + ")"
		}
		c += ".On(" + name + ")"
	}
	return c
}

// sentArgs emits the pointer to the arguments, or nil.
func sentArgs(m *method) string {
	if p := m.with(request); p != nil {
		if isPointer(p.typ) {
			return p.name
		}
		return "&" + p.name
	}
	if m.args == "" {
		return "nil"
	}
	var f fields
	for _, p := range m.arguments() {
		f.add(p.field, p.name)
	}
	for _, c := range m.constants {
		f.add(c.field, c.literal)
	}
	return "&" + m.args + f.inOneLine()
}

// given emits the template parameters of a signature, after a comma.
func given(i *iface, params []string) string {
	var list []string
	for _, name := range params {
		list = append(list, i.ids.params[name])
	}
	if len(list) == 0 {
		return ""
	}
	return ", " + strings.Join(list, ", ") + " string"
}

// passedOn emits the template parameters as arguments.
func passedOn(i *iface, params []string) string {
	var text strings.Builder
	for _, name := range params {
		text.WriteString(i.ids.params[name] + ", ")
	}
	return text.String()
}
