package breaking

import (
	"slices"
	"strings"
)

// notifications compares an interface of notifications.
func (c *comparison) notifications(p pair) {
	topics := func(i *Interface) []string { return strings.Split(i.Topics.Text, ",") }
	for _, t := range topics(p.old) {
		if !slices.Contains(topics(p.now), t) {
			c.found(change{code: "event-topic-changed", pos: p.now.Topics.Pos, before: p.old.Topics.Pos, breaks: []Peer{OldListener}},
				"%s no longer goes to topic %s: listeners there get none of its events", p.now.Name, t)
		}
	}
	if p.old.Publisher.Text != p.now.Publisher.Text {
		c.found(change{code: "publisher-changed", pos: p.now.Publisher.Pos, before: p.old.Publisher.Pos, breaks: []Peer{OldListener}},
			"the publisher of %s was %s and is %s: old listeners that filter by it drop its events", p.now.Name, p.old.Publisher.Text, p.now.Publisher.Text)
	}
	for _, m := range pairMethods(p.old, p.now) {
		if m.old != nil {
			c.event(p, m)
		}
	}
}

func (c *comparison) event(p pair, m methodPair) {
	if m.now == nil {
		c.found(change{code: "event-removed", pos: p.now.Pos, before: m.old.Pos, breaks: []Peer{OldListener}},
			"event %s is gone: old listeners wait for it in vain", m.old.Name)
		return
	}
	if m.old.Name != m.now.Name {
		c.found(change{code: "event-renamed", pos: m.now.Pos, before: m.old.Pos, breaks: []Peer{OldListener, NewListener}},
			"event %s was %s: listeners of the other state drop it", m.now.Name, m.old.Name)
	}
	if m.old.Priority != m.now.Priority {
		c.found(change{code: "event-priority-changed", pos: m.now.Pos, before: m.old.Pos, breaks: []Peer{OldListener}},
			"the priority of %s was %s and is %s: old listeners consume the queue of %s", m.now.Name, m.old.Priority, m.now.Priority, m.old.Priority)
	}
	if len(m.old.Args) > 0 && len(m.now.Args) > 0 {
		c.payload(m, m.old.Args[0].Type, m.now.Args[0].Type)
	}
}

func (c *comparison) payload(m methodPair, old, now *Type) {
	pos, before := m.now.Args[0].Pos, m.old.Args[0].Pos
	both := []Peer{OldListener, NewListener}
	rel := relate(old, now, func(a, b *Type) { c.structs(a, b, &fieldPlace{payloadCodes, pos, both}) })
	was := old.Go + " and is " + now.Go
	switch rel {
	case narrowed:
		c.found(change{code: "payload-narrowed", pos: pos, before: before, breaks: both[1:]}, "the payload of %s was %s: new listeners can't read all that old notifiers send", m.now.Name, was)
	case widened:
		c.found(change{code: "payload-widened", pos: pos, before: before, breaks: both[:1]}, "the payload of %s was %s: old listeners can't read all that new notifiers send", m.now.Name, was)
	case retyped:
		c.found(change{code: "payload-retyped", pos: pos, before: before, breaks: both}, "the payload of %s was %s: listeners of either state can't read the other's", m.now.Name, was)
	}
}
