package gen

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

// releases reads oslo:release. The interface has to serve each of its versions.
func (b *builder) releases(t *rpcTarget, d *directive) {
	if d == nil {
		return
	}
	seen := map[string]bool{}
	for _, arg := range d.args {
		name, v, ok := strings.Cut(arg.text, "=")
		if !ok || checkRelease(arg.text) != nil {
			continue
		}
		top := sameMajor(t.tops(), v)
		switch {
		case seen[name]:
			b.src.report.errorf(arg.pos, "release %s is given twice", name)
		case top == "":
			b.src.report.errorf(arg.pos, "release %s: the interface serves no version %s; it serves %s", name, major(v), strings.Join(t.tops(), ", "))
		case newer(v, top):
			b.src.report.errorf(arg.pos, "release %s: version %s does not exist yet; the interface has %s", name, v, top)
		}
		seen[name] = true
		t.releases = append(t.releases, namedText{name, v})
	}
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

// history reads since=, until=, was= and renamed= of a method or an argument.
func (m *methodBuilder) history(d *directive) history {
	h := history{since: d.text("since"), until: d.text("until"), was: d.text("was"), renamed: d.text("renamed")}
	for _, key := range []string{"since", "until", "renamed"} {
		if d.has(key) && checkVersion(d.text(key)) != nil {
			return history{} // reported
		}
	}
	if checkVersion(m.iface.rpc.version) != nil {
		return history{}
	}
	mistakes := len(m.b.src.report.list)
	m.checkSince(d, h)
	m.checkEnd(d, h)
	if len(m.b.src.report.list) > mistakes {
		return history{}
	}
	return h
}

func (m *methodBuilder) checkSince(d *directive, h history) {
	tops := m.iface.rpc.tops()
	switch top := sameMajor(tops, h.since); {
	case h.since == "":
	case top == "":
		m.errorf(d.values["since"].pos, "since %q: the interface serves no version %s; it serves %s", h.since, major(h.since), strings.Join(tops, ", "))
	case newer(h.since, top):
		m.errorf(d.values["since"].pos, "since %q: newer than version %s of the interface", h.since, top)
	}
}

func (m *methodBuilder) checkEnd(d *directive, h history) {
	at := func(key string) token.Pos { return d.values[key].pos }
	switch current := m.iface.rpc.version; {
	case h.until != "" && h.since != "" && newer(h.since, h.until):
		m.errorf(at("until"), "until %q: older than since %s", h.until, h.since)
	case h.was != "" && h.renamed == "":
		m.errorf(at("was"), "was %q needs renamed=, the first version with the new name", h.was)
	case h.renamed != "" && h.was == "":
		m.errorf(at("renamed"), "renamed %q needs was=, the name before it", h.renamed)
	case h.renamed != "" && newer(h.renamed, current):
		m.errorf(at("renamed"), "renamed %q: newer than version %s of the interface", h.renamed, current)
	}
}

// below reads the treatment of a value that the client's pin does not allow.
func (m *methodBuilder) below(p *param, v *types.Var, d *directive) {
	text, given := d.values["below"]
	if !given || checkBelow(text.text) != nil {
		return
	}
	if !d.has("since") {
		m.errorf(text.pos, "below has no effect without since=: every version has the argument")
	}
	name, isConvert := strings.CutPrefix(text.text, "convert:")
	if !isConvert {
		p.below = text.text
		return
	}
	p.below = "convert"
	fn, _ := m.b.src.check(m.marked.pkg).pkg.Scope().Lookup(name).(*types.Func)
	switch {
	case fn == nil:
		m.errorf(text.pos, "convert:%s: the package has no function %s", name, name)
	case !converts(fn.Signature(), v.Type()):
		m.errorf(text.pos, "convert:%s: want a func(%s) (T, error), where T is the older type; it is %s", name, typeText(v.Type()), typeText(fn.Type()))
	default:
		p.convert = fn
	}
}

// converts reports whether a function takes a t and returns a value and an
// error.
func converts(sig *types.Signature, t types.Type) bool {
	return sig.TypeParams() == nil && !sig.Variadic() && sig.Params().Len() == 1 && types.Identical(sig.Params().At(0).Type(), t) &&
		sig.Results().Len() == 2 && isError(sig.Results().At(1).Type())
}

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

// rule returns the treatment of a value that the client's pin does not allow.
func (p *param) rule() ladder.Below {
	switch p.below {
	case "drop":
		return ladder.Drop
	case "convert":
		return ladder.Convert
	}
	return ladder.Refuse
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

// checkHistory reports contradicting versions. It needs the whole method.
func (m *methodBuilder) checkHistory(out *method, d *directive) {
	served := false
	for _, top := range m.iface.rpc.tops() {
		served = served || out.floor(top) != ""
	}
	if !served && !out.history.isEmpty() {
		m.errorf(d.pos, "method %s is in no version that the interface serves, %s", out.name, strings.Join(m.iface.rpc.tops(), ", "))
		return
	}
	for i, p := range out.params {
		m.checkArgument(out, p, m.entryPos(i, d.pos))
	}
	m.checkNames(out, d)
}

// entryPos returns the position of a parameter's directive.
func (m *methodBuilder) entryPos(param int, otherwise token.Pos) token.Pos {
	if index := param + 1; index < len(m.decl.entries) && len(m.decl.entries[index].directives) > 0 {
		return m.decl.entries[index].directives[0].pos
	}
	return otherwise
}

// checkArgument reports an argument that no version of its method has, and a
// below= that has no effect.
func (m *methodBuilder) checkArgument(out *method, p *param, pos token.Pos) {
	if p.history.isEmpty() {
		return
	}
	reachable, older := false, false
	l := out.ladder()
	for _, top := range m.iface.rpc.tops() {
		floor, ok := l.Floor(rung(top))
		if !ok {
			continue
		}
		span, last := p.history.span(), rung(top)
		if !l.Until.IsZero() && l.Until.Below(last) {
			last = l.Until
		}
		reachable = reachable || !last.Below(span.Since) && (span.Until.IsZero() || !span.Until.Below(floor))
		older = older || floor.Below(span.Since)
	}
	switch {
	case !reachable:
		m.errorf(pos, "argument %s is in no version that has method %s", p.wire, out.name)
	case p.below != "" && p.below != "refuse" && !older:
		m.errorf(pos, "below has no effect: every version that has method %s has argument %s", out.name, p.wire)
	}
}

// checkNames reports arguments that share a name at one version.
func (m *methodBuilder) checkNames(out *method, d *directive) {
	l := out.ladder()
	for i, a := range l.Args {
		for _, b := range l.Args[:i] {
			v, clash := m.clashes(a, b)
			switch {
			case clash:
				m.errorf(d.pos, "arguments %s and %s of method %s have one name, %q, at version %s", b.Name, a.Name, out.name, a.At(v), v)
			case a.Was != "" && (a.Was == b.Name || a.Was == b.Was), b.Was != "" && b.Was == a.Name:
				m.errorf(d.pos, "arguments %s and %s of method %s have one name at different versions: servers take the old name at all of them", b.Name, a.Name, out.name)
			}
		}
	}
}

// clashes finds a version at which two arguments with different present names
// have the same name.
func (m *methodBuilder) clashes(a, b ladder.Arg) (ladder.Version, bool) {
	if a.Name == b.Name {
		return ladder.Version{}, false // reported with the parameters
	}
	points := []ladder.Version{a.Since, b.Since, a.Renamed, b.Renamed}
	for _, top := range m.iface.rpc.tops() {
		points = append(points, ladder.Version{Major: rung(top).Major})
	}
	for _, v := range points {
		if !v.IsZero() && a.Has(v) && b.Has(v) && a.At(v) == b.At(v) {
			return v, true
		}
	}
	return ladder.Version{}, false
}
