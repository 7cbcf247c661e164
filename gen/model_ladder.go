package gen

import "github.com/oslogen/oslogen/internal/ladder"

// ladder returns the method's versions in the terms of package ladder.
func (m *method) ladder() ladder.Method {
	out := ladder.Method{WireName: m.history.wireName(m.wire), Span: m.history.span()}
	for _, p := range m.arguments() {
		out.Args = append(out.Args, ladder.Arg{
			WireName: p.history.wireName(p.wire), Span: p.history.span(), Optional: p.optional || p.role == rest, Below: p.rule(),
		})
	}
	return out
}

// ladder is the interface over all its versions as the rules know it.
func (i *iface) ladder() *ladder.Interface {
	out := &ladder.Interface{Name: i.name, Version: rung(i.rpc.version)}
	for _, v := range i.rpc.also {
		out.Also = append(out.Also, rung(v))
	}
	for _, r := range i.rpc.releases {
		out.Releases = append(out.Releases, ladder.Release{Name: r.name, Version: rung(r.value)})
	}
	for _, m := range i.methods {
		out.Methods = append(out.Methods, ladder.Operation{GoName: m.name, Kind: kindName(m.verb), Method: m.ladder()})
	}
	return out
}

// kindName returns oslo.messaging's name for the kind of a message.
func kindName(v verb) string {
	switch v {
	case call:
		return "call"
	case fanout:
		return "fanout"
	}
	return "cast"
}
