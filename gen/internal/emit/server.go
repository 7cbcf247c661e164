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

// server emits the server side of an interface: a server with this one
// interface, the function that registers an implementation, and an adapter with
// a method for each method.
func (e Emitter) server(i *model.Interface) []jen.Code {
	var decls []jen.Code
	if i.IDs.Endpoint != i.Name {
		text := fmt.Sprintf("%s has the methods of %s that servers implement. The others are for clients only.", i.IDs.Endpoint, i.Name)
		decls = append(decls, e.endpointType(i, text))
	}
	decls = append(decls,
		e.newServer(i),
		function(doc(fmt.Sprintf("%s registers impl as the %s of srv. Start returns registration errors.", i.IDs.Register, i.Name), deprecation(i.Doc)),
			i.IDs.Register+"(srv *"+e.oslo("Server")+given(i, i.RegisterParams())+", impl "+i.IDs.Endpoint+")", e.register(i)...),
		structure(doc(i.IDs.Adapter+" calls impl with the arguments of requests."), i.IDs.Adapter, "impl "+i.IDs.Endpoint),
	)
	for _, m := range i.MethodsOn(model.ServerSide) {
		decls = append(decls, e.adapterMethod(i, m))
	}
	return append(decls, e.unimplemented(i)...)
}

// endpointType emits the part of an interface that servers implement.
func (e Emitter) endpointType(i *model.Interface, text string) jen.Code {
	var list []string
	for _, m := range i.MethodsOn(model.ServerSide) {
		list = append(list, m.Name+"("+e.params(m)+") "+e.results(m))
	}
	return methodSet(doc(text), i.IDs.Endpoint, list...)
}

// newServer emits the constructor of a server with this one interface.
func (e Emitter) newServer(i *model.Interface) jen.Code {
	var f fields
	f.template("Exchange", i.RPC.Exchange, i)
	f.template("Topic", i.RPC.Topic, i)
	f.add("Server", "host")
	params := "(tr " + e.oslo("Transport") + given(i, i.ServerParams()) + ", host string, impl " + i.IDs.Endpoint + ", opts ..." + e.oslo("ServerOption") + ")"
	return function(doc(fmt.Sprintf("%s returns a server of topic %q called host, which serves impl. It does no I/O.", i.IDs.NewServer, i.RPC.Topic), deprecation(i.Doc)),
		i.IDs.NewServer+params+" *"+e.oslo("Server"),
		"srv := "+e.oslo("NewServer")+"(tr, "+e.oslo("Target")+f.inOneLine()+", opts...)",
		i.IDs.Register+"(srv, "+passedOn(i, i.RegisterParams())+"impl)",
		"return srv")
}

func (e Emitter) register(i *model.Interface) []string {
	lines := []string{e.src.Local.Adapter + " := " + i.IDs.Adapter + "{impl: impl}"}
	for _, top := range i.RPC.Tops() {
		lines = append(lines, e.src.Imports.Names[model.DispatchPath]+".Register(srv, "+e.oslo("Endpoint")+e.endpoint(i, top)+")")
	}
	return lines
}

// endpoint emits the literal of the endpoint for a version.
func (e Emitter) endpoint(i *model.Interface, version string) string {
	methods := e.table(i, version)
	var f fields
	f.text("Name", i.Name)
	f.template("Exchange", i.RPC.Exchange, i)
	if topics := i.Topics(); len(topics) > 0 {
		f.add("Topics", "[]string{"+quoted(topics)+"}")
	}
	f.template("Namespace", i.RPC.Namespace, i)
	if i.RPC.Legacy != nil {
		f.add("LegacyNamespaces", "[]string{"+quoted(i.RPC.Legacy)+"}")
	}
	f.text("Version", version)
	if i.IDs.Errors != "" {
		f.add("Errors", i.IDs.Errors)
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
func (e Emitter) table(i *model.Interface, version string) []string {
	var list []string
	served := slices.DeleteFunc(i.MethodsOn(model.ServerSide), func(m *model.Method) bool { return m.Floor(version) == "" })
	for n, m := range served {
		twin := slices.IndexFunc(served, func(other *model.Method) bool { return other != m && other.Wire == m.Wire })
		entry := e.adapted(m, version)
		switch {
		case twin >= 0 && twin < n:
			continue
		case twin >= 0 && m.Verb == model.Call:
			entry = e.oslo("CallOrCast") + "(" + entry + ", " + e.adapted(served[twin], version) + ")"
		case twin >= 0:
			entry = e.oslo("CallOrCast") + "(" + e.adapted(served[twin], version) + ", " + entry + ")"
		}
		list = append(list, strconv.Quote(m.Wire)+": "+entry)
		if m.History.Was != "" {
			list = append(list, strconv.Quote(m.History.Was)+": "+entry)
		}
	}
	return list
}

// adapted emits the Func that reads the arguments of m as a server of a version
// does.
func (e Emitter) adapted(m *model.Method, version string) string {
	arguments := "(&" + m.Descriptor + ", " + e.src.Local.Adapter + "." + m.Name + ")"
	if !m.IsVersioned() {
		return e.oslo("Adapt") + arguments
	}
	return e.oslo("AdaptAt") + "(" + strconv.Quote(version) + ", " + arguments[1:]
}

// adapterMethod emits the adapter's method that runs m.
func (e Emitter) adapterMethod(i *model.Interface, m *model.Method) jen.Code {
	l := e.src.Local
	in, args := "_", "_"
	if m.With(model.Server) != nil || m.With(model.TopicPart) != nil {
		in = l.In
	}
	if m.With(model.Request) != nil || m.Args != "" {
		args = l.Args
	}
	run := l.Adapter + ".impl." + m.Name + "(" + e.passed(i, m) + ")"
	body := []string{"return " + run}
	switch len(m.Results) {
	case 0:
		body = []string{"return nil, " + run}
	case 1:
	default:
		body = []string{
			"var result " + m.Tuple,
			"var err error",
			strings.Join(elements(m, "result"), ", ") + ", err = " + run,
			"return result, err",
		}
	}
	params := "(" + l.Ctx + " " + e.context() + ", " + in + " *" + e.oslo("Incoming") + ", " + args + " *" + e.receivedArgs(m) + ")"
	return function(doc(), "("+l.Adapter+" "+i.IDs.Adapter+") "+m.Name+params+" (any, error)", body...)
}

// receivedArgs emits the type into which a server reads the arguments.
func (e Emitter) receivedArgs(m *model.Method) string {
	if p := m.With(model.Request); p != nil {
		return e.typ(wiretype.Pointee(p.Type))
	}
	if m.Args == "" {
		return "struct{}"
	}
	return m.Args
}

// passed emits the arguments for the implementation.
func (e Emitter) passed(i *model.Interface, m *model.Method) string {
	l := e.src.Local
	list := make([]string, 0, 1+len(m.Params))
	list = append(list, l.Ctx)
	for _, p := range m.Params {
		code := l.Args + "." + p.Field
		switch {
		case p.Role == model.TopicPart:
			code = e.topicPart(i, m, p)
		case p.Role == model.Server && e.typ(p.Type) == "string":
			code = l.In + ".Target.Server"
		case p.Role == model.Server:
			code = e.typ(p.Type) + "(" + l.In + ".Target.Server)"
		case p.Role == model.Request && wiretype.IsPointer(p.Type):
			code = l.Args
		case p.Role == model.Request:
			code = "*" + l.Args
		}
		list = append(list, code)
	}
	return strings.Join(list, ", ")
}

// topicPart emits the expression for the parameter in the topic of a request.
func (e Emitter) topicPart(i *model.Interface, m *model.Method, p *model.Param) string {
	t := string(m.Topic)
	if t == "" {
		t = string(i.RPC.Topic)
	}
	before, after, _ := strings.Cut(t, "{"+p.Source+"}")
	code := fmt.Sprintf("%s.Target.TopicPart(%q, %q)", e.src.Local.In, before, after)
	if e.typ(p.Type) != "string" {
		code = e.typ(p.Type) + "(" + code + ")"
	}
	return code
}

// unimplemented emits the type that implementations embed.
func (e Emitter) unimplemented(i *model.Interface) []jen.Code {
	name := i.IDs.Unimplemented
	decls := []jen.Code{
		structure(doc(fmt.Sprintf("%s refuses every method of %s as a server without the method does.\nAn implementation that embeds it still compiles when the interface gets another method.", name, i.Name)), name),
	}
	for _, m := range i.MethodsOn(model.ServerSide) {
		refusal := "&" + e.oslo("NoSuchMethodError") + "{Method: " + strconv.Quote(m.Wire) + "}"
		results, values := e.namedResults(m)
		decls = append(decls, function(doc(), "("+name+") "+m.Name+"("+e.paramTypes(m)+") "+results, "return "+values+refusal))
	}
	return decls
}

// namedResults returns the result list of a method with names, and the names but the
// error's, each with a comma.
func (e Emitter) namedResults(m *model.Method) (list, values string) {
	if len(m.Results) == 0 {
		return "error", ""
	}
	names, typed := make([]string, len(m.Results)), make([]string, len(m.Results))
	for n, r := range m.Results {
		names[n] = "result" + suffix(n)
		typed[n] = names[n] + " " + e.typ(r.Type)
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
func (e Emitter) paramTypes(m *model.Method) string {
	list := make([]string, 0, 1+len(m.Params))
	list = append(list, e.context())
	for _, p := range m.Params {
		list = append(list, e.typ(p.Type))
	}
	return strings.Join(list, ", ")
}
