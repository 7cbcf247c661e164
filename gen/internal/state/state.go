// Package state describes a model by its messages, so that package breaking can
// compare it with another, package pyexport can write it in Python, and package
// document can describe it for people.
package state

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// Of describes the messages of the interfaces of sources. module is the
// directory of their module.
func Of(l *load.Loader, sources []*model.Source, module string) *breaking.State {
	return newBuilder(l, module).state(sources)
}

// newBuilder makes a builder of a description.
func newBuilder(l *load.Loader, module string) *stateBuilder {
	return &stateBuilder{l, module, &shapes{l: l, module: module, structs: map[string]*breaking.Struct{}, known: map[types.Type]*breaking.Type{}}}
}

// state describes the interfaces of sources.
func (b *stateBuilder) state(sources []*model.Source) *breaking.State {
	l, module := b.l, b.module
	out := &breaking.State{Structs: b.shapes.structs}
	for _, src := range sources {
		for _, i := range src.Interfaces {
			out.Interfaces = append(out.Interfaces, b.iface(src, i))
			out.Names = append(out.Names, errorNames(l, i)...)
		}
	}
	slices.Sort(out.Names)
	out.Names = slices.Compact(out.Names)
	for _, p := range l.Packages {
		if !strings.HasPrefix(p.Dir, module) {
			continue
		}
		for _, f := range p.Files {
			out.Allows = append(out.Allows, allowsOf(l, f)...)
		}
	}
	slices.SortFunc(out.Allows, func(a, b breaking.Allow) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), a.Pos.Line-b.Pos.Line)
	})
	return out
}

// errorNames are the variables and types that an oslo:error of i could name.
func errorNames(l *load.Loader, i *model.Interface) []string {
	var list []string
	for _, e := range i.Errors {
		p := l.Packages[e.Object().Pkg().Path()]
		for name := range p.Decls {
			list = append(list, p.PkgPath+"."+name)
		}
	}
	return list
}

// stateBuilder makes the description of a run.
type stateBuilder struct {
	l      *load.Loader
	module string
	shapes *shapes
}

func (b *stateBuilder) iface(src *model.Source, i *model.Interface) *breaking.Interface {
	out := &breaking.Interface{Name: i.Name, Package: src.Package.Path(), Only: breaking.Side(i.Only), Pos: place(b.l, i.At, token.NoPos)}
	if i.RPC != nil {
		b.rpc(out, i)
	} else {
		d := directive.On(i.Directives, "notify")
		out.Notify = true
		out.Publisher = b.value(i, d, "publisher", string(i.Notify.Publisher))
		out.Topics = b.value(i, d, "topic", strings.Join(i.Notify.Topics, ","))
		out.Topics.Text = cmp.Or(out.Topics.Text, "notifications")
	}
	for _, m := range i.Methods {
		out.Methods = append(out.Methods, b.method(m))
	}
	return out
}

func (b *stateBuilder) rpc(out *breaking.Interface, i *model.Interface) {
	d := directive.On(i.Directives, "rpc")
	out.Topic = b.value(i, d, "topic", string(i.RPC.Topic))
	out.Exchange = b.value(i, d, "exchange", string(i.RPC.Exchange))
	out.Namespace = b.value(i, d, "namespace", string(i.RPC.Namespace))
	out.Version = b.value(i, d, "version", i.RPC.Version)
	out.Legacy, out.Also = i.RPC.Legacy, i.RPC.Also
	if r := directive.On(i.Directives, "release"); r != nil {
		for n, release := range i.RPC.Releases {
			at := r.Args[min(n, len(r.Args)-1)].Pos
			out.Releases = append(out.Releases, breaking.Release{Name: release.Name, Version: release.Text, Pos: place(b.l, at, i.At)})
		}
	}
	for _, e := range i.Errors {
		out.Errors = append(out.Errors, b.error(i, e))
	}
}

// value returns the value of a directive's key, with its place or else the
// interface's.
func (b *stateBuilder) value(i *model.Interface, d *directive.Directive, key, text string) breaking.Value {
	at := i.At
	if d.Has(key) {
		at = d.Values[key].Pos
	}
	return breaking.Value{Text: directive.Placeholder.ReplaceAllString(text, "{}"), Pos: place(b.l, at, i.At)}
}

func (b *stateBuilder) error(i *model.Interface, e model.Error) breaking.Error {
	obj := e.Object()
	out := breaking.Error{Classes: append([]string{e.Remote}, e.Also...), Go: obj.Pkg().Path() + "." + obj.Name(), Pos: place(b.l, i.At, token.NoPos)}
	if e.Type != nil {
		out.Fields = b.shapes.errorType(wiretype.Pointee(e.Type))
	}
	for _, d := range i.Directives {
		if d.Name() == "error" && len(d.Args) > 0 && strings.HasPrefix(d.Args[0].Text+",", e.Remote+",") {
			out.Pos = place(b.l, d.Pos, i.At)
		}
	}
	return out
}

// errorType is the form of an error's fields, which are the exception's kwargs.
func (s *shapes) errorType(t types.Type) *breaking.Type {
	out := &breaking.Type{Kind: breaking.Object, Go: wiretype.Text(t), Ref: types.TypeString(t, nil)}
	if u, ok := t.Underlying().(*types.Struct); ok {
		s.object(out.Ref, t, u)
	}
	return out
}

func (b *stateBuilder) method(m *model.Method) *breaking.Method {
	out := &breaking.Method{
		Go: m.Name, Only: breaking.Side(m.Only), Pos: place(b.l, m.At, token.NoPos),
		WireName: m.History.WireName(m.Wire), Span: m.History.Span(),
		TopicText: directive.Placeholder.ReplaceAllString(string(m.Topic), "{}"), Server: m.With(model.Server) != nil,
		Timeout: m.Timeout, Monitor: m.Monitor,
	}
	out.Kind = model.KindName(m.Verb)
	if m.Verb == model.Notify {
		out.Kind, out.Priority = "event", cmp.Or(m.Priority, "info")
	}
	for _, p := range m.Params {
		out.Args = append(out.Args, b.args(p)...)
	}
	for _, c := range m.Constants {
		out.Args = append(out.Args, b.constant(m, c))
	}
	for _, r := range m.Results {
		out.Results = append(out.Results, b.shapes.of(r.Type))
	}
	return out
}

// args are the arguments that a parameter holds.
func (b *stateBuilder) args(p *model.Param) []*breaking.Arg {
	switch p.Role {
	case model.Request:
		return b.request(p)
	case model.Rest, model.Argument:
		return []*breaking.Arg{b.arg(p, place(b.l, p.At, token.NoPos))}
	}
	return nil
}

func (b *stateBuilder) arg(p *model.Param, at breaking.Pos) *breaking.Arg {
	if p.Role == model.Rest {
		return &breaking.Arg{Go: p.Source, Pos: at, Rest: true, Type: b.shapes.of(p.Type)}
	}
	return &breaking.Arg{
		Go: p.Source, Pos: at, Named: p.Named, Type: b.shapes.of(p.Type), Optional: p.Optional, Default: p.Default,
		WireName: p.History.WireName(p.Wire), Span: p.History.Span(), Converted: p.Below == "convert",
	}
}

// request are the arguments that the fields of a struct hold.
func (b *stateBuilder) request(p *model.Param) []*breaking.Arg {
	var list []*breaking.Arg
	for _, f := range p.Fields {
		at := b.shapes.at(f.At)
		if at.File == "" { // of another module
			at = place(b.l, p.At, token.NoPos)
		}
		a := b.arg(f, at)
		a.Field = true
		list = append(list, a)
	}
	return list
}

func (b *stateBuilder) constant(m *model.Method, c *model.Constant) *breaking.Arg {
	a := &breaking.Arg{Go: c.Wire, Pos: place(b.l, m.At, token.NoPos), Named: true, Constant: c.Literal}
	a.Name = c.Wire
	return a
}
