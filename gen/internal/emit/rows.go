package emit

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/internal/ladder"
)

// testRow is one call of a generated test, at all pins with one outcome.
type testRow struct {
	pins      []string
	set, want string
}

// literal is the row as Go source.
func (r testRow) literal() string {
	text := "{Pins: " + strconv.Quote(strings.Join(r.pins, " "))
	if r.set != "" {
		text += ", Set: " + strconv.Quote(r.set)
	}
	return text + ", Want: " + strconv.Quote(r.want) + "},\n"
}

// testRows are the calls of a method: with its arguments absent, with each one set
// that may be left out, and with all of them.
func testRows(i *ladder.Interface, m *model.Method) []testRow {
	n := slices.IndexFunc(i.Methods, func(o ladder.Operation) bool { return o.GoName == m.Name })
	var list []testRow
	for _, set := range testSets(&i.Methods[n].Method, m) {
		var rows []testRow
		for _, pin := range testPins(i) {
			if !i.Has(n, pin) && set != 0 {
				continue // the first rows say so
			}
			rows = addPin(rows, pin, strings.Join(i.Methods[n].Pick(set), " "), wanted(i, m, n, pin, set))
		}
		list = append(list, rows...)
	}
	return list
}

// addPin adds a pin to the row with its outcome.
func addPin(rows []testRow, pin ladder.Version, set, want string) []testRow {
	text := pin.String()
	if pin.IsZero() {
		text = "none"
	}
	if at := slices.IndexFunc(rows, func(r testRow) bool { return r.want == want }); at >= 0 {
		rows[at].pins = append(rows[at].pins, text)
		return rows
	}
	return append(rows, testRow{[]string{text}, set, want})
}

// testPins are no pin, and each version that the source mentions.
func testPins(i *ladder.Interface) []ladder.Version {
	pins := []ladder.Version{{}}
	for _, s := range i.Steps() {
		if limit, ok := ladder.Cap(i.Tops(), s.Version); ok && limit == s.Version {
			pins = append(pins, s.Version)
		}
	}
	return pins
}

// testSets are the arguments to set in the calls of a method.
func testSets(l *ladder.Method, m *model.Method) []ladder.Set {
	sets := []ladder.Set{0}
	var all ladder.Set
	for k, a := range l.Args {
		p := argumentNamed(m, a.Name)
		if p != nil && p.Role == model.Argument && (p.Optional || !p.History.IsEmpty()) {
			sets = append(sets, ladder.Set(0).With(k))
			all = all.With(k)
		}
	}
	if len(sets) > 2 {
		sets = append(sets, all)
	}
	return sets
}

// argumentNamed is the argument with that name on the wire, if there is one.
func argumentNamed(m *model.Method, wire string) *model.Param {
	list := m.Arguments()
	if at := slices.IndexFunc(list, func(p *model.Param) bool { return p.Wire == wire }); at >= 0 {
		return list[at]
	}
	return nil
}

// wanted is the outcome of a call in the words of versiontest.
func wanted(i *ladder.Interface, m *model.Method, n int, pin ladder.Version, set ladder.Set) string {
	l := &i.Methods[n].Method
	out := i.Predict(ladder.Pair{Client: i.Version, Pin: pin, Server: i.Version}, n, set)
	if e, ok := errors.AsType[*ladder.CapError](out.Err); ok {
		return "refused: " + e.Short()
	}
	top, _ := ladder.Cap(i.Tops(), ladder.Version{Major: out.Label.Major, Minor: 1 << 30})
	var words, without []string
	for k, a := range l.Args {
		p := argumentNamed(m, a.Name)
		switch {
		case p == nil || p.Role == model.Rest:
		case out.Converted.Has(k):
			words = append(words, a.At(out.Label)+" converted")
		case out.Sent.Has(k) && set.Has(k) && l.Accept(top, k) == ladder.Ignored:
			words = append(words, a.At(out.Label)+" ignored")
		case out.Sent.Has(k):
			words = append(words, a.At(out.Label))
		case set.Has(k):
			without = append(without, ", without "+a.Name)
		}
	}
	return fmt.Sprintf("%s %s(%s)", out.Label, out.Method, strings.Join(words, ", ")) + strings.Join(without, "")
}
