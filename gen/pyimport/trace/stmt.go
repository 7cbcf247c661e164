package trace

import "github.com/oslogen/oslogen/gen/pyimport/pyast"

// flow says how a block ended.
type flow int

const (
	onward   flow = iota
	returned      // return, or the run is over
	left          // break or continue
)

// block runs statements until one of them leaves the block.
func (f *frame) block(body []*pyast.Node) flow {
	for _, n := range body {
		if !f.step() {
			return returned
		}
		if how := f.stmt(n); how != onward {
			return how
		}
		if f.raised != "" {
			return returned
		}
	}
	return onward
}

func (f *frame) stmt(n *pyast.Node) flow {
	switch n.Kind {
	case "Return":
		f.result = f.eval(n.X)
		return returned
	case "Raise":
		f.raise(n)
		return returned
	case "Break", "Continue":
		return left
	case "If":
		if f.truth(f.eval(n.X)) {
			return f.block(n.List)
		}
		return f.block(n.Else)
	case "While", "For", "AsyncFor":
		return f.loop(n)
	case "Try", "TryStar":
		return f.try(n)
	case "With", "AsyncWith":
		return f.with(n)
	}
	f.simple(n)
	return onward
}

func (f *frame) simple(n *pyast.Node) {
	switch n.Kind {
	case "Expr":
		if reply, ok := f.eval(n.X).(*Reply); ok {
			reply.Message.Discarded = true
		}
	case "Assign", "AnnAssign":
		if n.X == nil {
			return
		}
		v := f.eval(n.X)
		for _, target := range n.List {
			f.assign(target, v)
		}
	case "AugAssign":
		f.assign(n.List[0], binary(n.Op, f.eval(n.List[0]), f.eval(n.X)))
	case "Delete":
		for _, target := range n.List {
			f.delete(target)
		}
	case "FunctionDef":
		f.vars[n.Name] = &Closure{n, f}
	case "Import", "ImportFrom":
		f.imports(n)
	}
}

// raise ends the run. A bare raise, in a handler, ends it too.
func (f *frame) raise(n *pyast.Node) {
	f.raised = "exception"
	if n.X != nil {
		f.raised = pyast.Last(pyast.DecoratorName(n.X))
	}
	if f.raised == "" {
		f.raised = "exception"
	}
}

// loop runs the body for each known element, and once for an unknown one.
func (f *frame) loop(n *pyast.Node) flow {
	if n.Kind == "While" {
		if !f.truth(f.eval(n.X)) {
			return f.block(n.Else)
		}
		if f.block(n.List) == returned {
			return returned
		}
		return onward
	}
	for _, elem := range elements(f.eval(n.Y)) {
		f.assign(n.X, elem)
		switch f.block(n.List) {
		case returned:
			return returned
		case left:
			continue
		}
	}
	return f.block(n.Else)
}

// elements returns the values over which a loop over v runs.
func elements(v Value) []Value {
	switch v := v.(type) {
	case *List:
		if len(v.Elems) <= 20 {
			return v.Elems
		}
	case *Dict:
		if len(v.Open) == 0 {
			keys := make([]Value, len(v.Keys))
			for i, k := range v.Keys {
				keys[i] = Const{k}
			}
			return keys
		}
	case Const:
		return nil
	}
	return []Value{derived(Text(v)+"[]", "", v)}
}

// try runs the body. It runs the handlers only if the body raises on its own.
func (f *frame) try(n *pyast.Node) flow {
	how := f.block(n.List)
	if f.raised != "" && len(n.Handlers) > 0 && !f.spent {
		f.raised = ""
		h := n.Handlers[0]
		if h.Name != "" {
			f.vars[h.Name] = derived(h.Name, "")
		}
		how = f.block(h.List)
	} else if how == onward {
		how = f.block(n.Else)
	}
	if len(n.Final) > 0 && f.raised == "" {
		if end := f.block(n.Final); end != onward {
			return end
		}
	}
	return how
}

func (f *frame) with(n *pyast.Node) flow {
	for _, item := range n.Handlers {
		v := f.eval(item.X)
		if item.Y != nil {
			f.assign(item.Y, v)
		}
	}
	return f.block(n.List)
}

func (f *frame) assign(target *pyast.Node, v Value) {
	switch target.Kind {
	case "Name":
		f.vars[target.Name] = v
	case "Tuple", "List":
		f.unpack(target.List, v)
	case "Starred":
		f.assign(target.X, derived(Text(v), "list", v))
	case "Attribute":
		switch owner := f.eval(target.X).(type) {
		case *Instance:
			owner.Attrs[target.Name] = v
		case *Class:
			owner.Attrs[target.Name] = v
		}
	case "Subscript":
		if d, ok := f.eval(target.X).(*Dict); ok {
			d.put(f.eval(target.Y), v)
		}
	}
}

// put evaluates d[key] = v.
func (d *Dict) put(key, v Value) {
	if k, ok := Str(key); ok {
		d.set(k, v)
		return
	}
	d.Open = append(d.Open, derived("{"+Text(key)+": "+Text(v)+"}", "dict", key, v))
}

func (f *frame) unpack(targets []*pyast.Node, v Value) {
	list, ok := v.(*List)
	for i, target := range targets {
		if ok && len(list.Elems) == len(targets) {
			f.assign(target, list.Elems[i])
			continue
		}
		f.assign(target, derived(Text(v)+"["+constText(i)+"]", "", v))
	}
}

func (f *frame) delete(target *pyast.Node) {
	if target.Kind != "Subscript" {
		return
	}
	if d, ok := f.eval(target.X).(*Dict); ok {
		if k, ok := Str(f.eval(target.Y)); ok {
			d.remove(k)
		}
	}
}

// imports binds the names of an import inside a function.
func (f *frame) imports(n *pyast.Node) {
	m := &pyast.Module{File: f.module.File, Name: f.module.Name}
	m.Imports = []*pyast.Node{n}
	for _, k := range n.Keywords {
		name := k.Name
		if k.Plain && n.Kind == "Import" {
			name = pyast.First(name)
		}
		if dotted := m.Imported(name); dotted != "" {
			f.vars[name] = f.resolve(dotted)
		}
	}
}
