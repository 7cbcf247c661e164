package ladder

import "slices"

// Interface is an interface over all its versions.
type Interface struct {
	Name     string
	Version  Version   // implemented by the source
	Also     []Version // the last one of each older major that it serves too
	Releases []Release
	Methods  []Operation
}

// Release is a version with a name.
type Release struct {
	Name string
	Version
}

// Operation is a method as a reader of the interface knows it.
type Operation struct {
	GoName string
	Kind   string // call, cast or fanout
	Method
}

// Tops are the highest versions of the majors that the interface serves.
func (i *Interface) Tops() []Version { return append([]Version{i.Version}, i.Also...) }

// Cap is the highest version that a client may use at a pin: the pin, or the top of
// its major if the interface has nothing newer to send. It reports false if no top
// has the pin's major.
func Cap(tops []Version, pin Version) (Version, bool) {
	for _, top := range tops {
		if top.Serves(pin) {
			return pin, true
		}
		if top.Major == pin.Major {
			return top, true
		}
	}
	return pin, false
}

// At is the interface as its source was at an earlier version.
func (i *Interface) At(v Version) *Interface {
	if v.Compare(i.Version) >= 0 {
		return i
	}
	out := &Interface{Name: i.Name, Version: v}
	for _, top := range i.Also {
		if top.Major < v.Major {
			out.Also = append(out.Also, top)
		}
	}
	for _, r := range i.Releases {
		if !v.Below(r.Version) {
			out.Releases = append(out.Releases, r)
		}
	}
	for _, m := range i.Methods {
		if !v.Below(m.Since) {
			out.Methods = append(out.Methods, Operation{m.GoName, m.Kind, m.at(v)})
		}
	}
	return out
}

// at is the method as the source of an earlier version has it.
func (m *Method) at(v Version) Method {
	out := Method{WireName: m.WireName.before(v), Span: m.Span.before(v)}
	for _, a := range m.Args {
		switch old := (Arg{a.WireName.before(v), a.Span.before(v), a.Optional, a.Below}); {
		case !v.Below(a.Since):
			out.Args = append(out.Args, old)
		case a.Below == Convert: // it was there, in its older form
			old.Since, old.Below = Version{}, Refuse
			out.Args = append(out.Args, old)
		}
	}
	return out
}

// before is the span without an end that is not known yet at v.
func (s Span) before(v Version) Span {
	if !s.Until.Below(v) {
		s.Until = Version{}
	}
	return s
}

// before is the name without a later one.
func (n WireName) before(v Version) WireName {
	if n.Was != "" && v.Below(n.Renamed) {
		return WireName{Name: n.Was}
	}
	return n
}

// Named returns the version that a text means: a version, or the name of a release.
func (i *Interface) Named(text string) (Version, error) {
	at := slices.IndexFunc(i.Releases, func(r Release) bool { return r.Name == text })
	if at >= 0 {
		return i.Releases[at].Version, nil
	}
	return Parse(text)
}
