package breaking

import (
	"slices"

	"github.com/oslogen/oslogen/internal/ladder"
)

// argMatches are tried in this order.
var argMatches = []func(old, now *Arg) bool{
	func(old, now *Arg) bool { return old.Rest && now.Rest },
	func(old, now *Arg) bool { return !old.Rest && !now.Rest && old.Name == now.Name },
	func(old, now *Arg) bool { return !old.Rest && !now.Rest && old.Name == now.Was },
	func(old, now *Arg) bool { return !old.Rest && !now.Rest && old.Go == now.Go },
}

// argPair is an argument in both states, as methodPair is a method.
type argPair struct{ old, now *Arg }

// arguments compares the arguments of the method.
func (m *methodComparison) arguments() {
	for _, p := range pairArgs(m.methodPair.old.Args, m.methodPair.now.Args) {
		switch {
		case p.now == nil:
			m.argumentGone(p.old)
		case p.old == nil:
			m.argumentCame(p.now)
		default:
			m.argument(p)
		}
	}
}

// pairArgs pairs arguments. What is left is paired in order, where the types are
// equal: such a parameter was renamed.
func pairArgs(old, now []*Arg) []argPair {
	list := make([]argPair, len(old))
	taken := map[*Arg]bool{}
	for n, a := range old {
		list[n].old = a
	}
	renamed := func(a, b *Arg) bool {
		return !a.Rest && !b.Rest && b.Since == a.Since && a.Type != nil && b.Type != nil && a.Type.Kind != Unknown && relate(a.Type, b.Type, func(_, _ *Type) {}) == same && baseName(a.Type.Ref) == baseName(b.Type.Ref)
	}
	for _, is := range append(slices.Clone(argMatches), renamed) {
		for n, p := range list {
			if p.now != nil {
				continue
			}
			at := slices.IndexFunc(now, func(a *Arg) bool { return !taken[a] && is(p.old, a) })
			if at >= 0 {
				list[n].now = now[at]
				taken[now[at]] = true
			}
		}
	}
	for _, a := range now {
		if !taken[a] {
			list = append(list, argPair{now: a}) //nolint:makezero // the pairs of the old ones stand before it
		}
	}
	return list
}

func (m *methodComparison) argumentGone(old *Arg) {
	released := slices.ContainsFunc(m.points(old.Span, old.Span), func(v ladder.Version) bool { return old.Has(v) && m.methodPair.old.Has(v) })
	pos := m.methodPair.now.Pos
	switch {
	case !released:
	case old.Rest:
		m.found(m.at("argument-removed", pos, old.Pos, OldClient),
			"%s no longer takes other arguments: a new server answers an old client that sends one with TypeError%s", m.name(), lost(m.methodPair.now.Kind))
	default:
		m.found(m.at("argument-removed", pos, old.Pos, OldClient, NewClient),
			"argument %s of %s is gone: a new server answers an old client that sends it with TypeError%s", old.Name, m.name(), lost(m.methodPair.now.Kind))
	}
}

// argumentCame reports an argument that released versions seem to have.
func (m *methodComparison) argumentCame(now *Arg) {
	for _, v := range slices.Backward(m.points(now.Span, now.Span)) {
		if !now.Has(v) || !m.methodPair.old.Has(v) || !m.methodPair.now.Has(v) || !m.isServed(v.Major) {
			continue
		}
		peers := []Peer{NewClient}
		if !now.Optional && !now.Rest && now.Constant == "" {
			peers = append(peers, OldClient) // which does not send it
		}
		ch := m.at("argument-added", now.Pos, m.methodPair.old.Pos, peers...)
		ch.arg = now
		m.found(ch,
			"argument %s of %s is new, and released servers of %s seem to have it: they answer a new client that sends it with TypeError%s%s",
			argName(now), m.name(), v, requires(peers), lost(m.methodPair.now.Kind))
		return
	}
}

func argName(a *Arg) string {
	if a.Rest {
		return "**" + a.Go
	}
	return a.Name
}

// requires describes a server's answer when it wants an argument that old
// clients don't know.
func requires(peers []Peer) string {
	if len(peers) > 1 {
		return ", and so do new servers an old client that does not"
	}
	return ""
}

// argument compares an argument that both states have.
func (m *methodComparison) argument(p argPair) {
	if p.old.Rest {
		m.argumentType(p)
		return
	}
	converted := p.now.Converted && m.isNew(p.now.Since)
	m.argumentName(p)
	if !converted {
		m.argumentSpan(p)
		m.argumentType(p)
	}
	m.leftOut(p)
}

// isNew reports whether no earlier version reaches v.
func (m *methodComparison) isNew(v ladder.Version) bool {
	return !slices.ContainsFunc(m.pair.old.tops(), func(top ladder.Version) bool { return !top.Below(v) })
}

func (m *methodComparison) argumentName(p argPair) {
	for _, v := range m.points(p.old.Span, p.now.Span, p.old.Renamed, p.now.Renamed) {
		if !p.old.Has(v) || p.old.At(v) == p.now.At(v) {
			continue
		}
		code := "argument-renamed"
		if !p.old.Named && !p.now.Named && p.now.Was == "" {
			code = "parameter-renamed"
		}
		m.found(m.at(code, p.now.Pos, p.old.Pos, OldClient, NewClient),
			"argument %s of %s is %s on the wire, and was %s at %s: the other side answers with TypeError%s", p.now.Name, m.name(), p.now.At(v), p.old.At(v), v, lost(m.methodPair.now.Kind))
		return
	}
}

func (m *methodComparison) argumentSpan(p argPair) {
	code, v := m.moved(p.old.Span, p.now.Span)
	switch {
	case code == "" || !m.methodPair.old.Has(v):
	case p.now.Has(v):
		m.found(m.at("argument-"+code, p.now.Pos, p.old.Pos, NewClient),
			"argument %s of %s seems to be in %s, and servers of it do not have it: they answer a new client with TypeError%s", p.now.Name, m.name(), v, lost(m.methodPair.now.Kind))
	default:
		m.found(m.at("argument-"+code, p.now.Pos, p.old.Pos, NewClient),
			"argument %s of %s is no longer in %s, and servers of it want it or use it: new clients leave it out or refuse", p.now.Name, m.name(), v)
	}
}

// leftOut compares the meaning of leaving the argument out.
func (m *methodComparison) leftOut(p argPair) {
	floor := slices.ContainsFunc(m.points(p.old.Span, p.now.Span), func(v ladder.Version) bool {
		return m.methodPair.old.Has(v) && p.old.Has(v) && p.now.Has(v)
	})
	name := p.now.Name
	switch {
	case !floor:
	case p.old.Constant != "" || p.now.Constant != "":
		if p.old.Constant != p.now.Constant && p.old.Constant != "" && p.now.Constant != "" {
			m.found(m.at("constant-changed", p.now.Pos, p.old.Pos, OldClient, NewClient),
				"argument %s of %s is always %s, and was %s: servers that look at it do something else", name, m.name(), p.now.Constant, p.old.Constant)
		}
	case p.old.Optional && !p.now.Optional:
		m.found(m.at("argument-required", p.now.Pos, p.old.Pos, OldClient),
			"argument %s of %s has to be sent: a new server answers an old client that leaves it out with TypeError%s", name, m.name(), lost(m.methodPair.now.Kind))
	case !p.old.Optional && p.now.Optional && m.wanted(p.old):
		m.found(m.at("argument-made-optional", p.now.Pos, p.old.Pos, NewClient),
			"a new client leaves argument %s of %s out where it has its default: old servers answer with TypeError%s", name, m.name(), lost(m.methodPair.now.Kind))
	case p.old.Optional && p.old.Default != p.now.Default:
		m.found(m.at("argument-default-changed", p.now.Pos, p.old.Pos, OldClient, NewClient),
			"argument %s of %s is %s where it is left out, and was %s: peers of the two states mean different values", name, m.name(), zero(p.now.Default), zero(p.old.Default))
	}
}

// wanted reports whether old servers refuse a request without an argument.
func (m *methodComparison) wanted(old *Arg) bool {
	l := ladder.Method{Span: m.methodPair.old.Span, Args: []ladder.Arg{{WireName: old.WireName, Span: old.Span, Optional: old.Optional}}}
	return slices.ContainsFunc(m.served, func(top ladder.Version) bool {
		return m.methodPair.old.has(top) && l.Accept(top, 0) == ladder.Required
	})
}

func zero(literal string) string {
	if literal == "" {
		return "the zero value"
	}
	return literal
}

func (m *methodComparison) argumentType(p argPair) {
	if p.old.Type == nil || p.now.Type == nil {
		return
	}
	rel := relate(p.old.Type, p.now.Type, func(a, b *Type) { m.structs(a, b, &fieldPlace{fieldCodes, p.now.Pos, m.breaks(OldClient, NewClient)}) })
	was := p.old.Type.Go + " and is " + p.now.Type.Go
	switch rel {
	case narrowed:
		m.found(m.at("argument-narrowed", p.now.Pos, p.old.Pos, OldClient), "argument %s of %s was %s: a new server can't read all that old clients send", p.now.Name, m.name(), was)
	case widened:
		m.found(m.at("argument-widened", p.now.Pos, p.old.Pos, NewClient), "argument %s of %s was %s: old servers can't read all that new clients send", p.now.Name, m.name(), was)
	case retyped:
		m.found(m.at("argument-retyped", p.now.Pos, p.old.Pos, OldClient, NewClient), "argument %s of %s was %s: peers of either state can't read the other's", p.now.Name, m.name(), was)
	}
}
