package state

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/internal/ladder"
)

// Export describes the interfaces of sources for package pyexport, by package.
func Export(l *load.Loader, sources []*model.Source) []*pyexport.Package {
	var list []*pyexport.Package
	for _, src := range sources {
		n := slices.IndexFunc(list, func(p *pyexport.Package) bool { return p.Path == src.Package.Path() })
		if n < 0 {
			n = len(list)
			list = append(list, &pyexport.Package{
				Name: src.Package.Name(), Path: src.Package.Path(), Structs: map[string]*breaking.Struct{}, Objects: map[string]*pyexport.Object{},
			})
		}
		e := newExporter(l, list[n])
		for _, i := range src.Interfaces {
			list[n].Interfaces = append(list[n].Interfaces, e.iface(i))
		}
	}
	return list
}

// exporter describes the interfaces of one package.
type exporter struct {
	l     *load.Loader
	out   *pyexport.Package
	state *stateBuilder
}

func newExporter(l *load.Loader, out *pyexport.Package) *exporter {
	e := &exporter{l: l, out: out}
	e.state = &stateBuilder{l: l, shapes: &shapes{l: l, structs: out.Structs, known: map[types.Type]*breaking.Type{}}}
	return e
}

func (e *exporter) iface(i *model.Interface) *pyexport.Interface {
	out := &pyexport.Interface{Name: i.Name, Doc: i.Doc, Only: breaking.Side(i.Only), Pos: place(e.l, i.At, token.NoPos)}
	if i.RPC != nil {
		e.rpc(out, i)
	} else {
		out.Notify, out.Publisher, out.Exchange = true, python(i.Notify.Publisher), python(i.Notify.Exchange)
		if out.Topics = i.Notify.Topics; len(out.Topics) == 0 {
			out.Topics = []string{"notifications"}
		}
	}
	for _, m := range i.Methods {
		out.Methods = append(out.Methods, e.method(m))
	}
	return out
}

func (e *exporter) rpc(out *pyexport.Interface, i *model.Interface) {
	out.Topic, out.Exchange, out.Namespace = python(i.RPC.Topic), python(i.RPC.Exchange), python(i.RPC.Namespace)
	out.ByMethods, out.Legacy = i.ByMethods(), i.RPC.Legacy
	versions := i.Ladder()
	out.Version, out.Also, out.Releases = versions.Version, versions.Also, versions.Releases
	for _, pair := range i.Errors {
		described := e.state.error(i, pair)
		out.Errors = append(out.Errors, &pyexport.Error{
			Classes: described.Classes, Go: pair.Object().Name(), Fields: described.Fields,
			Expected: pair.Expected, Keywords: pair.Keywords, Pos: described.Pos,
		})
	}
}

func (e *exporter) method(m *model.Method) *pyexport.Method {
	out := &pyexport.Method{
		Go: m.Name, Name: naming.Snake(m.Name), Doc: m.Doc, Pos: place(e.l, m.At, token.NoPos), Kind: model.KindName(m.Verb), Only: breaking.Side(m.Only),
		Topic: python(m.Topic), Timeout: m.Timeout, Monitor: m.Monitor, Retry: m.Retry, Mandatory: m.Mandatory,
		Rule: ladder.Method{WireName: m.History.WireName(m.Wire), Span: m.History.Span()},
	}
	for _, r := range m.Results {
		out.Results = append(out.Results, e.typ(r.Type))
	}
	if m.Verb == model.Notify {
		out.Kind, out.Event = "event", e.event(m)
		return out
	}
	for _, p := range m.Params {
		e.param(out, p)
	}
	for _, c := range m.Constants {
		out.Constants = append(out.Constants, pyexport.Constant{Name: c.Wire, Value: c.Literal})
	}
	return out
}

func (e *exporter) event(m *model.Method) *pyexport.Event {
	out := &pyexport.Event{
		Type: m.Wire, Prefix: m.Event.Prefix, Priorities: m.Event.Priorities, Batch: m.Event.Batch || m.Event.Raw, Payload: e.typ(m.Params[0].Type),
	}
	for _, f := range m.Event.Filters {
		out.Filters = append(out.Filters, pyexport.Filter{Place: f.Name, Expr: f.Text})
	}
	return out
}

// roles are the roles of parameters that hold one value.
var roles = map[model.Role]pyexport.Role{
	model.Argument: pyexport.Argument, model.Server: pyexport.Server, model.TopicPart: pyexport.Topic, model.Rest: pyexport.Rest,
}

// param adds a parameter, or the fields of a request.
func (e *exporter) param(out *pyexport.Method, p *model.Param) {
	at := place(e.l, p.At, token.NoPos)
	if p.Role == model.Request {
		e.request(out, p, at)
		return
	}
	described := &pyexport.Param{Role: roles[p.Role], Go: p.Source, Name: naming.Snake(p.Source), Pos: at, Type: e.typ(p.Type), Default: p.Default}
	if p.Role == model.Argument {
		described.Rule = len(out.Rule.Args)
		out.Rule.Args = append(out.Rule.Args, ladder.Arg{
			WireName: p.History.WireName(p.Wire), Span: p.History.Span(), Optional: p.Optional, Below: p.Rule(),
		})
	}
	if p.Convert != nil {
		described.Convert = naming.Snake(p.Convert.Name())
	}
	out.Params = append(out.Params, described)
}

func (e *exporter) request(out *pyexport.Method, p *model.Param, at breaking.Pos) {
	u, ok := wiretype.Pointee(p.Type).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for _, f := range wiretype.Fields(u) {
		field := &pyexport.Param{Go: f.GoName, Name: naming.Snake(f.GoName), Pos: at, Type: e.typ(f.Type), Rule: len(out.Rule.Args)}
		if f.Depth < 0 {
			field.Role = pyexport.Rest
			out.Params = append(out.Params, field)
			continue
		}
		_, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		optional := strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")
		out.Rule.Args = append(out.Rule.Args, ladder.Arg{WireName: ladder.WireName{Name: f.Wire}, Optional: optional})
		out.Params = append(out.Params, field)
	}
}

// typ is the form of a type. It notes the versioned objects within it.
func (e *exporter) typ(t types.Type) *breaking.Type {
	out := e.state.shapes.of(t)
	e.objects(t, map[types.Type]bool{})
	return out
}

// python is a template with the names of Python parameters in its braces.
func python(t directive.Template) string {
	return directive.Placeholder.ReplaceAllStringFunc(string(t), func(braced string) string {
		return "{" + naming.Snake(braced[1:len(braced)-1]) + "}"
	})
}
