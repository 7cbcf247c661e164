package gen

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// server writes what serves an interface: the function that registers an
// implementation, and an adapter with a method for each method.
func (e emitter) server(i *iface) []jen.Code {
	decls := []jen.Code{
		doc(fmt.Sprintf("%s makes srv serve impl as interface %s. A mistake is returned when srv starts.", i.ids.register, i.name), deprecation(i.doc)).
			Func().Id(i.ids.register + "(srv *" + e.oslo("Server") + ", impl " + i.name + ")").Block(e.register(i)...),
		doc(i.ids.adapter + " reads the arguments of requests for impl.").
			Type().Id(i.ids.adapter).Struct(jen.Id("impl " + i.name)),
	}
	for _, m := range i.methods {
		decls = append(decls, jen.Func().Id(e.adapterMethod(i, m, "Incoming")+" (any, error)").Block(e.adapt(m)...))
	}
	return decls
}

// adapterMethod is the receiver, name and parameters of an adapter's method.
func (e emitter) adapterMethod(i *iface, m *method, incoming string) string {
	l := e.src.local
	return "(" + l.adapter + " " + i.ids.adapter + ") " + m.name + "(" + l.ctx + " " + e.context() + ", " + l.in + " *" + e.oslo(incoming) + ")"
}

func (e emitter) register(i *iface) []jen.Code {
	adapter := jen.Id(e.src.local.adapter + " := " + i.ids.adapter + "{impl}")
	endpoint := func(version string) jen.Code {
		return jen.Id(e.src.imports.names[dispatchPath]+".Register").Call(
			jen.Id("srv"), jen.Id(e.oslo("Endpoint")).Values(e.endpoint(i, version)...))
	}
	if i.rpc.also == "" {
		return []jen.Code{adapter, endpoint(strconv.Quote(i.rpc.version))}
	}
	versions := quoted([]string{i.rpc.version, i.rpc.also})
	return []jen.Code{adapter, jen.For(jen.Id("_, version := range []string{" + versions + "}")).Block(endpoint("version"))}
}

// endpoint is the fields of the endpoint, one a line.
func (e emitter) endpoint(i *iface, version string) []jen.Code {
	var methods []string
	for _, m := range i.methods {
		methods = append(methods, strconv.Quote(m.wire)+": "+e.src.local.adapter+"."+m.name)
	}
	var f fields
	f.text("Name", i.name)
	f.text("Exchange", i.rpc.exchange)
	f.text("Namespace", i.rpc.namespace)
	if i.rpc.legacy != nil {
		f.add("LegacyNamespaces", "[]string{"+quoted(i.rpc.legacy)+"}")
	}
	f.add("Version", version)
	if i.ids.errors != "" {
		f.add("Errors", i.ids.errors)
	}
	f.add("Methods", "map[string]"+e.oslo("Func")+"{\n"+strings.Join(methods, ",\n")+",\n}")
	return oneALine(f)
}

// adapt is the body of an adapter's method.
func (e emitter) adapt(m *method) []jen.Code {
	l := e.src.local
	run := l.adapter + ".impl." + m.name + "(" + e.passed(m) + ")"
	if m.result == nil {
		run = "nil, " + run
	}
	return []jen.Code{
		jen.Var().Id(l.args + " " + e.receivedArgs(m)),
		jen.If(jen.Id("err := "+l.in+".Decode(&"+l.args+")"), jen.Id("err != nil")).Block(jen.Return(jen.Id("nil, err"))),
		jen.Return(jen.Id(run)),
	}
}

// receivedArgs is the type that arguments are read into.
func (e emitter) receivedArgs(m *method) string {
	if p := m.with(request); p != nil {
		return e.typ(pointee(p.typ))
	}
	if m.args == "" {
		return "struct{}"
	}
	return m.args
}

// passed is what the implementation is called with.
func (e emitter) passed(m *method) string {
	l := e.src.local
	list := []string{l.ctx}
	for _, p := range m.params {
		code := l.args + "." + p.field
		switch {
		case p.role == server && e.typ(p.typ) == "string":
			code = l.in + ".Target.Server"
		case p.role == server:
			code = e.typ(p.typ) + "(" + l.in + ".Target.Server)"
		case p.role == request && isPointer(p.typ):
			code = "&" + l.args
		case p.role == request:
			code = l.args
		}
		list = append(list, code)
	}
	return strings.Join(list, ", ")
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
