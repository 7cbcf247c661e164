package trace

import (
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// name is the value of a name: a variable, something of the module, an import, or
// a name of Python's own.
func (f *frame) name(name string) Value {
	if v, ok := f.vars[name]; ok {
		return v
	}
	if v := f.moduleName(f.module, name); v != nil {
		return v
	}
	return &External{name}
}

// moduleName is what a module binds to a name, or nil.
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

// constant evaluates an assignment of a module, once.
func (r *run) constant(m *pyast.Module, n *pyast.Node) Value {
	if v, ok := r.constants[n]; ok {
		return v
	}
	r.constants[n] = derived(pyast.Dotted(n), "") // what a circle sees
	aside := &run{Tracer: r.Tracer, queried: map[Version]bool{}, decided: map[string]bool{}}
	f := &frame{run: aside, vars: map[string]Value{}, module: m, depth: maxDepth - 3, result: none}
	v := f.eval(n)
	r.constants[n] = v
	return v
}

// resolve finds what a dotted name means below the roots.
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
		return &External{dotted} // modules that import each other's names in a circle
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

// libraries are packages whose functions are known or of no interest here.
var libraries = map[string]bool{
	"oslo_messaging": true, "oslo_config": true, "oslo_log": true, "oslo_utils": true, "oslo_serialization": true,
	"oslo_concurrency": true, "oslo_service": true, "oslo_versionedobjects": true, "osprofiler": true, "eventlet": true,
	"logging": true, "time": true, "datetime": true, "random": true, "functools": true, "collections": true,
	"copy": true, "os": true, "sys": true, "re": true, "json": true, "itertools": true,
}

func (r *run) below(dotted string) bool { return !libraries[pyast.First(dotted)] }

// attribute is v.name.
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

// classAttribute looks name up in a class and its bases, after one of them if
// that is given, and binds a method to self.
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

// classConstant evaluates an assignment of a class body, where the names of the
// class come before those of the module.
func (f *frame) classConstant(c *pyast.Class, n *pyast.Node) Value {
	if n.Kind == "Name" {
		if other := c.Assigned(n.Name); other != nil && other != n {
			return f.classConstant(c, other)
		}
	}
	return f.constant(c.Module, n)
}

// Order is the classes in which Python looks an attribute of c up: the method
// resolution order, of those that can be found.
func (t *Tracer) Order(c *pyast.Class) []*pyast.Class {
	if order, ok := t.orders[c]; ok {
		return order
	}
	t.orders[c] = []*pyast.Class{c} // what a circle sees
	var all []*pyast.Class
	for _, base := range t.Bases(c) {
		all = append(all, t.Order(base)...)
	}
	order := []*pyast.Class{c}
	for i, k := range all {
		if !contains(all[i+1:], k) && k != c {
			order = append(order, k)
		}
	}
	t.orders[c] = order
	return order
}

// Bases are the direct base classes of c that can be found.
func (t *Tracer) Bases(c *pyast.Class) []*pyast.Class {
	var bases []*pyast.Class
	for _, n := range c.Bases {
		if base, ok := t.Static(c.Module, n).(*Class); ok && base.Class != c {
			bases = append(bases, base.Class)
		}
	}
	return bases
}

func contains(list []*pyast.Class, c *pyast.Class) bool {
	for _, k := range list {
		if k == c {
			return true
		}
	}
	return false
}
