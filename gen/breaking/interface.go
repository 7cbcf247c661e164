package breaking

import (
	"slices"

	"github.com/oslogen/oslogen/internal/ladder"
)

// rpc compares an interface of RPC.
func (c *comparison) rpc(p pair) {
	c.raise = parse(p.old.Version.Text).Below(parse(p.now.Version.Text))
	c.moved(p)
	c.namespaces(p)
	served := c.versions(p)
	c.releases(p)
	c.errors(p)
	if len(served) == 0 {
		return // every old peer is refused, whatever it sends
	}
	for _, m := range pairMethods(p.old, p.now) {
		mc := &methodComparison{comparison: c, pair: p, methodPair: m, served: served}
		mc.compare()
	}
}

// moved compares the topic and the exchange.
func (c *comparison) moved(p pair) {
	both := between(p.now.Only, OldClient, NewClient)
	if p.old.Topic.Text != p.now.Topic.Text {
		c.found(change{code: "topic-changed", pos: p.now.Topic.Pos, before: p.old.Topic.Pos, breaks: both},
			"%s moved from topic %s to %s: requests of old clients and of new ones to old servers reach nobody", p.now.Name, p.old.Topic.Text, p.now.Topic.Text)
	}
	if p.old.Exchange.Text != p.now.Exchange.Text {
		c.found(change{code: "exchange-changed", pos: p.now.Exchange.Pos, before: p.old.Exchange.Pos, breaks: both},
			"%s moved from %s to %s: requests of old clients and of new ones to old servers reach nobody", p.now.Name, exchange(p.old), exchange(p.now))
	}
}

func exchange(i *Interface) string {
	if i.Exchange.Text == "" {
		return "the control exchange"
	}
	return "exchange " + i.Exchange.Text
}

// namespaces compares the namespace that clients send and those that servers take.
func (c *comparison) namespaces(p pair) {
	accepts := func(i *Interface, namespace string) bool {
		return namespace == i.Namespace.Text || slices.Contains(i.Legacy, namespace)
	}
	if p.old.Namespace.Text != p.now.Namespace.Text {
		var breaks []Peer
		if !accepts(p.now, p.old.Namespace.Text) {
			breaks = append(breaks, OldClient)
		}
		if !accepts(p.old, p.now.Namespace.Text) {
			breaks = append(breaks, NewClient)
		}
		c.found(change{code: "namespace-changed", pos: p.now.Namespace.Pos, before: p.old.Namespace.Pos, breaks: between(p.now.Only, breaks...)},
			"%s moved from %s to %s: %s answer with UnsupportedVersion", p.now.Name, namespace(p.old), namespace(p.now), serversOf(breaks))
	}
	for _, n := range p.old.Legacy {
		if !accepts(p.now, n) {
			c.found(change{code: "legacy-namespace-removed", pos: p.now.Pos, before: p.old.Pos, breaks: between(p.now.Only, OldClient)},
				"%s no longer answers to the namespace %q: an old client that sends it gets UnsupportedVersion", p.now.Name, n)
		}
	}
}

func namespace(i *Interface) string {
	if i.Namespace.Text == "" {
		return "no namespace"
	}
	return "namespace " + i.Namespace.Text
}

// serversOf names the servers of pairs.
func serversOf(peers []Peer) string {
	switch {
	case len(peers) > 1:
		return "servers of either state"
	case slices.Contains(peers, OldClient):
		return "new servers"
	}
	return "old servers"
}

// versions compares the served versions. It returns the earlier, released tops
// of the majors that are still served.
func (c *comparison) versions(p pair) (served []ladder.Version) {
	for _, top := range p.old.tops() {
		at := slices.IndexFunc(p.now.tops(), func(v ladder.Version) bool { return v.Major == top.Major })
		switch {
		case at < 0:
			c.found(change{code: "major-removed", pos: p.now.Version.Pos, before: p.old.Version.Pos, breaks: between(p.now.Only, OldClient)},
				"%s no longer serves %s: an old client that sends it gets UnsupportedVersion", p.now.Name, top)
			continue
		case p.now.tops()[at].Below(top):
			c.found(change{code: "version-lowered", pos: p.now.Version.Pos, before: p.old.Version.Pos, breaks: between(p.now.Only, OldClient)},
				"%s serves %s, and it was %s: a message with a label between them gets UnsupportedVersion", p.now.Name, p.now.tops()[at], top)
		}
		served = append(served, top)
	}
	return served
}

// releases compares the entries of oslo:release, but for those of a major that is no
// longer served.
func (c *comparison) releases(p pair) {
	for _, r := range p.old.Releases {
		at := slices.IndexFunc(p.now.Releases, func(o Release) bool { return o.Name == r.Name })
		pinned := between(p.now.Only, NewClient)
		switch {
		case at >= 0 && p.now.Releases[at].Version != r.Version:
			c.found(change{code: "release-changed", pos: p.now.Releases[at].Pos, before: r.Pos, breaks: pinned},
				"release %s was %s and is %s: a client that is pinned to it sends what servers of %s do not have", r.Name, r.Version, p.now.Releases[at].Version, r.Name)
		case at < 0 && slices.ContainsFunc(p.now.tops(), func(v ladder.Version) bool { return v.Major == parse(r.Version).Major }):
			c.found(change{code: "release-changed", pos: p.now.Pos, before: r.Pos, breaks: pinned},
				"release %s is gone: a client that is pinned to it fails, and there is no other name for servers of %s", r.Name, r.Version)
		}
	}
}

// errors compares the exceptions that are mapped.
func (c *comparison) errors(p pair) {
	for _, old := range p.old.Errors {
		for n, class := range old.Classes {
			now := p.now.mapping(class)
			if now == nil {
				c.unmapped(p, old, class, n == 0)
			} else {
				c.remapped(p, old, *now, class)
			}
		}
	}
	for _, now := range p.now.Errors {
		c.raised(p, now)
	}
}

// raised compares the exception that servers raise for a Go error: the first one.
func (c *comparison) raised(p pair, now Error) {
	for _, old := range p.old.Errors {
		if old.Go == now.Go && p.old.mapping(now.Classes[0]) == nil {
			c.found(change{code: "error-remapped", pos: now.Pos, before: old.Pos, breaks: between(p.now.Only, OldClient)},
				"servers raise %s for %s, and it was %s: old clients do not recognise it", now.Classes[0], baseName(now.Go), old.Classes[0])
		}
	}
}

func (c *comparison) unmapped(p pair, old Error, class string, raised bool) {
	breaks, more := []Peer{NewClient}, ""
	if raised {
		breaks, more = append(breaks, OldClient), ", and servers no longer raise it"
	}
	c.found(change{code: "error-unmapped", pos: p.now.Pos, before: old.Pos, breaks: between(p.now.Only, breaks...)},
		"exception %s is no Go error: new clients do not recognise %s in what old servers raise%s", class, baseName(old.Go), more)
}

func (c *comparison) remapped(p pair, old, now Error, class string) {
	if old.Go == now.Go || baseName(old.Go) == baseName(now.Go) && !slices.Contains(c.now.Names, old.Go) || c.renamed(old, now) {
		c.structs(old.Fields, now.Fields, &fieldPlace{fieldCodes, now.Pos, between(p.now.Only, OldClient, NewClient)})
		return
	}
	c.found(change{code: "error-remapped", pos: now.Pos, before: old.Pos, breaks: between(p.now.Only, NewClient)},
		"exception %s is %s, and it was %s: callers who test for that miss what old servers raise", class, baseName(now.Go), baseName(old.Go))
}

// renamed reports whether a Go error has another name: the earlier one is nowhere
// any more, nor did the newer one exist.
func (c *comparison) renamed(old, now Error) bool {
	return !slices.Contains(c.now.Names, old.Go) && !slices.Contains(c.old.Names, now.Go)
}

// mapping is the oslo:error that has a class.
func (i *Interface) mapping(class string) *Error {
	for n, e := range i.Errors {
		if slices.Contains(e.Classes, class) {
			return &i.Errors[n]
		}
	}
	return nil
}
