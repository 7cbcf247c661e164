package gen

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// stateOf describes the messages of the interfaces of sources. module is the
// directory of their module.
func stateOf(l *loader, sources []*source, module string) *breaking.State {
	b := &stateBuilder{l: l, shapes: &shapes{l, module, map[string]*breaking.Struct{}, map[types.Type]*breaking.Type{}}}
	out := &breaking.State{Structs: b.shapes.structs}
	for _, src := range sources {
		for _, i := range src.interfaces {
			out.Interfaces = append(out.Interfaces, b.iface(src, i))
			out.Names = append(out.Names, errorNames(l, i)...)
		}
	}
	slices.Sort(out.Names)
	out.Names = slices.Compact(out.Names)
	for _, p := range l.pkgs {
		if !strings.HasPrefix(p.Dir, module) {
			continue
		}
		for _, f := range p.files {
			out.Allows = append(out.Allows, allowsOf(l, f)...)
		}
	}
	slices.SortFunc(out.Allows, func(a, b breaking.Allow) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), a.Pos.Line-b.Pos.Line)
	})
	return out
}

// errorNames are the variables and types that an oslo:error of i could name.
func errorNames(l *loader, i *iface) []string {
	var list []string
	for _, e := range i.errors {
		p := l.pkgs[e.object().Pkg().Path()]
		for name := range p.decls {
			list = append(list, p.PkgPath+"."+name)
		}
	}
	return list
}

// stateBuilder makes the description of a run.
type stateBuilder struct {
	l      *loader
	shapes *shapes
}

func (b *stateBuilder) iface(src *source, i *iface) *breaking.Interface {
	out := &breaking.Interface{Name: i.name, Package: src.pkg.Path(), Only: breaking.Side(i.only), Pos: place(b.l, i.at, token.NoPos)}
	if i.rpc != nil {
		b.rpc(out, i)
	} else {
		d := on(i.directives, "notify")
		out.Notify = true
		out.Publisher = b.value(i, d, "publisher", string(i.notify.publisher))
		out.Topics = b.value(i, d, "topic", strings.Join(i.notify.topics, ","))
		out.Topics.Text = cmp.Or(out.Topics.Text, "notifications")
	}
	for _, m := range i.methods {
		out.Methods = append(out.Methods, b.method(m))
	}
	return out
}

func (b *stateBuilder) rpc(out *breaking.Interface, i *iface) {
	d := on(i.directives, "rpc")
	out.Topic = b.value(i, d, "topic", string(i.rpc.topic))
	out.Exchange = b.value(i, d, "exchange", string(i.rpc.exchange))
	out.Namespace = b.value(i, d, "namespace", string(i.rpc.namespace))
	out.Version = b.value(i, d, "version", i.rpc.version)
	out.Legacy, out.Also = i.rpc.legacy, i.rpc.also
	if r := on(i.directives, "release"); r != nil {
		for n, release := range i.rpc.releases {
			at := r.args[min(n, len(r.args)-1)].pos
			out.Releases = append(out.Releases, breaking.Release{Name: release.name, Version: release.value, Pos: place(b.l, at, i.at)})
		}
	}
	for _, e := range i.errors {
		out.Errors = append(out.Errors, b.error(i, e))
	}
}

// value returns the value of a directive's key, with its place or else the
// interface's.
func (b *stateBuilder) value(i *iface, d *directive, key, text string) breaking.Value {
	at := i.at
	if d.has(key) {
		at = d.values[key].pos
	}
	return breaking.Value{Text: placeholder.ReplaceAllString(text, "{}"), Pos: place(b.l, at, i.at)}
}

func (b *stateBuilder) error(i *iface, e errorPair) breaking.Error {
	obj := e.object()
	out := breaking.Error{Classes: append([]string{e.remote}, e.also...), Go: obj.Pkg().Path() + "." + obj.Name(), Pos: place(b.l, i.at, token.NoPos)}
	if e.typ != nil {
		out.Fields = b.shapes.errorType(pointee(e.typ))
	}
	for _, d := range i.directives {
		if d.name() == "error" && len(d.args) > 0 && strings.HasPrefix(d.args[0].text+",", e.remote+",") {
			out.Pos = place(b.l, d.pos, i.at)
		}
	}
	return out
}

// errorType is the form of an error's fields, which are the exception's kwargs.
func (s *shapes) errorType(t types.Type) *breaking.Type {
	out := &breaking.Type{Kind: breaking.Object, Go: typeText(t), Ref: types.TypeString(t, nil)}
	if u, ok := t.Underlying().(*types.Struct); ok {
		s.object(out.Ref, t, u)
	}
	return out
}

func (b *stateBuilder) method(m *method) *breaking.Method {
	out := &breaking.Method{
		Go: m.name, Only: breaking.Side(m.only), Pos: place(b.l, m.at, token.NoPos),
		WireName: m.history.wireName(m.wire), Span: m.history.span(),
		TopicText: placeholder.ReplaceAllString(string(m.topic), "{}"), Server: m.with(server) != nil,
		Timeout: m.timeout, Monitor: m.monitor,
	}
	out.Kind = kindName(m.verb)
	if m.verb == notify {
		out.Kind, out.Priority = "event", cmp.Or(m.priority, "info")
	}
	for _, p := range m.params {
		out.Args = append(out.Args, b.args(p)...)
	}
	for _, c := range m.constants {
		out.Args = append(out.Args, b.constant(m, c))
	}
	for _, r := range m.results {
		out.Results = append(out.Results, b.shapes.of(r.typ))
	}
	return out
}

// args are the arguments that a parameter holds.
func (b *stateBuilder) args(p *param) []*breaking.Arg {
	at := place(b.l, p.at, token.NoPos)
	switch p.role {
	case request:
		return b.request(p, at)
	case rest:
		return []*breaking.Arg{{Go: p.source, Pos: at, Rest: true, Type: b.shapes.of(p.typ)}}
	case argument:
		return []*breaking.Arg{{
			Go: p.source, Pos: at, Named: p.named, Type: b.shapes.of(p.typ), Optional: p.optional, Default: p.standard,
			WireName: p.history.wireName(p.wire), Span: p.history.span(), Converted: p.below == "convert",
		}}
	}
	return nil
}

// request are the arguments that the fields of a struct hold.
func (b *stateBuilder) request(p *param, at breaking.Pos) []*breaking.Arg {
	u, ok := pointee(p.typ).Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var list []*breaking.Arg
	for _, f := range fieldsOf(u) {
		pos := b.shapes.at(f.at)
		if pos.File == "" {
			pos = at
		}
		a := &breaking.Arg{Go: f.goName, Pos: pos, Named: f.tagged, Field: true, Rest: f.depth < 0, Type: b.shapes.of(f.typ)}
		_, options, _ := strings.Cut(f.tag.Get("json"), ",")
		a.Name, a.Optional = f.wire, strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")
		list = append(list, a)
	}
	return list
}

func (b *stateBuilder) constant(m *method, c *fixed) *breaking.Arg {
	a := &breaking.Arg{Go: c.wire, Pos: place(b.l, m.at, token.NoPos), Named: true, Constant: c.literal}
	a.Name = c.wire
	return a
}
