package pyimport

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/internal/ladder"
)

// state describes the messages of the imported classes. Types that Python does
// not declare are unknown, and no difference.
func (r *Result) state() *breaking.State {
	out := &breaking.State{Structs: map[string]*breaking.Struct{}}
	for _, o := range r.Objects {
		out.Structs[o.Name] = r.objectState(o)
		out.Roots = append(out.Roots, o.Name)
	}
	for _, i := range r.Interfaces {
		out.Interfaces = append(out.Interfaces, i.state())
	}
	for _, n := range r.Notifications {
		if n.written() {
			out.Interfaces = append(out.Interfaces, n.state(r))
		}
	}
	slices.Sort(out.Roots)
	return out
}

func (p Pos) state() breaking.Pos {
	return breaking.Pos{File: p.File, Line: p.Line, Column: 1, Item: p.Line}
}

func (p Pos) value(text string) breaking.Value {
	return breaking.Value{Text: braces.ReplaceAllString(text, "{}"), Pos: p.state()}
}

var braces = regexp.MustCompile(`\{[^{}]*\}`)

func (i *Interface) state() *breaking.Interface {
	out := &breaking.Interface{
		Name: pyast.Last(i.Class), Package: i.Pos.File, Pos: i.Pos.state(),
		Topic: i.Pos.value(i.Topic), Exchange: i.Pos.value(i.Exchange), Namespace: i.Pos.value(i.Namespace),
		Version: i.Pos.value(i.Version), Also: i.Also,
	}
	for _, r := range i.Releases {
		out.Releases = append(out.Releases, breaking.Release{Name: r.Name, Version: r.Version, Pos: r.Pos.state()})
	}
	for _, e := range i.Errors {
		out.Errors = append(out.Errors, breaking.Error{Classes: []string{e.Class}, Go: e.Name, Pos: e.Pos.state()})
	}
	for _, m := range i.Methods {
		out.Methods = append(out.Methods, m.state())
	}
	return out
}

func (m *Method) state() *breaking.Method {
	out := &breaking.Method{
		Go: m.Name, Kind: m.Kind, Pos: m.Pos.state(),
		Server:    m.Server != nil && !strings.Contains(m.Topic, "{"), // a topic of the caller's may name the server
		TopicText: braces.ReplaceAllString(m.Topic, "{}"),
		WireName:  wireName(m.Wire, m.Was, m.Renamed), Span: versions(m.Since, m.Until),
	}
	for _, a := range m.Args {
		out.Args = append(out.Args, a.state(m))
	}
	if m.Rest != "" {
		out.Args = append(out.Args, &breaking.Arg{Go: m.Rest, Pos: m.Pos.state(), Rest: true})
	}
	return out
}

func (a *Arg) state(m *Method) *breaking.Arg {
	pos := a.Pos
	if pos.File == "" {
		pos = m.Pos
	}
	out := &breaking.Arg{
		Go: a.Name, Pos: pos.state(), Named: true, Type: &breaking.Type{Kind: breaking.Unknown, Go: a.Type},
		Optional: a.Optional || a.Default != "", Default: a.Default,
		WireName: wireName(a.Wire, a.Was, a.Renamed), Span: versions(a.Since, a.Until),
	}
	if a.isConstant() {
		out.Constant = a.Const
	}
	return out
}

func wireName(name, was, renamed string) ladder.WireName {
	return ladder.WireName{Name: name, Was: was, Renamed: version(renamed)}
}

func versions(since, until string) ladder.Span {
	return ladder.Span{Since: version(since), Until: version(until)}
}

// version is the zero value for none.
func version(text string) ladder.Version {
	v, err := ladder.Parse(text)
	if err != nil {
		return ladder.Version{}
	}
	return v
}

func (n *Notification) state(r *Result) *breaking.Interface {
	out := &breaking.Interface{
		Name: pyast.Last(n.Class), Package: n.Pos.File, Pos: n.Pos.state(), Notify: true,
		Publisher: n.Pos.value(n.Publisher), Topics: n.Pos.value(strings.Join(n.Topics, ",")),
	}
	for _, e := range n.Events {
		m := &breaking.Method{Go: e.Name, Kind: "event", Priority: e.Priority, Pos: e.Pos.state(), WireName: ladder.WireName{Name: e.Type}}
		m.Args = []*breaking.Arg{{Go: "payload", Pos: n.Pos.state(), Type: r.goType(n.Payload)}}
		out.Methods = append(out.Methods, m)
	}
	return out
}

func (r *Result) objectState(o *Object) *breaking.Struct {
	out := &breaking.Struct{Go: o.Class, Pos: o.Pos.state(), Version: o.Version}
	for _, f := range o.Fields {
		out.Fields = append(out.Fields, breaking.Field{Go: f.Name, Wire: f.Wire, Type: r.goType(f.Type), Pos: f.Pos.state()})
	}
	return out
}

var goKinds = map[string]breaking.Type{
	"string": {Kind: breaking.String}, "bool": {Kind: breaking.Bool}, "int64": {Kind: breaking.Int, Bits: 64},
	"float64": {Kind: breaking.Float, Bits: 64}, "time.Time": {Kind: breaking.Text, Ref: "time.Time"},
}

// goType is the form of a type that import writes.
func (r *Result) goType(text string) *breaking.Type {
	out := &breaking.Type{Kind: breaking.Unknown}
	known, basic := goKinds[text]
	switch {
	case basic:
		*out = known
	case strings.HasPrefix(text, "*"):
		*out = *r.goType(text[1:])
		out.Null = true
	case strings.HasPrefix(text, "[]"):
		out.Kind, out.Elem = breaking.List, r.goType(text[2:])
	case strings.HasPrefix(text, "map[string]"):
		out.Kind, out.Key, out.Elem = breaking.Map, r.goType("string"), r.goType(strings.TrimPrefix(text, "map[string]"))
	case slices.ContainsFunc(r.Objects, func(o *Object) bool { return o.Name == text }):
		out.Kind, out.Ref = breaking.Object, text
	}
	out.Go = text
	return out
}
