package emit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// client emits the client type, its constructor, its copying methods and its
// methods in the interface's order.
func (e Emitter) client(i *model.Interface) []jen.Code {
	name, c := i.IDs.Client, e.src.Local.Client
	self := "(" + c + " *" + name + ") "
	options := "opts ..." + e.oslo("ClientOption")
	made := func(client string) string { return "return &" + name + "{rpc: " + client + "}" }
	decls := []jen.Code{
		structure(doc(fmt.Sprintf("%s calls %s over oslo.messaging. It is safe for concurrent use.", name, i.Name), i.Doc),
			name, "rpc *"+e.oslo("Client")),

		function(doc(fmt.Sprintf("%s returns a client of topic %q. It does no I/O.", i.IDs.NewClient, i.RPC.Topic), deprecation(i.Doc)),
			i.IDs.NewClient+"(tr "+e.oslo("Transport")+given(i, i.ClientParams())+", "+options+") *"+name,
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
	methods := i.MethodsOn(model.ClientSide)
	if len(methods) == len(i.Methods) {
		decls = append(decls, jen.Id("var _ "+i.Name+" = (*"+name+")(nil)"))
	}
	for _, m := range methods {
		decls = append(decls, e.clientMethod(i, m))
	}
	return decls
}

// withHistory emits the option that tells a client the versions of its
// interface.
func (e Emitter) withHistory(i *model.Interface) []string {
	if i.IDs.History == "" {
		return nil
	}
	return []string{"opts = append([]" + e.oslo("ClientOption") + "{" + e.oslo("WithHistory") + "(&" + i.IDs.History + ")}, opts...)"}
}

// constants emits the interface's topic, version, namespace and exchange as
// constants.
func (e Emitter) constants(i *model.Interface) []jen.Code {
	if len(i.IDs.Constants) == 0 {
		return nil
	}
	var list []string
	for _, c := range i.IDs.Constants {
		list = append(list, c.Name+" = "+strconv.Quote(c.Text))
	}
	text := "The target of " + i.Name + ", from oslo:rpc."
	if slices.ContainsFunc(i.Methods, func(m *model.Method) bool { return slices.ContainsFunc(m.Params, newerArgument) }) {
		text = "The target of " + i.Name + ", from oslo:rpc, and the versions that its newer arguments need."
	}
	return []jen.Code{doc(text).Id("const (\n" + strings.Join(list, "\n") + "\n)")}
}

func newerArgument(p *model.Param) bool { return p.History.Since != "" }

// clientTarget emits the target of the client.
func (e Emitter) clientTarget(i *model.Interface) string {
	var f fields
	f.template("Exchange", i.RPC.Exchange, i)
	if !i.ByMethods() {
		f.template("Topic", i.RPC.Topic, i)
	}
	f.template("Namespace", i.RPC.Namespace, i)
	f.text("Version", i.RPC.Version)
	return e.oslo("Target") + f.inOneLine()
}

// clientMethod emits the client's method that sends m.
func (e Emitter) clientMethod(i *model.Interface, m *model.Method) jen.Code {
	signature := "(" + e.src.Local.Client + " *" + i.IDs.Client + ") " + m.Name + "(" + e.params(m) + ") " + e.results(m)
	return function(doc(e.methodDoc(i, m)...), signature, e.clientBody(i, m)...)
}

func (e Emitter) params(m *model.Method) string {
	list := make([]string, 0, 1+len(m.Params))
	list = append(list, m.Ctx+" "+e.context())
	for _, p := range m.Params {
		list = append(list, p.Name+" "+e.typ(p.Type))
	}
	return strings.Join(list, ", ")
}

// results emits the result types of m.
func (e Emitter) results(m *model.Method) string {
	if len(m.Results) == 0 {
		return "error"
	}
	list := make([]string, 0, len(m.Results)+1)
	for _, r := range m.Results {
		list = append(list, e.typ(r.Type))
	}
	return "(" + strings.Join(append(list, "error"), ", ") + ")"
}

func (e Emitter) clientBody(i *model.Interface, m *model.Method) []string {
	send := e.addressed(i, m) + "." + string(m.Verb) + "(" + m.Ctx + ", &" + m.Descriptor + ", " + sentArgs(m)
	switch {
	case m.Verb != model.Call:
		return []string{"return " + send + ")"}
	case len(m.Results) == 0:
		return []string{"return " + send + ", nil)"}
	}
	typ, results := m.Tuple, "result"
	if len(m.Results) == 1 {
		typ = e.typ(m.Results[0].Type)
	} else {
		results = strings.Join(elements(m, "result"), ", ")
	}
	return []string{"var result " + typ, "err := " + send + ", &result)", "return " + results + ", err"}
}

// elements lists the fields of the tuple in a variable.
func elements(m *model.Method, variable string) []string {
	var list []string
	for _, r := range m.Results {
		list = append(list, variable+"."+r.Field)
	}
	return list
}

// addressed emits the client with the topic and the server of m.
func (e Emitter) addressed(i *model.Interface, m *model.Method) string {
	c := e.src.Local.Client + ".rpc"
	if p := m.With(model.TopicPart); p != nil {
		t, name := m.Topic, p.Name
		if t == "" {
			t = i.RPC.Topic
		}
		if e.typ(p.Type) != "string" {
			name = "string(" + name + ")"
		}
		c += ".To(" + t.Expression(map[string]string{t.Names()[0]: name}) + ", " + name + ")"
	}
	if p := m.With(model.Server); p != nil {
		name := p.Name
		if e.typ(p.Type) != "string" {
			name = "string(" + name + ")"
		}
		c += ".On(" + name + ")"
	}
	return c
}

// sentArgs emits the pointer to the arguments, or nil.
func sentArgs(m *model.Method) string {
	if p := m.With(model.Request); p != nil {
		if wiretype.IsPointer(p.Type) {
			return p.Name
		}
		return "&" + p.Name
	}
	if m.Args == "" {
		return "nil"
	}
	var f fields
	for _, p := range m.ArgumentParams() {
		f.add(p.Field, p.Name)
	}
	for _, c := range m.Constants {
		f.add(c.Field, scalar(c.Literal))
	}
	return "&" + m.Args + f.inOneLine()
}

// given emits the template parameters of a signature, after a comma.
func given(i *model.Interface, params []string) string {
	var list []string
	for _, name := range params {
		list = append(list, i.IDs.Params[name])
	}
	if len(list) == 0 {
		return ""
	}
	return ", " + strings.Join(list, ", ") + " string"
}

// passedOn emits the template parameters as arguments.
func passedOn(i *model.Interface, params []string) string {
	var text strings.Builder
	for _, name := range params {
		text.WriteString(i.IDs.Params[name] + ", ")
	}
	return text.String()
}
