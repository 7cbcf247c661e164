package pyimport

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// A statement is a sentence of a history that says one thing, in words that package
// pyexport writes. Method is a Python method, but for a renaming: that speaks of
// names on the wire.
type statement struct {
	form        form
	version     trace.Version
	pos         Pos
	arg, method string
	to          string // the present name
}

type form int

const (
	addsMethod form = iota
	addsArg
	removesMethod
	removesArg
	nextRemovesMethod
	nextRemovesArg
	renamesMethod
	renamesArg
	changesType
	saysNothing
)

// forms are the sentences, which end in a period. The groups are arg, method and to.
var forms = map[form]*regexp.Regexp{
	addsMethod:        regexp.MustCompile(`^Adds (?P<method>\w+)\(\)$`),
	addsArg:           regexp.MustCompile(`^Adds the (?P<arg>\w+) argument to (?P<method>\w+)\(\)$`),
	removesMethod:     regexp.MustCompile(`^Removes (?P<method>\w+)\(\)$`),
	removesArg:        regexp.MustCompile(`^Removes the (?P<arg>\w+) argument from (?P<method>\w+)\(\)$`),
	nextRemovesMethod: regexp.MustCompile(`^The next version removes (?P<method>\w+)\(\)$`),
	nextRemovesArg:    regexp.MustCompile(`^The next version removes the (?P<arg>\w+) argument from (?P<method>\w+)\(\)$`),
	renamesMethod:     regexp.MustCompile(`^Renames (?P<method>\w+)\(\) to (?P<to>\w+)\(\)$`),
	renamesArg:        regexp.MustCompile(`^Renames the (?P<arg>\w+) argument of (?P<method>\w+)\(\) to (?P<to>\w+)$`),
	changesType:       regexp.MustCompile(`^Changes the type of the (?P<arg>\w+) argument of (?P<method>\w+)\(\)$`),
	saysNothing:       regexp.MustCompile(`^(Initial version|No change of methods)$`),
}

// statements reads a history that has nothing but statements. It reports false for any
// other.
func (h *History) statements() ([]statement, bool) {
	var list []statement
	for _, e := range h.Entries {
		for sentence := range strings.SplitSeq(strings.TrimSuffix(e.Text, "."), ". ") {
			s, ok := readStatement(sentence)
			if !ok {
				return nil, false
			}
			s.version, s.pos = e.Version, e.Pos
			list = append(list, s)
		}
	}
	return list, len(list) > 0
}

func readStatement(sentence string) (statement, bool) {
	for f, expr := range forms {
		m := expr.FindStringSubmatch(sentence)
		if m == nil {
			continue
		}
		s := statement{form: f}
		for group, to := range map[string]*string{"arg": &s.arg, "method": &s.method, "to": &s.to} {
			if n := expr.SubexpIndex(group); n >= 0 {
				*to = m[n]
			}
		}
		return s, true
	}
	return statement{}, false
}

// state dates methods and arguments by the statements of the history, if it has
// nothing else. A label shows only the lowest version that has everything in a
// message, so that the code may not show when something came, went or was renamed.
func (b *builder) state() {
	list, ok := b.history.statements()
	if !ok {
		return
	}
	for _, m := range b.iface.Methods {
		m.Since, m.Until, m.Renamed = "", "", ""
		for _, a := range m.Args {
			a.Since, a.Until, a.Renamed, a.History = "", "", "", nil
		}
		for _, s := range list {
			b.stateMethod(m, s)
		}
		for _, a := range m.Args {
			b.settle(m, a)
		}
	}
}

// stateMethod applies a statement to a method, if it speaks of it.
func (b *builder) stateMethod(m *Method, s statement) {
	if s.form == renamesMethod && (m.Wire == s.method || m.Wire == s.to) {
		m.Wire, m.Was, m.Renamed = s.to, s.method, s.version.String()
	}
	if !slices.Contains(m.Python, s.method) {
		return
	}
	switch s.form {
	case addsMethod:
		m.Since = s.version.String()
	case removesMethod:
		m.Until = b.before(s.version)
	case nextRemovesMethod:
		m.Until = b.iface.Version
	case renamesArg:
		m.renameArg(s)
	case addsArg, removesArg, nextRemovesArg, changesType:
		if a := m.arg(s.arg); a != nil {
			b.stateArg(a, s)
		} else if a := m.argWas(s.arg); a != nil {
			b.stateArg(a, s)
		}
	}
}

func (b *builder) stateArg(a *Arg, s statement) {
	switch s.form {
	case addsArg:
		a.Since, a.History = s.version.String(), &s.pos
	case changesType:
		a.Since, a.History, a.Below = s.version.String(), &s.pos, "convert"
	case removesArg:
		a.Until = b.before(s.version)
	case nextRemovesArg:
		a.Until = b.iface.Version
	}
}

// renameArg joins the two names of an argument.
func (m *Method) renameArg(s statement) {
	old, now := m.arg(s.arg), m.arg(s.to)
	switch {
	case now == nil && old == nil:
		return
	case now == nil:
		now = old
	case old != nil:
		now.older = slices.Concat(now.older, old.older, old.values)
		m.Args = slices.DeleteFunc(m.Args, func(a *Arg) bool { return a == old })
	}
	now.Wire, now.Was, now.Renamed = s.to, s.arg, s.version.String()
}

func (m *Method) argWas(name string) *Arg {
	for _, a := range m.Args {
		if a.Was == name {
			return a
		}
	}
	return nil
}

// before is the last version below v.
func (b *builder) before(v trace.Version) string {
	if v.Minor > 0 {
		return trace.Version{Major: v.Major, Minor: v.Minor - 1}.String()
	}
	return b.last(v.Major - 1).String()
}

// settle finds the facts that depend on the dates of an argument: whether it may be left out,
// its default, and its older form.
func (b *builder) settle(m *Method, a *Arg) {
	since, _ := trace.ParseVersion(a.Since)
	a.Optional = b.begins(m, since) && slices.ContainsFunc(m.messages, func(s seen) bool {
		label, ok := s.version()
		return ok && s.limit == nil && s.sent() && !s.has(a.Wire) && !s.has(a.Was) && !label.Less(since) && a.has(label)
	})
	if a.Since == "" {
		a.Below = ""
	}
	a.Default = ""
	b.standard(a, a.fn)
	if a.Below == "convert" {
		a.convert(b.iface)
	}
}

// begins reports whether the method begins, in one of the majors, at a version or
// above it.
func (b *builder) begins(m *Method, v trace.Version) bool {
	first, _ := trace.ParseVersion(m.Since)
	return slices.ContainsFunc(append([]string{b.iface.Version}, b.iface.Also...), func(text string) bool {
		top, ok := trace.ParseVersion(text)
		floor := trace.Version{Major: top.Major}
		if floor.Less(first) {
			floor = first
		}
		return ok && !floor.Less(v) && !top.Less(floor)
	})
}

// has reports whether a version has the argument.
func (a *Arg) has(v trace.Version) bool {
	until, ok := trace.ParseVersion(a.Until)
	return !ok || !until.Less(v)
}
