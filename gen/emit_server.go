package gen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// server emits the server side of an interface: a server with this one
// interface, the function that registers an implementation, and an adapter with
// a method for each method.
func (e emitter) server(i *iface) []jen.Code {
	var decls []jen.Code
	if i.ids.endpoint != i.name {
		text := fmt.Sprintf("%s has the methods of %s that servers implement. The others are for clients only.", i.ids.endpoint, i.name)
		decls = append(decls, e.endpointType(i, text))
	}
	decls = append(decls,
		e.newServer(i),
		function(doc(fmt.Sprintf("%s registers impl as the %s of srv. Start returns registration errors.", i.ids.register, i.name), deprecation(i.doc)),
			i.ids.register+"(srv *"+e.oslo("Server")+given(i, i.registerParams())+", impl "+i.ids.endpoint+")", e.register(i)...),
		structure(doc(i.ids.adapter+" calls impl with the arguments of requests."), i.ids.adapter, "impl "+i.ids.endpoint),
	)
	for _, m := range i.methodsOn(serverSide) {
		decls = append(decls, e.adapterMethod(i, m))
	}
	return append(decls, e.unimplemented(i)...)
}

// endpointType emits the part of an interface that servers implement.
func (e emitter) endpointType(i *iface, text string) jen.Code {
	var list []string
	for _, m := range i.methodsOn(serverSide) {
		list = append(list, m.name+"("+e.params(m)+") "+e.results(m))
	}
	return methodSet(doc(text), i.ids.endpoint, list...)
}

// newServer emits the constructor of a server with this one interface.
func (e emitter) newServer(i *iface) jen.Code {
	var f fields
	f.template("Exchange", i.rpc.exchange, i)
	f.template("Topic", i.rpc.topic, i)
	f.add("Server", "host")
	params := "(tr " + e.oslo("Transport") + given(i, i.serverParams()) + ", host string, impl " + i.ids.endpoint + ", opts ..." + e.oslo("ServerOption") + ")"
	return function(doc(fmt.Sprintf("%s returns a server of topic %q called host, which serves impl. It does no I/O.", i.ids.newServer, i.rpc.topic), deprecation(i.doc)),
		i.ids.newServer+params+" *"+e.oslo("Server"),
		"srv := "+e.oslo("NewServer")+"(tr, "+e.oslo("Target")+f.inOneLine()+", opts...)",
		i.ids.register+"(srv, "+passedOn(i, i.registerParams())+"impl)",
		"return srv")
}

func (e emitter) register(i *iface) []string {
	lines := []string{e.src.local.adapter + " := " + i.ids.adapter + "{impl: impl}"}
	for _, top := range i.rpc.tops() {
		lines = append(lines, e.src.imports.names[dispatchPath]+".Register(srv, "+e.oslo("Endpoint")+e.endpoint(i, top)+")")
	}
	return lines
}

// endpoint emits the literal of the endpoint for a version.
func (e emitter) endpoint(i *iface, version string) string {
	methods := e.table(i, version)
	var f fields
	f.text("Name", i.name)
	f.template("Exchange", i.rpc.exchange, i)
	if topics := i.topics(); len(topics) > 0 {
		f.add("Topics", "[]string{"+quoted(topics)+"}")
	}
	f.template("Namespace", i.rpc.namespace, i)
	if i.rpc.legacy != nil {
		f.add("LegacyNamespaces", "[]string{"+quoted(i.rpc.legacy)+"}")
	}
	f.text("Version", version)
	if i.ids.errors != "" {
		f.add("Errors", i.ids.errors)
	}
	table := "{}" // the version has no method left
	if len(methods) > 0 {
		table = "{\n" + strings.Join(methods, ",\n") + ",\n}"
	}
	f.add("Methods", "map[string]"+e.oslo("Func")+table)
	return f.oneALine()
}

// table emits the methods that a server of a version has, by their names on the
// wire.
func (e emitter) table(i *iface, version string) []string {
	var list []string
	served := slices.DeleteFunc(i.methodsOn(serverSide), func(m *method) bool { return m.floor(version) == "" })
	for n, m := range served {
		twin := slices.IndexFunc(served, func(other *method) bool { return other != m && other.wire == m.wire })
		entry := e.adapted(m, version)
		switch {
		case twin >= 0 && twin < n:
			continue
		case twin >= 0 && m.verb == call:
			entry = e.oslo("CallOrCast") + "(" + entry + ", " + e.adapted(served[twin], version) + ")"
		case twin >= 0:
			entry = e.oslo("CallOrCast") + "(" + e.adapted(served[twin], version) + ", " + entry + ")"
		}
		list = append(list, strconv.Quote(m.wire)+": "+entry)
		if m.history.was != "" {
			list = append(list, strconv.Quote(m.history.was)+": "+entry)
		}
	}
	return list
}

// adapted emits the Func that reads the arguments of m as a server of a version
// does.
func (e emitter) adapted(m *method, version string) string {
	arguments := "(&" + m.descriptor + ", " + e.src.local.adapter + "." + m.name + ")"
	if !m.isVersioned() {
		return e.oslo("Adapt") + arguments
	}
	return e.oslo("AdaptAt") + "(" + strconv.Quote(version) + ", " + arguments[1:]
}

// adapterMethod emits the adapter's method that runs m.
func (e emitter) adapterMethod(i *iface, m *method) jen.Code {
	l := e.src.local
	in, args := "_", "_"
	if m.with(server) != nil || m.with(topicPart) != nil {
		in = l.in
	}
	if m.with(request) != nil || m.args != "" {
		args = l.args
	}
	run := l.adapter + ".impl." + m.name + "(" + e.passed(i, m) + ")"
	body := []string{"return " + run}
	switch len(m.results) {
	case 0:
		body = []string{"return nil, " + run}
	case 1:
	default:
		body = []string{
			"var result " + m.tuple,
			"var err error",
			strings.Join(elements(m, "result"), ", ") + ", err = " + run,
			"return result, err",
		}
	}
	params := "(" + l.ctx + " " + e.context() + ", " + in + " *" + e.oslo("Incoming") + ", " + args + " *" + e.receivedArgs(m) + ")"
	return function(doc(), "("+l.adapter+" "+i.ids.adapter+") "+m.name+params+" (any, error)", body...)
}

// receivedArgs emits the type into which a server reads the arguments.
func (e emitter) receivedArgs(m *method) string {
	if p := m.with(request); p != nil {
		return e.typ(pointee(p.typ))
	}
	if m.args == "" {
		return "struct{}"
	}
	return m.args
}

// passed emits the arguments for the implementation.
func (e emitter) passed(i *iface, m *method) string {
	l := e.src.local
	list := []string{l.ctx}
	for _, p := range m.params {
		code := l.args + "." + p.field
		switch {
		case p.role == topicPart:
			code = e.topicPart(i, m, p)
		case p.role == server && e.typ(p.typ) == "string":
			code = l.in + ".Target.Server"
		case p.role == server:
			code = e.typ(p.typ) + "(" + l.in + ".Target.Server)"
		case p.role == request && isPointer(p.typ):
			code = l.args
		case p.role == request:
			code = "*" + l.args
		}
		list = append(list, code)
	}
	return strings.Join(list, ", ")
}

// topicPart emits the expression for the parameter in the topic of a request.
func (e emitter) topicPart(i *iface, m *method, p *param) string {
	t := string(m.topic)
	if t == "" {
		t = string(i.rpc.topic)
	}
	before, after, _ := strings.Cut(t, "{"+p.source+"}")
	code := fmt.Sprintf("%s.Target.TopicPart(%q, %q)", e.src.local.in, before, after)
	if e.typ(p.typ) != "string" {
		code = e.typ(p.typ) + "(" + code + ")"
	}
	return code
}

// unimplemented emits the type that implementations embed.
func (e emitter) unimplemented(i *iface) []jen.Code {
	name := i.ids.unimplemented
	decls := []jen.Code{
		structure(doc(fmt.Sprintf("%s refuses every method of %s as a server without the method does.\nAn implementation that embeds it still compiles when the interface gets another method.", name, i.name)), name),
	}
	for _, m := range i.methodsOn(serverSide) {
		refusal := "&" + e.oslo("NoSuchMethodError") + "{Method: " + strconv.Quote(m.wire) + "}"
		results, values := e.namedResults(m)
		decls = append(decls, function(doc(), "("+name+") "+m.name+"("+e.paramTypes(m)+") "+results, "return "+values+refusal))
	}
	return decls
}

// namedResults returns the result list of a method with names, and the names but the
// error's, each with a comma.
func (e emitter) namedResults(m *method) (list, values string) {
	if len(m.results) == 0 {
		return "error", ""
	}
	names, typed := make([]string, len(m.results)), make([]string, len(m.results))
	for n, r := range m.results {
		names[n] = "result" + suffix(n)
		typed[n] = names[n] + " " + e.typ(r.typ)
	}
	return "(" + strings.Join(typed, ", ") + ", err error)", strings.Join(names, ", ") + ", "
}

// suffix numbers names of one kind: nothing for the first, then 2, 3 and so on.
func suffix(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n + 1)
}

// paramTypes emits the parameters of m without names.
func (e emitter) paramTypes(m *method) string {
	list := []string{e.context()}
	for _, p := range m.params {
		list = append(list, e.typ(p.typ))
	}
	return strings.Join(list, ", ")
}
