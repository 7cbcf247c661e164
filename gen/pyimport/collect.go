package pyimport

import (
	"cmp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// collection holds everything that the methods of a class send.
type collection struct {
	methods []*trace.Method
	seen    []seen
}

// collect follows the public methods of a class and then the private methods
// that no public one has called.
func collect(t *trace.Tracer, o *trace.Object) *collection {
	c := &collection{}
	done := map[string]bool{}
	var private []*pyast.Func
	for _, k := range t.Order(o.Class) {
		for _, fn := range k.Functions {
			switch {
			case done[fn.Name] || strings.HasPrefix(fn.Name, "__"):
			case trace.Sources(fn):
				c.follow(t, o, fn)
			default:
				private = append(private, fn)
			}
			done[fn.Name] = true
		}
	}
	c.followRest(t, o, private)
	c.dropHelpers()
	return c
}

// follow records the messages of a method.
func (c *collection) follow(t *trace.Tracer, o *trace.Object, fn *pyast.Func) {
	m := t.Method(o, fn)
	c.methods = append(c.methods, m)
	for _, v := range m.Views {
		for _, msg := range v.Messages {
			c.seen = append(c.seen, seen{msg, fn.Name, m, v.Cap})
		}
	}
}

func (c *collection) followRest(t *trace.Tracer, o *trace.Object, private []*pyast.Func) {
	known := map[Pos]bool{}
	for _, s := range c.seen {
		known[Pos{s.File, s.Line}] = true
	}
	for _, fn := range private {
		before, methods := len(c.seen), len(c.methods)
		c.follow(t, o, fn)
		fresh := slices.DeleteFunc(slices.Clone(c.seen[before:]), func(s seen) bool {
			return s.Wire == "" || known[Pos{s.File, s.Line}]
		})
		c.seen = append(c.seen[:before], fresh...)
		if len(fresh) == 0 {
			c.methods = c.methods[:methods]
		}
	}
}

// dropHelpers drops the messages of public helpers such as call(ctxt, msg),
// whose wire name only their callers know.
func (c *collection) dropHelpers() {
	resolved := map[Pos]bool{}
	for _, s := range c.seen {
		if s.Wire != "" {
			resolved[Pos{s.File, s.Line}] = true
		}
	}
	c.seen = slices.DeleteFunc(c.seen, func(s seen) bool { return s.Wire == "" && resolved[Pos{s.File, s.Line}] })
}

// kind returns call, cast or fanout.
func (s seen) kind() string {
	if f, ok := s.Target["fanout"].(trace.Const); ok && f.V == true {
		return "fanout"
	}
	return s.Kind
}

// channel identifies the messages that become one Go method.
type channel struct{ wire, kind string }

// channels groups the messages in the order of the source.
func (c *collection) channels() ([]channel, map[channel][]seen) {
	var order []channel
	groups := map[channel][]seen{}
	for _, s := range c.seen {
		if s.Wire == "" {
			continue
		}
		ch := channel{s.Wire, s.kind()}
		if groups[ch] == nil {
			order = append(order, ch)
		}
		groups[ch] = append(groups[ch], s)
	}
	return order, groups
}

// open returns the methods whose wire names the source leaves open.
func (c *collection) open() []seen {
	var list []seen
	for _, s := range c.seen {
		if s.Wire == "" && !slices.ContainsFunc(list, func(o seen) bool { return o.python == s.python }) {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b seen) int { return cmp.Compare(a.method.Func.Line, b.method.Func.Line) })
	return list
}

// sent reports whether the client sends the message, rather than refuses it.
func (s seen) sent() bool { return !s.Refused }

// place returns the position at which the message is sent.
func (s seen) place() Pos { return Pos{s.File, s.Line} }

// version returns the message's label. A message without one has 1.0.
func (s seen) version() (trace.Version, bool) {
	if s.Label == "" {
		if s.LabelText != "" {
			return trace.Version{}, false
		}
		return trace.Version{Major: 1}, true
	}
	return trace.ParseVersion(s.Label)
}
