package trace

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// Object is a client class with the clients that its constructor makes.
type Object struct {
	Class   *pyast.Class
	Clients []*Client
	// Given are the parameters of the constructor that have no default.
	Given []string

	instance *Instance
}

// Method holds the messages of one Python method.
type Method struct {
	Func   *pyast.Func
	Views  []View
	Whole  bool // every way was tried
	Params []string
}

// View holds the messages of a method at one version cap. Cap is nil for no
// cap.
type View struct {
	Cap      *Version
	Messages []*Message
	Refusals []Refusal // ways that end in an exception
}

// Refusal is a path on which an exception prevents a message.
type Refusal struct {
	Raised string
	Conds  []Cond
}

// Object makes an object of a class on the first path through its constructor
// that makes a client.
func (t *Tracer) Object(c *pyast.Class) *Object {
	o := &Object{Class: c}
	t.explore(nil, map[Version]bool{}, func(r *run) {
		i := r.construct(c)
		clients := i.clients()
		if o.instance == nil || len(clients) > len(o.Clients) {
			o.instance, o.Clients = i, clients
		}
	}, func(*run) bool { return len(o.Clients) == 0 })
	if init := t.method(c, "__init__"); init != nil && len(init.Params) > 0 {
		for _, p := range init.Params[1:] {
			if p.Default == nil {
				o.Given = append(o.Given, p.Name)
			}
		}
	}
	return o
}

func (t *Tracer) method(c *pyast.Class, name string) *pyast.Func {
	for _, k := range t.Order(c) {
		if fn := k.Func(name); fn != nil {
			return fn
		}
	}
	return nil
}

// construct runs __new__ and __init__ on a new object.
func (r *run) construct(c *pyast.Class) *Instance {
	class := &Class{Class: c, Attrs: map[string]Value{}}
	i := &Instance{Class: class, Attrs: map[string]Value{}}
	f := &frame{run: r, vars: map[string]Value{}, module: c.Module, class: c, self: i}
	for _, name := range []string{"__new__", "__init__"} {
		fn := r.method(c, name)
		if fn == nil {
			continue
		}
		if name == "__new__" {
			class.Attrs["_instance"] = i
			f.invoke(fn, class, nil, newDict())
			continue
		}
		f.invoke(fn, i, nil, constructorArgs(fn))
	}
	return i
}

// constructorArgs marks the parameters of a constructor.
func constructorArgs(fn *pyast.Func) *Dict {
	kw := newDict()
	for n, p := range fn.Params {
		if n > 0 && p.Default == nil {
			kw.set(p.Name, &Sym{Text: p.Name, Given: p.Name})
		}
	}
	return kw
}

func (i *Instance) clients() []*Client {
	var found []*Client
	names := make([]string, 0, len(i.Attrs))
	for name := range i.Attrs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if c, ok := i.Attrs[name].(*Client); ok {
			found = append(found, c)
		}
	}
	return found
}

// Method follows a method without a version cap and then at each cap that makes
// a difference.
func (t *Tracer) Method(o *Object, fn *pyast.Func) *Method {
	m := &Method{Func: fn, Whole: true}
	queried := map[Version]bool{}
	m.Views = append(m.Views, t.view(o, fn, nil, queried, m))
	for done := map[Version]bool{}; ; {
		limit := nextCap(queried, done)
		if limit == nil {
			break
		}
		done[*limit] = true
		m.Views = append(m.Views, t.view(o, fn, limit, queried, m))
	}
	return m
}

// Latest stands for the minor of a major's last version if it is not known.
const Latest = 9999

// nextCap returns an untried version at which an answer of can_send_version
// changes, or the last version below it.
func nextCap(queried, done map[Version]bool) *Version {
	var list []Version
	for v := range queried {
		list = append(list, v)
		if v.Minor > 0 {
			list = append(list, Version{v.Major, v.Minor - 1})
		} else if v.Major > 1 {
			list = append(list, Version{v.Major - 1, Latest})
		}
	}
	slices.SortFunc(list, func(a, b Version) int { return b.Compare(a) })
	for _, v := range list {
		if !done[v] {
			return &v
		}
	}
	return nil
}

// view follows a method at one version cap.
func (t *Tracer) view(o *Object, fn *pyast.Func, limit *Version, queried map[Version]bool, m *Method) View {
	v := View{Cap: limit}
	whole := t.explore(limit, queried, func(r *run) {
		f := &frame{run: r, vars: map[string]Value{}, module: fn.Module, class: fn.Class}
		if _, refused := f.guards(fn); !refused {
			args := f.traced(fn, m)
			f.invoke(fn, o.self(fn), nil, args)
		}
	}, func(r *run) bool {
		v.add(r)
		return true
	})
	m.Whole = m.Whole && whole
	return v
}

// add records the messages of a run, or the reason why there is none.
func (v *View) add(r *run) {
	sent := 0
	for _, msg := range r.sends {
		msg.Conds = slices.Clone(r.conds)
		if !msg.Refused {
			sent++
		}
		v.Messages = append(v.Messages, msg)
	}
	if r.raised != "" && sent == 0 {
		v.Refusals = append(v.Refusals, Refusal{r.raised, slices.Clone(r.conds)})
	}
}

func (o *Object) self(fn *pyast.Func) Value {
	if fn.HasDecorator("classmethod") {
		return o.instance.Class
	}
	return o.instance.clone()
}

// contexts are the usual names of parameters for the request context.
var contexts = map[string]bool{
	"context": true, "ctxt": true, "ctx": true, "cnxt": true, "cntxt": true, "cntx": true, "rpc_ctx": true, "rpc_context": true, "admin_context": true, "_context": true,
}

// IsContext reports whether a parameter name stands for the request context.
func IsContext(name string) bool { return contexts[name] }

// traced binds the parameters of a method to themselves.
func (f *frame) traced(fn *pyast.Func, m *Method) *Dict {
	kw := newDict()
	m.Params = m.Params[:0]
	for i, p := range fn.Params {
		if i == 0 && !fn.HasDecorator("staticmethod") {
			continue
		}
		if IsContext(p.Name) {
			kw.set(p.Name, &Sym{Text: p.Name})
			continue
		}
		m.Params = append(m.Params, p.Name)
		kw.set(p.Name, &Sym{Text: p.Name, Whole: true, Roots: []string{p.Name}})
	}
	if fn.KwArg != "" {
		kw.Open = append(kw.Open, &Sym{Text: fn.KwArg, Whole: true, Type: "dict", Roots: []string{fn.KwArg}})
	}
	return kw
}

// Sources reports whether a message may begin in a function. It must be public
// and neither a property nor a constructor.
func Sources(fn *pyast.Func) bool {
	return !strings.HasPrefix(fn.Name, "_") && !fn.HasDecorator("property", "abstractmethod", "cached_property")
}

// Static evaluates an expression at the top of a module.
func (t *Tracer) Static(m *pyast.Module, n *pyast.Node) Value {
	aside := &run{Tracer: t, queried: map[Version]bool{}, decided: map[string]bool{}}
	f := &frame{run: aside, vars: map[string]Value{}, module: m, depth: maxDepth - 3, result: none}
	return f.eval(n)
}

// Attribute evaluates a class attribute. It returns nil if there is none.
func (t *Tracer) Attribute(c *pyast.Class, name string) Value {
	for _, k := range t.Order(c) {
		if n := k.Assigned(name); n != nil {
			return t.Static(k.Module, n)
		}
	}
	return nil
}
