package pyimport

import (
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// hints reads annotations as Go types. Classes of dicts with known keys become
// structs.
type hints struct {
	tracer  *trace.Tracer
	structs *structs
	objects *objectReader // nil if no objects are imported
}

func newHints(t *trace.Tracer) *hints {
	h := &hints{tracer: t}
	h.structs = &structs{tracer: t, hints: h, taken: names{}}
	return h
}

// typeOf returns the Go type that all values of an argument share, or any.
func (h *hints) typeOf(values []trace.Value, fn *pyast.Func) string {
	common := ""
	for _, v := range values {
		t := h.valueType(v, fn)
		if t == "" || common != "" && common != t {
			return unknown
		}
		common = t
	}
	if common == "" {
		return unknown
	}
	return common
}

// valueType returns the Go type of one value, or "".
func (h *hints) valueType(v trace.Value, fn *pyast.Func) string {
	switch v := v.(type) {
	case trace.Const:
		return constType(v.V)
	case *trace.List:
		return "[]any"
	case *trace.Dict:
		return "map[string]any"
	case *trace.Sym:
		if v.Whole && fn != nil {
			return h.paramType(v.Text, fn)
		}
		return symTypes[v.Type]
	}
	return ""
}

// paramType returns the type of a parameter from its annotation or its default.
func (h *hints) paramType(name string, fn *pyast.Func) string {
	for _, p := range fn.Params {
		if p.Name != name {
			continue
		}
		if p.Type != nil {
			return h.annotation(fn.Module, p.Type)
		}
		if p.Default != nil && p.Default.Kind == "Constant" {
			return constType(number(p.Default))
		}
	}
	return ""
}

// result returns the types of a function's results from its annotation. It returns
// any without one.
func (h *hints) result(fn *pyast.Func) string {
	n := fn.Returns
	switch {
	case n == nil:
		return unknown
	case n.Kind == "Constant" && n.Value == nil:
		return ""
	case n.Kind == "Subscript" && strings.EqualFold(pyast.Last(pyast.Dotted(n.X)), "tuple") && n.Y.Kind == "Tuple":
		var list []string
		for _, part := range n.Y.List {
			list = append(list, orAny(h.annotation(fn.Module, part)))
		}
		return strings.Join(list, ", ")
	}
	return orAny(h.annotation(fn.Module, n))
}

// annotation returns a Python annotation as a Go type, or "".
func (h *hints) annotation(m *pyast.Module, n *pyast.Node) string {
	if text, ok := n.Value.(string); ok && n.Kind == "Constant" {
		if t := plainTypes[text]; t != "" {
			return t
		}
		return h.class(m, &pyast.Node{Kind: "Name", Name: text})
	}
	if n.Kind != "Subscript" {
		if t := plainTypes[pyast.Last(pyast.Dotted(n))]; t != "" {
			return t
		}
		return h.class(m, n)
	}
	switch pyast.Last(pyast.Dotted(n.X)) {
	case "Optional":
		return optional(h.annotation(m, n.Y))
	case "List", "list", "Sequence", "Iterable", "Set", "set":
		return "[]" + orAny(h.annotation(m, n.Y))
	case "Dict", "dict", "Mapping":
		if n.Y.Kind == "Tuple" && len(n.Y.List) == 2 && h.annotation(m, n.Y.List[0]) == "string" {
			return "map[string]" + orAny(h.annotation(m, n.Y.List[1]))
		}
		return "map[string]any"
	}
	return ""
}

// class returns the Go type of a class: of an object or of a dict with known keys.
func (h *hints) class(m *pyast.Module, n *pyast.Node) string {
	if h.objects != nil {
		if c, ok := h.tracer.Static(m, n).(*trace.Class); ok && h.objects.registered(c.Class) {
			h.objects.add(c.Class)
			return camelClass(c.Class.Name)
		}
	}
	return h.structs.named(m, n)
}

var plainTypes = map[string]string{
	"str": "string", "bool": "bool", "int": "int64", "float": "float64", "list": "[]any", "dict": "map[string]any", "List": "[]any", "Dict": "map[string]any",
}
