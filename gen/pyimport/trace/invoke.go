package trace

import (
	"maps"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// invoke runs a function of the source with its parameters bound.
func (f *frame) invoke(fn *pyast.Func, self Value, args []Value, kw *Dict) Value {
	inner := &frame{run: f.run, module: fn.Module, class: fn.Class, self: self, depth: f.depth + 1, result: none}
	inner.vars = bind(fn, self, args, kw, inner)
	inner.block(f.tree.Body(fn))
	return inner.result
}

// bind gives the parameters of fn their values. A parameter without argument
// and default keeps its own name as its value.
func bind(fn *pyast.Func, self Value, args []Value, kw *Dict, in *frame) map[string]Value {
	vars := map[string]Value{}
	rest := newDict()
	rest.merge(kw)
	params := fn.Params
	if self != nil && !fn.HasDecorator("staticmethod") && len(params) > 0 {
		vars[params[0].Name] = self
		params = params[1:]
	}
	for _, p := range params {
		v, named := rest.remove(p.Name)
		switch {
		case !p.Keyword && len(args) > 0:
			vars[p.Name], args = args[0], args[1:]
		case named:
			vars[p.Name] = v
		case p.Default != nil:
			vars[p.Name] = in.eval(p.Default)
		default:
			vars[p.Name] = &Sym{Text: p.Name}
		}
	}
	if fn.VarArg != "" {
		vars[fn.VarArg] = &List{Elems: args, Tuple: true}
	}
	if fn.KwArg != "" {
		vars[fn.KwArg] = rest
	}
	return vars
}

// closure runs a nested function or a lambda. One that calls itself is not followed
// again: walks through data send nothing, and have no end here.
func (f *frame) closure(c *Closure, args []Value, kw *Dict) Value {
	outer, ok := c.scope.(*frame)
	if !ok || f.depth >= maxDepth || f.raised != "" || f.inside[c.Node] {
		return f.opaque(c.Node.Name, args, kw)
	}
	if f.inside == nil {
		f.inside = map[*pyast.Node]bool{}
	}
	f.inside[c.Node] = true
	defer delete(f.inside, c.Node)
	inner := &frame{run: f.run, module: outer.module, class: outer.class, self: outer.self, depth: f.depth + 1, result: none}
	fn := &pyast.Func{Params: c.Node.Params, KwArg: c.Node.Op}
	inner.vars = map[string]Value{}
	maps.Copy(inner.vars, outer.vars)
	maps.Copy(inner.vars, bind(fn, nil, args, kw, inner))
	if c.Node.Kind == "Lambda" {
		return inner.eval(c.Node.X)
	}
	inner.block(c.Node.List)
	return inner.result
}
