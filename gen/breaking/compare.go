package breaking

import (
	"cmp"
	"slices"
)

// Compare finds the changes that break peers of an earlier state, in the order
// of the newer source. It does not look at the allows.
func Compare(old, now *State) []Finding {
	c := &comparison{old: old, now: now, seen: map[string]bool{}}
	for _, p := range c.pairInterfaces() {
		c.at = p
		switch {
		case p.now == nil:
			c.removed(p.old)
		case p.old.Notify:
			c.notifications(p)
		default:
			c.rpc(p)
		}
	}
	c.roots()
	slices.SortStableFunc(c.list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	return c.list
}

// roots compares the structs that travel without an interface.
func (c *comparison) roots() {
	c.at, c.raise = pair{&Interface{}, &Interface{}}, true // their own version counts
	for _, ref := range c.old.Roots {
		if now := c.now.Structs[ref]; now != nil {
			t := &Type{Kind: Object, Ref: ref}
			c.structs(t, t, &fieldPlace{fieldCodes, now.Pos, []Peer{OldClient, NewClient}})
		}
	}
}

func (c *comparison) removed(old *Interface) {
	what, breaks := "no server answers old clients on topic "+old.Topic.Text, between(old.Only, OldClient)
	if old.Notify {
		what, breaks = "old listeners get none of its events", []Peer{OldListener}
	}
	c.found(change{code: "interface-removed", pos: old.Pos, before: old.Pos, breaks: breaks}, "%s is gone: %s", old.Name, what)
}
