package gen

import (
	"slices"

	"github.com/oslogen/oslogen/internal/ladder"
)

// Histories reads the RPC interfaces of the packages that match patterns, over all
// their versions. If the sources have mistakes, the error is a [SourceErrors] with
// all of them.
func Histories(cfg Config, patterns ...string) ([]*ladder.Interface, error) {
	l, roots, err := open(cfg, patterns)
	if err != nil {
		return nil, err
	}
	sources := model(l, slices.DeleteFunc(roots, func(p *pkg) bool { return !l.mentionsTool(p) }))
	if err := l.report.err(); err != nil {
		return nil, err
	}
	var list []*ladder.Interface
	for _, src := range sources {
		for _, i := range src.interfaces {
			if i.rpc != nil {
				list = append(list, i.ladder())
			}
		}
	}
	return list, nil
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
