package trace

import "github.com/oslogen/oslogen/gen/pyimport/pyast"

// subscript is v[index].
func (f *frame) subscript(v Value, index *pyast.Node) Value {
	if index.Kind == "Slice" {
		return f.slice(v, index)
	}
	key := f.eval(index)
	switch v := v.(type) {
	case *Dict:
		if k, ok := Str(key); ok && v.Vals[k] != nil {
			return v.Vals[k]
		}
	case *List:
		if i, ok := position(key, len(v.Elems)); ok && i < len(v.Elems) {
			return v.Elems[i]
		}
	case *External:
		if k, ok := Str(key); ok && v.Dotted == "CONF" {
			return &Sym{Text: "CONF['" + k + "']", Option: k}
		}
	}
	return derived(Text(v)+"["+Text(key)+"]", "", v, key)
}

func (f *frame) slice(v Value, index *pyast.Node) Value {
	l, ok := v.(*List)
	if !ok {
		return derived(Text(v)+"[:]", "", v)
	}
	from, to := 0, len(l.Elems)
	known := true
	if index.X != nil {
		from, known = position(f.eval(index.X), len(l.Elems))
	}
	if index.Y != nil {
		end, ok := position(f.eval(index.Y), len(l.Elems))
		to, known = end, known && ok
	}
	if !known || from > to {
		return derived(Text(v)+"[:]", "list", v)
	}
	return &List{Elems: l.Elems[from:to], Tuple: l.Tuple}
}

// position is a place in a list of n, counted from its end when it is negative.
func position(v Value, n int) (int, bool) {
	c, ok := v.(Const)
	if !ok {
		return 0, false
	}
	i, ok := c.V.(int64)
	if i < 0 {
		i += int64(n)
	}
	return min(int(i), n), ok && i >= 0
}
