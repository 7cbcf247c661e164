package pyimport

import (
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// structs are those that annotations name.
type structs struct {
	tracer *trace.Tracer
	hints  *hints
	list   []*Struct
	taken  names
}

// named returns the struct that a name in an annotation stands for, or "".
func (s *structs) named(m *pyast.Module, n *pyast.Node) string {
	module, name := m, n.Name
	switch n.Kind {
	case "Attribute":
		owner, ok := s.tracer.Static(m, n.X).(*trace.Module)
		if !ok {
			return ""
		}
		module = owner.Module
	case "Name":
		if c, ok := s.tracer.Static(m, n).(*trace.Class); ok {
			module, name = c.Class.Module, c.Class.Name
		}
	default:
		return ""
	}
	if module == nil {
		return ""
	}
	if c := module.Class(name); c != nil && s.isTyped(c) {
		return s.read(module, name, c.Line, classFields(c))
	}
	call := module.Assigned(name)
	if call != nil && call.Kind == "Call" && pyast.Last(pyast.Dotted(call.X)) == "TypedDict" && len(call.List) == 2 && call.List[1].Kind == "Dict" {
		return s.read(module, name, call.Line, callFields(call.List[1]))
	}
	return ""
}

func (s *structs) isTyped(c *pyast.Class) bool {
	return slices.ContainsFunc(c.Bases, func(b *pyast.Node) bool { return pyast.Last(pyast.Dotted(b)) == "TypedDict" })
}

// key is a key and its annotation.
type key struct {
	wire string
	hint *pyast.Node
}

func classFields(c *pyast.Class) []key {
	var list []key
	for _, a := range c.Assigns {
		if a.Kind == "AnnAssign" && len(a.List) == 1 && a.Y != nil {
			list = append(list, key{a.List[0].Name, a.Y})
		}
	}
	return list
}

func callFields(d *pyast.Node) []key {
	var list []key
	for i, k := range d.Else {
		if text, ok := keyText(k); ok {
			list = append(list, key{text, d.List[i]})
		}
	}
	return list
}

// read makes a struct once, and returns its name.
func (s *structs) read(m *pyast.Module, name string, line int, keys []key) string {
	pos := Pos{m.File, line}
	for _, have := range s.list {
		if have.Pos == pos {
			return have.Name
		}
	}
	out := &Struct{Name: s.taken.take(camelClass(name)), Pos: pos, module: m}
	s.list = append(s.list, out) // before its fields, which may hold it
	taken := names{}
	for _, k := range keys {
		out.Fields = append(out.Fields, &StructField{taken.take(camel(k.wire, true)), k.wire, orAny(s.hints.annotation(m, k.hint))})
	}
	return out.Name
}

func (w *writer) structs(list []*Struct) {
	for _, s := range list {
		w.line("\n// %s is the dict %s.%s.", s.Name, s.module.Name, s.Name)
		w.line("type %s struct {", s.Name)
		for _, f := range s.Fields {
			w.line("%s %s `json:%q`", f.Name, f.Type, f.Wire)
		}
		w.line("}")
	}
}
