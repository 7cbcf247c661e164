package pyexport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// step is one version in a history, with its changes.
type step struct {
	version ladder.Version
	text    string
}

// history tells the changes of each version in sentences that package pyimport reads
// again. They call methods by the names of the client's methods.
func (i *Interface) history() []step {
	var client []*Method
	for _, m := range i.Methods {
		if m.on(breaking.ClientOnly) {
			client = append(client, m)
		}
	}
	all := i.ladder(client...)
	var list []step
	for n, s := range all.Steps() {
		var text []string
		for _, m := range client {
			text = append(text, i.changes(m, s.Version)...)
		}
		slices.Sort(text)
		switch text = slices.Compact(text); {
		case n == 0:
			text = slices.Insert(text, 0, "Initial version.")
		case len(text) == 0 && !i.isNamed(s):
			continue
		case len(text) == 0:
			text = []string{"No change of methods."}
		}
		list = append(list, step{s.Version, strings.Join(text, " ")})
	}
	return list
}

// ladder is the interface with some methods as the rules know it.
func (i *Interface) ladder(methods ...*Method) *ladder.Interface {
	out := &ladder.Interface{Name: i.Name, Version: i.Version, Also: i.Also, Releases: i.Releases}
	for _, m := range methods {
		out.Methods = append(out.Methods, ladder.Operation{GoName: m.Go, Kind: m.Kind, Method: m.Rule})
	}
	return out
}

// changes are the sentences about a method's changes in a version.
func (i *Interface) changes(m *Method, v ladder.Version) []string {
	var text []string
	add := func(happens bool, words ...string) {
		if happens {
			text = append(text, strings.Join(words, ""))
		}
	}
	add(m.Rule.Since == v, "Adds ", m.Python, "().")
	add(m.Rule.Was != "" && m.Rule.Renamed == v, "Renames ", m.Rule.Was, "() to ", m.Rule.Name, "().")
	add(i.removed(m.Rule.Span) == v, "Removes ", m.Python, "().")
	add(m.Rule.Until == v && v == i.Version, "The next version removes ", m.Python, "().")
	for _, a := range m.Rule.Args {
		add(a.Since == v && a.Below != ladder.Convert, "Adds the ", a.Name, " argument to ", m.Python, "().")
		add(a.Since == v && a.Below == ladder.Convert, "Changes the type of the ", a.Name, " argument of ", m.Python, "().")
		add(a.Was != "" && a.Renamed == v, "Renames the ", a.Was, " argument of ", m.Python, "() to ", a.Name, ".")
		add(i.removed(a.Span) == v, "Removes the ", a.Name, " argument from ", m.Python, "().")
		add(a.Until == v && v == i.Version, "The next version removes the ", a.Name, " argument from ", m.Python, "().")
	}
	return text
}

// removed is the first version that does not have something any more, or the zero
// value.
func (i *Interface) removed(s ladder.Span) ladder.Version {
	if s.Until.IsZero() {
		return ladder.Version{}
	}
	for _, step := range (&ladder.Interface{Version: i.Version, Also: i.Also, Methods: []ladder.Operation{{Method: ladder.Method{Span: s}}}}).Steps() {
		if len(step.Left) > 0 {
			return step.Version
		}
	}
	return ladder.Version{}
}

// isNamed reports whether a version matters although nothing changed in it.
func (i *Interface) isNamed(s ladder.Step) bool {
	return len(s.Releases) > 0 || slices.ContainsFunc(i.tops(), func(top ladder.Version) bool {
		return s.Version == top || s.Version == ladder.Version{Major: top.Major}
	})
}
