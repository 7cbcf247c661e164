package trace

import "github.com/oslogen/oslogen/gen/pyimport/pyast"

// method is a method of data: of a dict, a list, a string or an unknown value.
type method struct {
	owner Value
	name  string
}

func (m *method) call(args []Value, kw *Dict) Value {
	switch owner := m.owner.(type) {
	case *Dict:
		if v, ok := owner.method(m.name, args, kw); ok {
			return v
		}
	case *List:
		if m.name == "append" && len(args) == 1 {
			owner.Elems = append(owner.Elems, args[0])
			return none
		}
	case Const:
		if s, ok := owner.V.(string); ok {
			if v := textMethod(s, m.name, args); v != nil {
				return v
			}
		}
	}
	all := append([]Value{m.owner}, args...)
	return derived(Text(m.owner)+"."+m.name+"("+joinTexts(args)+")", resultType(m.name), append(all, values(kw)...)...)
}

func (d *Dict) method(name string, args []Value, kw *Dict) (Value, bool) {
	switch name {
	case "update":
		for _, a := range args {
			d.merge(a)
		}
		d.merge(kw)
		return none, true
	case "copy":
		c := newDict()
		c.merge(d)
		return c, true
	case "pop", "get", "setdefault":
		return d.take(name, args)
	case "values":
		return &List{Elems: values(d)}, len(d.Open) == 0
	case "items":
		l := &List{}
		for _, k := range d.Keys {
			l.Elems = append(l.Elems, &List{Elems: []Value{Const{k}, d.Vals[k]}, Tuple: true})
		}
		return l, len(d.Open) == 0
	}
	return nil, false
}

func (d *Dict) take(name string, args []Value) (Value, bool) {
	if len(args) == 0 {
		return nil, false
	}
	key, ok := Str(args[0])
	if !ok {
		return nil, false
	}
	v, has := d.Vals[key]
	if has {
		if name == "pop" {
			d.remove(key)
		}
		return v, true
	}
	if len(d.Open) > 0 {
		return nil, false
	}
	v = none
	if len(args) > 1 {
		v = args[1]
	}
	if name == "setdefault" {
		d.set(key, v)
	}
	return v, true
}

func values(d *Dict) []Value {
	vs := make([]Value, 0, len(d.Keys))
	for _, k := range d.Keys {
		vs = append(vs, d.Vals[k])
	}
	return vs
}

// resultType returns the type of some functions' results.
func resultType(name string) string {
	switch pyast.Last(name) {
	case "str", "generate_uuid", "strftime", "isotime", "dumps":
		return "str"
	case "bool":
		return "bool"
	case "int", "len":
		return "int"
	case "list", "tuple", "set", "sorted":
		return "list"
	}
	return ""
}
