package breaking

import (
	"cmp"
	"fmt"
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

// comparison is one run.
type comparison struct {
	old, now *State
	list     []Finding
	seen     map[string]bool // findings and pairs of structs that are known
	at       pair            // the interface at hand
	raise    bool            // whether it has a newer version
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

// change is the subject of a finding.
type change struct {
	code        string
	pos, before Pos
	breaks      []Peer
	fix         string // empty for the rule's
	arg         *Arg
	object      bool
}

// found adds a finding, once.
func (c *comparison) found(ch change, format string, args ...any) {
	f := Finding{Code: ch.code, Pos: ch.pos, Before: ch.before, Breaks: ch.breaks, Message: fmt.Sprintf(format, args...), Fix: ch.fix, Was: c.at.old, Is: c.at.now, Arg: ch.arg, Object: ch.object}
	if r, known := RuleOf(ch.code); known && f.Fix == "" {
		f.Fix = r.Fix
	}
	key := f.Code + " " + f.Pos.String() + " " + f.Before.String() + f.Message
	if len(ch.breaks) == 0 || c.seen[key] {
		return
	}
	c.seen[key] = true
	c.list = append(c.list, f)
}

// between returns the pairs of peers that a change breaks. It leaves out pairs
// with a side that the interface or method does not generate, because that side
// belongs to another program and does not change.
func between(only Side, peers ...Peer) []Peer {
	return slices.DeleteFunc(peers, func(p Peer) bool {
		return only == ClientOnly && p == OldClient || only == ServerOnly && p == NewClient
	})
}

func (c *comparison) removed(old *Interface) {
	what, breaks := "no server answers old clients on topic "+old.Topic.Text, between(old.Only, OldClient)
	if old.Notify {
		what, breaks = "old listeners get none of its events", []Peer{OldListener}
	}
	c.found(change{code: "interface-removed", pos: old.Pos, before: old.Pos, breaks: breaks}, "%s is gone: %s", old.Name, what)
}
