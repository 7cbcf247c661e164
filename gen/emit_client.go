package gen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// client writes the client type, its constructor and its copies.
func (e emitter) client(i *iface) []jen.Code {
	name, c := i.ids.client, e.src.local.client
	self := "(" + c + " *" + name + ") "
	options := "opts ..." + e.oslo("ClientOption")
	made := func(client string) jen.Code { return jen.Return(jen.Id("&" + name + "{" + client + "}")) }
	var target fields
	target.text("Exchange", i.rpc.exchange)
	target.text("Topic", i.rpc.topic)
	target.text("Namespace", i.rpc.namespace)
	target.text("Version", i.rpc.version)
	return []jen.Code{
		doc(fmt.Sprintf("%s calls %s over oslo.messaging. It is safe for concurrent use.", name, i.name), i.doc).
			Type().Id(name).Struct(jen.Id("rpc *" + e.oslo("Client"))),

		doc(fmt.Sprintf("%s returns a client of topic %q. It does no I/O.", i.ids.newClient, i.rpc.topic), deprecation(i.doc)).
			Func().Id(i.ids.newClient + "(tr " + e.oslo("Transport") + ", " + options + ") *" + name).
			Block(made(e.oslo("NewClient") + "(tr, " + e.oslo("Target") + "{" + target.inOneLine() + "}, opts...)")),

		doc("On returns a copy of the client that addresses the one server named.").
			Func().Id(self + "On(server string) *" + name).Block(made(c + ".rpc.On(server)")),

		doc("With returns a copy of the client changed by opts.").
			Func().Id(self + "With(" + options + ") *" + name).Block(made(c + ".rpc.With(opts...)")),

		jen.Var().Id("_ " + i.name + " = (*" + name + ")(nil)"),
	}
}

// clientMethod writes the method of the client that sends m.
func (e emitter) clientMethod(i *iface, m *method) jen.Code {
	result := "error"
	if m.result != nil {
		result = "(" + e.typ(m.result) + ", error)"
	}
	return doc(m.doc).Func().Id("(" + e.src.local.client + " *" + i.ids.client + ") " + m.name + "(" + e.params(m) + ") " + result).Block(e.clientBody(m)...)
}

func (e emitter) params(m *method) string {
	list := []string{m.ctx + " " + e.context()}
	for _, p := range m.params {
		list = append(list, p.name+" "+e.typ(p.typ))
	}
	return strings.Join(list, ", ")
}

func (e emitter) clientBody(m *method) []jen.Code {
	send := e.addressed(m) + "." + string(m.verb) + "(" + m.ctx + ", &" + m.descriptor + ", " + sentArgs(m)
	switch {
	case m.verb != call:
		return []jen.Code{jen.Return(jen.Id(send + ")"))}
	case m.result == nil:
		return []jen.Code{jen.Return(jen.Id(send + ", nil)"))}
	}
	return []jen.Code{
		jen.Var().Id("result " + e.typ(m.result)),
		jen.Id("err := " + send + ", &result)"),
		jen.Return(jen.Id("result, err")),
	}
}

// addressed is the client of the target that m goes to.
func (e emitter) addressed(m *method) string {
	c := e.src.local.client + ".rpc"
	if m.topic != "" {
		c += ".With(" + e.oslo("WithTarget") + "(func(t *" + e.oslo("Target") + ") {\nt.Topic = " + strconv.Quote(m.topic) + "\n}))"
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

// sentArgs is the pointer to the arguments, or nil.
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
	var values []string
	for _, p := range m.arguments() {
		values = append(values, p.name)
	}
	return "&" + m.args + "{" + strings.Join(values, ", ") + "}"
}

// descriptor writes the variable that describes m to the runtime.
func (e emitter) descriptor(i *iface, m *method) jen.Code {
	var f fields
	f.text("Name", m.wire)
	f.text("Version", m.version)
	if m.timeout != 0 {
		f.add("Timeout", e.duration(m.timeout))
	}
	if m.monitor != 0 {
		f.add("Monitor", e.duration(m.monitor))
	}
	if i.ids.errors != "" {
		f.add("Errors", i.ids.errors)
	}
	return jen.Var().Id(m.descriptor + " = " + e.oslo("Method") + "{" + f.inOneLine() + "}")
}

// args writes the struct whose fields are the arguments of m, for both sides.
func (e emitter) args(m *method) jen.Code {
	var list []jen.Code
	for _, p := range m.arguments() {
		list = append(list, jen.Id(p.field+" "+e.typ(p.typ)+" `json:\""+p.wire+"\"`"))
	}
	return jen.Type().Id(m.args).Struct(list...)
}

// errors writes the table of an interface's errors.
func (e emitter) errors(i *iface) jen.Code {
	var entries []string
	for _, pair := range i.errors {
		remote := strconv.Quote(pair.remote)
		var entry string
		if pair.value != nil {
			entry = e.oslo("ErrorValue") + "(" + remote + ", " + e.object(pair.value) + ")"
		} else {
			entry = e.oslo("ErrorType") + "[" + e.typ(pair.typ) + "](" + remote + ")"
		}
		if pair.expected {
			entry += ".Expected()"
		}
		entries = append(entries, entry)
	}
	return jen.Var().Id(i.ids.errors + " = " + e.oslo("NewErrors")).Call(oneALine(entries)...)
}
