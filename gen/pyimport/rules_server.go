package pyimport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// receivers checks PY08.
func (c *checker) receivers() {
	if c.server == nil || c.server.open {
		return
	}
	for _, m := range c.iface.Methods {
		e := c.server.endpoints[m.Wire]
		if e == nil {
			if len(m.free()) > 0 {
				c.found(m.Pos, c.serverPos(), "no manager has the method %s", m.Wire)
			}
			continue
		}
		c.arguments(m, e)
	}
}

func (c *checker) serverPos() Pos {
	if len(c.server.classes) == 0 {
		return Pos{}
	}
	k := c.server.classes[0]
	return Pos{k.Module.File, k.Line}
}

// arguments compares the sent arguments with those that an endpoint takes.
func (c *checker) arguments(m *Method, e *endpoint) {
	free := m.free()
	if len(free) == 0 || m.Rest != "" {
		return
	}
	place := Pos{e.fn.Module.File, e.fn.Line}
	for _, s := range free {
		for _, wire := range s.Args.Keys {
			if e.arg(wire) == nil && e.fn.KwArg == "" {
				c.found(s.place(), place, "%s is sent %s, which it does not take", m.Wire, wire)
			}
		}
	}
	for _, r := range e.args {
		if r.required && e.fn.KwArg == "" && !slices.ContainsFunc(free, func(s seen) bool { return s.has(r.name) }) {
			c.found(m.Pos, place, "%s requires %s, which is not sent", m.Wire, r.name)
		}
	}
}

// deadParameters checks PY09.
func (c *checker) deadParameters() {
	for _, m := range c.sent.methods {
		if !m.Whole || !slices.ContainsFunc(m.Views, sends) || m.Func.Stub {
			continue
		}
		used := usedBy(m)
		for _, p := range m.Params {
			if !used[p] && !strings.HasPrefix(p, "_") {
				c.found(Pos{m.Func.Module.File, m.Func.Line}, Pos{}, "%s takes %s and does nothing with it", m.Func.Name, p)
			}
		}
	}
}

// usedBy returns the parameters of a method that a message or a condition
// depends on.
func usedBy(m *trace.Method) map[string]bool {
	used := map[string]bool{}
	note := func(roots []string) {
		for _, r := range roots {
			used[r] = true
		}
	}
	for _, v := range m.Views {
		for _, msg := range v.Messages {
			note(trace.Roots(msg.Args))
			note(msg.WireRoots)
			for _, field := range msg.Target {
				note(trace.Roots(field))
			}
			for _, cond := range msg.Conds {
				note(cond.Roots)
			}
		}
		for _, r := range v.Refusals {
			for _, cond := range r.Conds {
				note(cond.Roots)
			}
		}
	}
	return used
}

var asking = []string{"get_", "list_", "find_", "count_", "is_", "has_"}

// kinds checks PY10.
func (c *checker) kinds() {
	kinds := map[string]map[string]bool{}
	first := map[string]seen{}
	var order []string
	for _, m := range c.iface.Methods {
		for _, s := range m.free() {
			if kinds[s.python] == nil {
				kinds[s.python] = map[string]bool{}
				first[s.python] = s
				order = append(order, s.python)
			}
			kinds[s.python][m.Kind] = true
		}
	}
	for _, name := range order {
		s := first[name]
		place := Pos{s.method.Func.Module.File, s.method.Func.Line}
		asks := slices.ContainsFunc(asking, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
		switch {
		case asks && !kinds[name]["call"]:
			c.found(s.place(), place, "%s casts", name)
		case strings.HasSuffix(name, "_async") && kinds[name]["call"]:
			c.found(s.place(), place, "%s calls", name)
		}
	}
}

// defaults checks PY11.
func (c *checker) defaults() {
	if c.server == nil {
		return
	}
	for _, m := range c.iface.Methods {
		e := c.server.endpoints[m.Wire]
		if e == nil || len(m.free()) == 0 {
			continue
		}
		fn := m.free()[0].method.Func
		for _, a := range m.Args {
			r := e.arg(a.Wire)
			p := defaultOf(fn, a)
			if r == nil || r.node == nil || p == nil || p.Kind != "Constant" || r.node.Kind != "Constant" {
				continue
			}
			if truthy(p) != truthy(r.node) || truthy(p) && p.Value != r.node.Value {
				c.found(a.Pos, r.pos, "%s.%s is %v by default in the client and %v in the server", m.Wire, a.Wire, pythonText(p), pythonText(r.node))
			}
		}
	}
}

// defaultOf returns the default of an argument's parameter, or nil.
func defaultOf(fn *pyast.Func, a *Arg) *pyast.Node {
	for _, p := range fn.Params {
		if len(a.From) == 1 && a.From[0] == p.Name {
			return p.Default
		}
	}
	return nil
}

func truthy(n *pyast.Node) bool {
	switch v := n.Value.(type) {
	case bool:
		return v
	case string:
		return v != ""
	case float64:
		return v != 0
	}
	return false
}

func pythonText(n *pyast.Node) string { return trace.Text(trace.Const{V: number(n)}) }
