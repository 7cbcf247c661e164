package breaking

import "slices"

// pair is an interface in both states. now is nil for one that is gone.
type pair struct{ old, now *Interface }

// A match says whether two interfaces are one, over a rename or a move.
type match func(old, now *Interface) bool

// matches are tried in this order, each for the interfaces that the ones before
// have left. Peers know an interface by its address: kind, exchange, topic and
// namespace. Its name and package are known in the source alone.
var matches = []match{
	func(old, now *Interface) bool { return old.Package == now.Package && old.Name == now.Name },
	func(old, now *Interface) bool { return old.address() == now.address() && old.Name == now.Name },
	func(old, now *Interface) bool { return old.address() == now.address() && alike(old, now) },
	func(old, now *Interface) bool { return old.Name == now.Name && alike(old, now) },
}

// address is where the peers of an interface find it.
func (i *Interface) address() [4]string {
	if i.Notify {
		return [4]string{"notify", i.Topics.Text, i.Publisher.Text}
	}
	return [4]string{"rpc", i.Exchange.Text, i.Topic.Text, i.Namespace.Text}
}

// alike reports whether two interfaces share half of the smaller one's methods.
func alike(old, now *Interface) bool {
	shared := 0
	for _, m := range old.Methods {
		if slices.ContainsFunc(now.Methods, func(o *Method) bool { return o.Name == m.Name && o.Kind == m.Kind }) {
			shared++
		}
	}
	return 2*shared >= min(len(old.Methods), len(now.Methods))
}

// pairInterfaces pairs the interfaces of the earlier state with those of the newer.
func (c *comparison) pairInterfaces() []pair {
	list := make([]pair, len(c.old.Interfaces))
	taken := map[*Interface]bool{}
	for n, old := range c.old.Interfaces {
		list[n].old = old
	}
	for _, is := range matches {
		for n, p := range list {
			if p.now == nil {
				list[n].now = c.pick(p.old, is, taken)
			}
		}
	}
	return list
}

// pick takes the first interface that matches and is free.
func (c *comparison) pick(old *Interface, is match, taken map[*Interface]bool) *Interface {
	for _, now := range c.now.Interfaces {
		if !taken[now] && now.Notify == old.Notify && is(old, now) {
			taken[now] = true
			return now
		}
	}
	return nil
}

// methodPair is a method in both states. now is nil for one that is gone, old for
// one that came.
type methodPair struct{ old, now *Method }

// methodMatches are tried in this order.
var methodMatches = []func(old, now *Method) bool{
	func(old, now *Method) bool { return old.Name == now.Name && old.Kind == now.Kind && old.Go == now.Go },
	func(old, now *Method) bool { return old.Name == now.Name && old.Kind == now.Kind },
	func(old, now *Method) bool { return old.Name == now.Was && old.Kind == now.Kind },
	func(old, now *Method) bool { return old.Go == now.Go },
	func(old, now *Method) bool { return old.Name == now.Name },
	func(old, now *Method) bool {
		return old.Kind == now.Kind && old.Since == now.Since && sameShape(old, now)
	},
}

// sameShape reports whether two methods take and return the same. Such a method was
// renamed.
func sameShape(old, now *Method) bool {
	equal := func(a, b *Type) bool {
		return a == nil && b == nil || a != nil && b != nil && a.Go == b.Go
	}
	return slices.EqualFunc(old.Args, now.Args, func(a, b *Arg) bool { return a.Name == b.Name && equal(a.Type, b.Type) }) &&
		slices.EqualFunc(old.Results, now.Results, equal)
}

// pairMethods pairs methods: those of the earlier state, and then those that came.
func pairMethods(old, now *Interface) []methodPair {
	list := make([]methodPair, len(old.Methods))
	taken := map[*Method]bool{}
	for n, m := range old.Methods {
		list[n].old = m
	}
	for _, is := range methodMatches {
		for n, p := range list {
			if p.now != nil {
				continue
			}
			at := slices.IndexFunc(now.Methods, func(m *Method) bool { return !taken[m] && is(p.old, m) })
			if at >= 0 {
				list[n].now = now.Methods[at]
				taken[now.Methods[at]] = true
			}
		}
	}
	for _, m := range now.Methods {
		if !taken[m] {
			list = append(list, methodPair{now: m}) //nolint:makezero // the pairs of the old ones stand before it
		}
	}
	return list
}
