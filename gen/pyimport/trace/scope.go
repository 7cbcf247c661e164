package trace

import (
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// name evaluates a name, which is a variable, a declaration of the module, an
// import, or one of Python's own names.
func (f *frame) name(name string) Value {
	if v, ok := f.vars[name]; ok {
		return v
	}
	if v := f.moduleName(f.module, name); v != nil {
		return v
	}
	return &External{name}
}

// moduleName returns the value that a module binds to a name, or nil.
func (r *run) moduleName(m *pyast.Module, name string) Value {
	if name == "CONF" {
		return &External{"CONF"}
	}
	if fn := m.Func(name); fn != nil {
		return &Function{Func: fn}
	}
	if c := m.Class(name); c != nil {
		return &Class{Class: c, Attrs: map[string]Value{}}
	}
	if n := m.Assigned(name); n != nil {
		return r.constant(m, n)
	}
	if dotted := m.Imported(name); dotted != "" {
		return r.resolve(dotted)
	}
	return nil
}

// constant evaluates a module's assignment once.
func (r *run) constant(m *pyast.Module, n *pyast.Node) Value {
	if v, ok := r.constants[n]; ok {
		return v
	}
	r.constants[n] = derived(pyast.Dotted(n), "") // the answer within an import cycle
	aside := &run{Tracer: r.Tracer, queried: map[Version]bool{}, decided: map[string]bool{}}
	f := &frame{run: aside, vars: map[string]Value{}, module: m, depth: maxDepth - 3, result: none}
	v := f.eval(n)
	r.constants[n] = v
	return v
}

// resolve finds a dotted name below the roots.
func (r *run) resolve(dotted string) Value {
	if pyast.Last(dotted) == "CONF" {
		return &External{"CONF"}
	}
	if !r.below(dotted) {
		return &External{dotted}
	}
	if m := r.tree.Module(dotted); m != nil {
		return &Module{m}
	}
	i := strings.LastIndexByte(dotted, '.')
	if i < 0 {
		return &External{dotted}
	}
	if r.resolving[dotted] {
		return &External{dotted} // modules that import each other's names
	}
	r.resolving[dotted] = true
	defer delete(r.resolving, dotted)
	if m, ok := r.resolve(dotted[:i]).(*Module); ok {
		if v := r.moduleName(m.Module, dotted[i+1:]); v != nil {
			return v
		}
	}
	return &External{dotted}
}

func (r *run) below(dotted string) bool { return !libraries[pyast.First(dotted)] }

// attribute evaluates v.name.
func (f *frame) attribute(v Value, name string) Value {
	switch v := v.(type) {
	case *Instance:
		return f.instanceAttribute(v, name)
	case *Class:
		if a, ok := v.Attrs[name]; ok {
			return a
		}
		if a := f.classAttribute(v.Class, name, v, nil); a != nil {
			return a
		}
		return derived(v.Class.Name+"."+name, "")
	case *Super:
		if a := f.classAttribute(v.Of, name, v.Self, v.After); a != nil {
			return a
		}
		return &External{"super." + name}
	case *Module:
		if a := f.moduleName(v.Module, name); a != nil {
			return a
		}
		return f.resolve(v.Module.Name + "." + name)
	case *External:
		if v.Dotted == "CONF" {
			return &Sym{Text: "CONF." + name, Option: name}
		}
		return f.resolve(v.Dotted + "." + name)
	case *Client:
		return v.attribute(name)
	case *Target:
		return v.attribute(name)
	case *Sym:
		return v.attribute(name)
	}
	return derived(Text(v)+"."+name, "", v)
}

func (s *Sym) attribute(name string) *Sym {
	out := derived(s.Text+"."+name, "", s)
	if s.Option != "" {
		out.Option = s.Option + "." + name
	}
	return out
}

func (f *frame) instanceAttribute(i *Instance, name string) Value {
	if v, ok := i.Attrs[name]; ok {
		return v
	}
	if name == "__class__" {
		return i.Class
	}
	if v := f.classAttribute(i.Class.Class, name, i, nil); v != nil {
		return v
	}
	if isClientName(name) {
		return &Client{Target: &Target{map[string]Value{Unmade: Const{true}}}}
	}
	return &Sym{Text: "self." + name}
}

// classAttribute looks name up in a class and its bases, starting after the
// given base, and binds a method to self.
func (f *frame) classAttribute(c *pyast.Class, name string, self Value, after *pyast.Class) Value {
	skip := after != nil
	for _, k := range f.Order(c) {
		if skip {
			skip = k != after
			continue
		}
		if fn := k.Func(name); fn != nil {
			if fn.HasDecorator("property", "cached_property", "memoized_property") {
				return f.property(fn, self)
			}
			return &Function{fn, bound(fn, self)}
		}
		if n := k.Assigned(name); n != nil {
			return f.classConstant(k, n)
		}
	}
	return nil
}

func bound(fn *pyast.Func, self Value) Value {
	i, ok := self.(*Instance)
	if ok && fn.HasDecorator("classmethod") {
		return i.Class
	}
	if _, isClass := self.(*Class); isClass && !fn.HasDecorator("classmethod") {
		return nil
	}
	return self
}

// classConstant evaluates an assignment of a class body, where the class's
// names hide the module's.
func (f *frame) classConstant(c *pyast.Class, n *pyast.Node) Value {
	if n.Kind == "Name" {
		if other := c.Assigned(n.Name); other != nil && other != n {
			return f.classConstant(c, other)
		}
	}
	return f.constant(c.Module, n)
}

// subscript evaluates v[index].
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
	if s, isText := Str(v); isText {
		return f.substring(v, []rune(s), index)
	}
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

// substring is a part of a known string.
func (f *frame) substring(v Value, letters []rune, index *pyast.Node) Value {
	from, to, known := 0, len(letters), true
	if index.X != nil {
		from, known = position(f.eval(index.X), len(letters))
	}
	if index.Y != nil {
		end, ok := position(f.eval(index.Y), len(letters))
		to, known = end, known && ok
	}
	if !known {
		return derived(Text(v)+"[:]", "str", v)
	}
	return Const{string(letters[min(from, to):to])}
}

// position returns an index into a list of n. A negative one counts from the
// end.
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
