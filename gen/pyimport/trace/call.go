package trace

import (
	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// callExpr evaluates a call.
func (f *frame) callExpr(n *pyast.Node) Value {
	if skipped(n.X) {
		return none
	}
	if v, ok := f.builtin(n); ok {
		return v
	}
	callee := f.callee(n.X)
	args, kw := f.arguments(n)
	switch callee := callee.(type) {
	case *Send:
		return f.send(callee, args, kw, n)
	case *clientMethod:
		return f.clientCall(callee, args, kw)
	case *method:
		return callee.call(args, kw)
	case *Function:
		return f.function(callee, args, kw, n)
	case *Closure:
		return f.closure(callee, args, kw)
	case *Class:
		return f.make(callee, args, kw)
	}
	return f.opaque(Text(callee), args, kw)
}

// skipped reports calls that do not matter for a message, such as logs and
// translations.
func skipped(fn *pyast.Node) bool {
	first := pyast.First(pyast.Dotted(fn))
	return first == "LOG" || first == "_" || first == "warnings" || first == "LOGGER"
}

// callee evaluates the called expression. Methods of data are bound here.
func (f *frame) callee(n *pyast.Node) Value {
	if n.Kind != "Attribute" {
		return f.eval(n)
	}
	owner := f.eval(n.X)
	switch owner.(type) {
	case *Dict, *List, Const, *Sym, *Target:
		return &method{owner, n.Name}
	}
	return f.attribute(owner, n.Name)
}

func (f *frame) arguments(n *pyast.Node) ([]Value, *Dict) {
	var args []Value
	for _, a := range n.List {
		if a.Kind != "Starred" {
			args = append(args, f.eval(a))
			continue
		}
		if l, ok := f.eval(a.X).(*List); ok {
			args = append(args, l.Elems...)
		}
	}
	kw := newDict()
	for _, k := range n.Keywords {
		if k.Name == "" {
			kw.merge(f.eval(k.X))
			continue
		}
		kw.set(k.Name, f.eval(k.X))
	}
	return args, kw
}

// builtin evaluates super, isinstance and other functions that take names.
func (f *frame) builtin(n *pyast.Node) (Value, bool) {
	if n.X.Kind != "Name" {
		return nil, false
	}
	switch n.X.Name {
	case "super":
		return f.super(n), true
	case "len":
		if len(n.List) != 1 {
			return nil, false
		}
		if s, ok := Str(f.eval(n.List[0])); ok {
			return Const{int64(len([]rune(s)))}, true
		}
	case "isinstance", "hasattr", "issubclass", "callable":
		if len(n.List) == 0 {
			return nil, false
		}
		v := f.eval(n.List[0])
		if _, known := v.(Const); known && n.X.Name == "isinstance" && isNone(v) {
			return Const{false}, true
		}
		if l, ok := v.(*List); ok && l.Tuple && n.X.Name == "isinstance" {
			return Const{len(n.List) > 1 && namesTuple(n.List[1])}, true
		}
		if _, text := Str(v); text && n.X.Name == "isinstance" {
			return Const{len(n.List) > 1 && n.List[1].Name == "str"}, true
		}
		return derived(n.X.Name+"("+Text(v)+", ...)", "bool", v), true
	}
	return nil, false
}

func namesTuple(n *pyast.Node) bool {
	found := false
	pyast.Walk(n, func(n *pyast.Node) { found = found || n.Name == "tuple" })
	return found
}

// super evaluates super() and super(Class, self).
func (f *frame) super(n *pyast.Node) Value {
	s := &Super{Self: f.self, After: f.class}
	switch self := f.self.(type) {
	case *Instance:
		s.Of = self.Class.Class
	case *Class:
		s.Of = self.Class
	default:
		return &External{"super"}
	}
	if len(n.List) > 0 {
		if c, ok := f.eval(n.List[0]).(*Class); ok {
			s.After = c.Class
		}
	}
	return s
}

// function follows a call into a function of the source unless it can't matter.
func (f *frame) function(fn *Function, args []Value, kw *Dict, n *pyast.Node) Value {
	if c := f.newClient(pyast.Last(fn.Func.Name), args, kw); c != nil {
		return c
	}
	if f.isStub(fn.Func) {
		v := derived(calledText(n.X, fn)+"("+joinTexts(args)+")", "", args...)
		v.Stub = fn.Func.Name
		return v
	}
	if f.depth >= maxDepth || f.raised != "" || !f.matters(fn.Func, args, kw) {
		return f.opaque(calledText(n.X, fn), args, kw)
	}
	if v, guarded := f.guards(fn.Func); guarded {
		return v
	}
	return f.invoke(fn.Func, fn.Self, args, kw)
}

// isStub reports whether a function is for subclasses to write: it does nothing but
// raise NotImplementedError.
func (f *frame) isStub(fn *pyast.Func) bool {
	if !fn.Stub {
		return false
	}
	body := f.tree.Body(fn)
	last := body[len(body)-1]
	return last.Kind == "Raise" && last.X != nil && pyast.Last(pyast.DecoratorName(last.X)) == "NotImplementedError"
}

func calledText(n *pyast.Node, fn *Function) string {
	if dotted := pyast.Dotted(n); dotted != "" {
		return dotted
	}
	return fn.Func.Name
}

// matters reports whether a function must be followed. It must if it sends or
// prepares, takes a client, or is small.
func (f *frame) matters(fn *pyast.Func, args []Value, kw *Dict) bool {
	for _, v := range append(args, values(kw)...) {
		switch v.(type) {
		case *Client, *Send, *Target:
			return true
		}
	}
	return f.relevant(fn) || f.small(fn)
}

// make evaluates the construction of an object. A class that makes itself gives
// an instance, any other an opaque value.
func (f *frame) make(c *Class, args []Value, kw *Dict) Value {
	if client := f.newClient(c.Class.Name, args, kw); client != nil {
		return client
	}
	return f.opaque(c.Class.Name, args, kw)
}

// opaque returns the result of a call that is not followed. A wrapper keeps the
// wrapped value, so that a retry around cctxt.call still calls.
func (f *frame) opaque(name string, args []Value, kw *Dict) Value {
	all := append(append([]Value{}, args...), values(kw)...)
	if name == "super.__new__" && len(args) > 0 {
		if c, ok := args[0].(*Class); ok && c.Attrs["_instance"] != nil {
			return c.Attrs["_instance"]
		}
	}
	if pyast.Last(name) == "Target" {
		return newTarget(args, kw)
	}
	if c := f.newClient(pyast.Last(name), args, kw); c != nil {
		return c
	}
	for _, v := range all {
		switch v.(type) {
		case *Send, *Client:
			return v
		}
	}
	switch name {
	case "dict":
		d := newDict()
		for _, a := range args {
			d.merge(a)
		}
		d.merge(kw)
		return d
	case "list", "tuple", "set":
		if len(args) == 1 {
			if l, ok := args[0].(*List); ok {
				return l
			}
		}
	}
	return derived(name+"("+joinTexts(all)+")", resultType(name), append(all, kw.Open...)...)
}
