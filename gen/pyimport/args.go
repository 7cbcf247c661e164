package pyimport

import (
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// args makes the arguments of a method. They keep the order in which a client
// without a version cap sends them.
func (b *builder) args(m *Method) {
	var order []string
	for _, s := range m.messages {
		for _, wire := range s.Args.Keys {
			if s.sent() && !slices.Contains(order, wire) {
				order = append(order, wire)
			}
		}
		for _, open := range s.Args.Open {
			b.rest(m, open, s)
		}
	}
	for _, wire := range order {
		m.Args = append(m.Args, b.arg(wire, m.messages))
	}
	b.renamedArgs(m)
	for _, a := range m.Args {
		b.reshaped(m, a)
	}
}

// rest notes that a message has arguments whose names only the caller knows.
func (b *builder) rest(m *Method, open trace.Value, s seen) {
	sym, ok := open.(*trace.Sym)
	if ok && sym.Whole {
		m.Rest = sym.Text
		return
	}
	if m.Rest == "" {
		m.todo(s.place(), "arguments come out of %s", trace.Text(open))
		m.Rest = "kwargs"
	}
}

// arg makes one argument from a group of messages.
func (b *builder) arg(wire string, group []seen) *Arg {
	a := &Arg{Wire: wire}
	var fn *pyast.Func
	for _, s := range group {
		v := s.Args.Vals[wire]
		if v == nil || !s.sent() {
			continue
		}
		if a.Pos.File == "" {
			a.Pos, fn = s.place(), s.method.Func
		}
		if text := trace.Text(v); !slices.Contains(a.From, text) {
			a.From = append(a.From, text)
			a.values = append(a.values, v)
		}
	}
	a.Type, a.Const, a.fn = b.hints.typeOf(a.values, fn), constant(a.values), fn
	l := &lifetimes{group, b.last}
	span := l.arg(wire)
	if since := span.since; since.known && !b.isFloor(since.at) {
		a.Since, a.ladder = since.at.String(), span.ladder
		if l.drops(wire, since.at) {
			a.Below = "drop"
		}
	}
	if span.until.known {
		a.Until = span.until.at.String()
	}
	a.Optional = span.optional
	b.standard(a, fn)
	return a
}

// standard sets the default of an argument that may be left out.
func (b *builder) standard(a *Arg, fn *pyast.Func) {
	if !a.Optional && a.Since == "" || fn == nil {
		return
	}
	for _, p := range fn.Params {
		if slices.Contains(a.From, p.Name) && len(a.values) == 1 {
			a.Default = scalar(p.Default, a.Type)
		}
	}
}

// renamedArgs joins two arguments that carry the same value and are never sent
// together. Only a client with a version cap sends the older one.
func (b *builder) renamedArgs(m *Method) {
	for _, old := range slices.Clone(m.Args) {
		if old.Until == "" {
			continue
		}
		i := slices.IndexFunc(m.Args, func(a *Arg) bool {
			return a != old && a.Was == "" && a.Until == "" && a.Since != "" && sameSource(a, old) && !sentTogether(m, a.Wire, old.Wire)
		})
		if i < 0 {
			continue
		}
		a := m.Args[i]
		a.Was, a.Renamed = old.Wire, a.Since
		a.Since, a.Below = old.Since, old.Below
		m.Args = slices.DeleteFunc(m.Args, func(x *Arg) bool { return x == old })
	}
}

func sameSource(a, b *Arg) bool {
	return len(b.From) == 1 && len(b.values) == 1 && len(trace.Roots(b.values[0])) > 0 && slices.Contains(a.From, b.From[0])
}

func sentTogether(m *Method, a, b string) bool {
	return slices.ContainsFunc(m.messages, func(s seen) bool { return s.has(a) && s.has(b) })
}

// reshaped notes an argument whose value a client with a version cap converts.
func (b *builder) reshaped(m *Method, a *Arg) {
	if a.values, a.older = withoutStubs(a.values); len(a.older) > 0 {
		a.Type = b.hints.typeOf(a.values, a.fn)
		return
	}
	now := textsAt(m, a.Wire, func(s seen) bool { return s.limit == nil })
	if len(now) == 0 {
		return
	}
	for _, s := range m.messages {
		v := s.Args.Vals[a.Wire]
		if v == nil || s.limit == nil || !s.sent() || slices.Contains(now, trace.Text(v)) {
			continue
		}
		m.todo(s.place(), "up to version %s, %s is %s: write the function and say below=convert:Func", s.limit, a.Wire, trace.Text(v))
		a.From = now
		a.values = slices.DeleteFunc(a.values, func(v trace.Value) bool { return !slices.Contains(now, trace.Text(v)) })
		a.Type = b.hints.typeOf(a.values, s.method.Func)
		return
	}
}

func textsAt(m *Method, wire string, pick func(seen) bool) []string {
	var list []string
	for _, s := range m.messages {
		if v := s.Args.Vals[wire]; v != nil && pick(s) && s.sent() && !slices.Contains(list, trace.Text(v)) {
			list = append(list, trace.Text(v))
		}
	}
	return list
}
