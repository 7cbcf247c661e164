package gen

import (
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

// major returns the first part of an interface version.
func major(version string) string {
	m, _, _ := strings.Cut(version, ".")
	return m
}

// newer reports whether version a is above b. Both have the form of the
// grammar.
func newer(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		if x, y := part(as, i), part(bs, i); x != y {
			return x > y
		}
	}
	return false
}

func part(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, _ := strconv.Atoi(parts[i])
	return n
}

func (h history) span() ladder.Span {
	return ladder.Span{Since: rung(h.since), Until: rung(h.until)}
}

func (h history) wireName(name string) ladder.WireName {
	return ladder.WireName{Name: name, Was: h.was, Renamed: rung(h.renamed)}
}

// rung parses a version that the grammar has checked. It returns the zero value
// for "".
func rung(text string) ladder.Version {
	if text == "" {
		return ladder.Version{}
	}
	v, err := ladder.Parse(text)
	if err != nil {
		return ladder.Version{}
	}
	return v
}

// floor returns the lowest version of top's major that has the method, or "".
func (m *method) floor(top string) string {
	l := ladder.Method{Span: m.history.span()}
	floor, ok := l.Floor(rung(top))
	switch {
	case !ok:
		return ""
	case m.history.since != "" && floor == l.Since:
		return m.history.since // with its revision, if there is one
	}
	return floor.String()
}

// sameMajor returns the version that has the major of v, or "".
func sameMajor(versions []string, v string) string {
	for _, other := range versions {
		if major(other) == major(v) {
			return other
		}
	}
	return ""
}
