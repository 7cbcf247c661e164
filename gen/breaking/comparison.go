package breaking

import (
	"fmt"
	"slices"
)

// comparison is one run.
type comparison struct {
	old, now *State
	list     []Finding
	seen     map[string]bool // findings and pairs of structs that are known
	at       pair            // the interface at hand
	raise    bool            // whether it has a newer version
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
