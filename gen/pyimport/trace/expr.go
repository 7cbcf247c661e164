package trace

import (
	"maps"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// eval evaluates an expression as far as the source determines it.
func (f *frame) eval(n *pyast.Node) Value {
	if n == nil {
		return none
	}
	switch n.Kind {
	case "Constant":
		return constant(n)
	case "Name":
		return f.name(n.Name)
	case "Attribute":
		return f.attribute(f.eval(n.X), n.Name)
	case "Call":
		return f.callExpr(n)
	case "Dict":
		return f.dict(n)
	case "List", "Tuple", "Set":
		return f.list(n)
	case "Subscript":
		return f.subscript(f.eval(n.X), n.Y)
	case "Await", "Starred", "FormattedValue":
		return f.eval(n.X)
	case "NamedExpr":
		v := f.eval(n.X)
		f.assign(n.List[0], v)
		return v
	case "Lambda":
		return &Closure{n, f}
	}
	return f.operation(n)
}

func constant(n *pyast.Node) Value {
	if x, ok := n.Value.(float64); ok && n.Op != "float" {
		return Const{int64(x)}
	}
	return Const{n.Value}
}

func (f *frame) operation(n *pyast.Node) Value {
	switch n.Kind {
	case "BinOp":
		return binary(n.Op, f.eval(n.X), f.eval(n.Y))
	case "JoinedStr":
		parts := make([]Value, len(n.List))
		for i, part := range n.List {
			parts[i] = f.eval(part)
		}
		return joined(parts)
	case "BoolOp":
		return f.either(n)
	case "UnaryOp":
		return f.unary(n)
	case "Compare":
		return f.compare(n)
	case "IfExp":
		return f.choice(n)
	case "ListComp", "SetComp", "GeneratorExp":
		return f.comprehension(n, "list")
	case "DictComp":
		return f.comprehension(n, "dict")
	}
	return derived("...", "")
}

func (f *frame) dict(n *pyast.Node) Value {
	d := newDict()
	for i, k := range n.Else {
		v := f.eval(n.List[i])
		if k == nil {
			d.merge(v)
			continue
		}
		d.put(f.eval(k), v)
	}
	return d
}

func (f *frame) list(n *pyast.Node) Value {
	l := &List{Tuple: n.Kind == "Tuple"}
	for _, elem := range n.List {
		if elem.Kind == "Starred" {
			l.Elems = append(l.Elems, elements(f.eval(elem.X))...)
			continue
		}
		l.Elems = append(l.Elems, f.eval(elem))
	}
	return l
}

// unary evaluates not and negative numbers.
func (f *frame) unary(n *pyast.Node) Value {
	v := f.eval(n.X)
	if n.Op == "Not" {
		return Const{!f.truth(v)}
	}
	if c, ok := v.(Const); ok && n.Op == "USub" {
		switch x := c.V.(type) {
		case int64:
			return Const{-x}
		case float64:
			return Const{-x}
		}
	}
	return derived("-"+Text(v), "", v)
}

// either evaluates and and or. It decides them only if an operand is more than
// data.
func (f *frame) either(n *pyast.Node) Value {
	var v Value = none
	for i, operand := range n.List {
		v = f.eval(operand)
		if i == len(n.List)-1 {
			return v
		}
		if s, open := v.(*Sym); open && f.isData(n.List[i+1:]) {
			return &Sym{Text: s.Text + " " + strings.ToLower(n.Op) + " ...", Roots: s.Roots, Parts: []Value{s}}
		}
		if f.truth(v) == (n.Op == "Or") {
			return v
		}
	}
	return v
}

// isData reports whether expressions are plain values that no message is sent
// to or through. Then it does not matter which of them Python picks.
func (f *frame) isData(list []*pyast.Node) bool {
	for _, n := range list {
		switch n.Kind {
		case "Dict", "List", "Tuple", "ListComp":
			if len(n.List) > 0 {
				return false
			}
		case "Constant":
			if _, text := n.Value.(string); text {
				return false
			}
		case "Call":
		default:
			return false
		}
	}
	return true
}

// choice evaluates a if c else b.
func (f *frame) choice(n *pyast.Node) Value {
	if f.truth(f.eval(n.X)) {
		return f.eval(n.Y)
	}
	return f.eval(n.Z)
}

// compare decides comparisons of known values, and leaves the others open.
func (f *frame) compare(n *pyast.Node) Value {
	left := f.eval(n.X)
	if len(n.List) != 1 {
		return derived(Text(left)+" < ...", "bool", left)
	}
	right := f.eval(n.List[0])
	switch n.Ops[0] {
	case "Is", "Eq":
		return f.same(left, right, true)
	case "IsNot", "NotEq":
		return f.same(left, right, false)
	case "In":
		return contained(left, right, true)
	case "NotIn":
		return contained(left, right, false)
	}
	return derived(Text(left)+" "+operators[n.Ops[0]]+" "+Text(right), "bool", left, right)
}

var operators = map[string]string{"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "In": "in"}

func (f *frame) same(a, b Value, want bool) Value {
	if isNone(b) {
		return Const{f.isNone(a) == want}
	}
	ca, oka := a.(Const)
	cb, okb := b.(Const)
	if oka && okb {
		return Const{(ca.V == cb.V) == want}
	}
	cond := derived(Text(a)+" == "+Text(b), "bool", a, b)
	if want {
		return cond
	}
	return Const{!f.truth(cond)}
}

// contained evaluates a in b.
func contained(a, b Value, want bool) Value {
	key, ok := Str(a)
	switch b := b.(type) {
	case *Dict:
		if _, has := b.Vals[key]; ok && (has || len(b.Open) == 0) {
			return Const{has == want}
		}
	case *List:
		all := ok
		for _, elem := range b.Elems {
			s, known := Str(elem)
			if known && ok && s == key {
				return Const{want}
			}
			all = all && known
		}
		if all {
			return Const{!want}
		}
	}
	word := " in "
	if !want {
		word = " not in "
	}
	return derived(Text(a)+word+Text(b), "bool", a, b)
}

func (f *frame) comprehension(n *pyast.Node, typ string) Value {
	over := f.eval(n.Y)
	inner := &frame{run: f.run, vars: map[string]Value{}, module: f.module, class: f.class, self: f.self, depth: f.depth}
	maps.Copy(inner.vars, f.vars)
	inner.assign(n.Z, derived(Text(over)+"[]", "", over))
	elem := inner.eval(n.X)
	return &Sym{Text: "[" + Text(elem) + " for ... in " + Text(over) + "]", Type: typ, Roots: Roots(elem, over)}
}
