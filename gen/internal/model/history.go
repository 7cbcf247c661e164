package model

import "github.com/oslogen/oslogen/internal/ladder"

// History says in which versions a method or an argument came, went and got its
// name. An empty field means "always".
type History struct {
	Since, Until, Was, Renamed string
}

// IsEmpty reports whether every version has the thing, under one name.
func (h History) IsEmpty() bool { return h == History{} }

// Span returns the versions in the terms of package ladder.
func (h History) Span() ladder.Span {
	return ladder.Span{Since: Version(h.Since), Until: Version(h.Until)}
}

// WireName returns the names in the terms of package ladder. name is the present
// one.
func (h History) WireName(name string) ladder.WireName {
	return ladder.WireName{Name: name, Was: h.Was, Renamed: Version(h.Renamed)}
}

// Floor returns the lowest version of top's major that has the method, or "".
func (m *Method) Floor(top string) string {
	l := ladder.Method{Span: m.History.Span()}
	floor, ok := l.Floor(Version(top))
	switch {
	case !ok:
		return ""
	case m.History.Since != "" && floor == l.Since:
		return m.History.Since // with its revision, if there is one
	}
	return floor.String()
}
