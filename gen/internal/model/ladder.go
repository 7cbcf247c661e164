package model

import "github.com/oslogen/oslogen/internal/ladder"

// Ladder returns the method's versions in the terms of package ladder. A map of all
// other arguments has no version.
func (m *Method) Ladder() ladder.Method {
	out := ladder.Method{WireName: m.History.WireName(m.Wire), Span: m.History.Span()}
	for _, p := range m.Arguments() {
		if p.Role == Rest {
			continue
		}
		out.Args = append(out.Args, ladder.Arg{
			WireName: p.History.WireName(p.Wire), Span: p.History.Span(), Optional: p.Optional, Below: p.Rule(),
		})
	}
	return out
}

// Ladder is the interface over all its versions as the rules know it.
func (i *Interface) Ladder() *ladder.Interface {
	out := &ladder.Interface{Name: i.Name, Version: Version(i.RPC.Version)}
	for _, v := range i.RPC.Also {
		out.Also = append(out.Also, Version(v))
	}
	for _, r := range i.RPC.Releases {
		out.Releases = append(out.Releases, ladder.Release{Name: r.Name, Version: Version(r.Text)})
	}
	for _, m := range i.Methods {
		out.Methods = append(out.Methods, ladder.Operation{GoName: m.Name, Kind: KindName(m.Verb), Method: m.Ladder()})
	}
	return out
}

// KindName returns oslo.messaging's name for the kind of a message.
func KindName(v Verb) string {
	switch v {
	case Call:
		return "call"
	case Fanout:
		return "fanout"
	}
	return "cast"
}
