package apidoc

import (
	"slices"

	"github.com/oslogen/oslogen/internal/ladder"
)

// request is a message of the examples: what clients send without what may be left
// out.
type request struct {
	label ladder.Version
	pin   bool // whether a client has to be pinned, because the newest major lacks the method
	name  string
	args  []*Arg // in the order of the source
	names []string
}

// example is the request of a method's examples.
func (i *Interface) example(m *Method) request {
	top := i.home(m)
	sent, err := m.Ladder.Send(top, m.needed(top))
	if err != nil {
		sent.Label = top // the annotations were checked: the top has the method
	}
	out := request{label: sent.Label, pin: top != i.RPC.History.Version, name: m.Ladder.At(sent.Label)}
	for _, a := range m.Args {
		if a.Rest || a.Index >= 0 && !sent.Sent.Has(a.Index) || a.Index < 0 && a.Optional {
			continue
		}
		out.args = append(out.args, a)
		out.names = append(out.names, m.rule(a).At(sent.Label))
	}
	return out
}

// home is the top of the newest major that has the method.
func (i *Interface) home(m *Method) ladder.Version {
	for _, top := range i.RPC.History.Tops() {
		if _, ok := m.Ladder.Floor(top); ok {
			return top
		}
	}
	return i.RPC.History.Version
}

// needed are the arguments that the method has to have at the lowest version of a
// major.
func (m *Method) needed(top ladder.Version) (set ladder.Set) {
	floor, _ := m.Ladder.Floor(top)
	for n, a := range m.Ladder.Args {
		if a.Has(floor) && !a.Optional {
			set = set.With(n)
		}
	}
	return set
}

// rung holds the arguments of messages of one label and above.
type rung struct {
	label ladder.Version
	name  string
	args  []string
}

// rungs are the versions at which a message of the method changes.
func (i *Interface) rungs(m *Method) (list []rung) {
	for _, s := range i.RPC.History.Steps() {
		if !m.Ladder.Has(s.Version) {
			continue
		}
		r := rung{label: s.Version, name: m.Ladder.At(s.Version)}
		for _, a := range m.Args {
			if rule := m.rule(a); !a.Rest && rule.Has(s.Version) {
				r.args = append(r.args, rule.At(s.Version))
			}
		}
		if len(list) == 0 || list[len(list)-1].name != r.name || !slices.Equal(list[len(list)-1].args, r.args) {
			list = append(list, r)
		}
	}
	return list
}
