package breaking

import (
	"fmt"
	"slices"
)

// codes are the rules for the fields of structs, which payloads call by other names.
type codes struct{ removed, renamed, retyped, narrowed, widened, version string }

var (
	fieldCodes   = codes{"field-removed", "field-renamed", "field-retyped", "field-narrowed", "field-widened", "version-not-raised"}
	payloadCodes = codes{"payload-field-removed", "payload-field-removed", "payload-retyped", "payload-narrowed", "payload-widened", "payload-version-not-raised"}
)

// fieldPlace is where a struct travels.
type fieldPlace struct {
	codes
	at     Pos // where findings stand on structs of other modules
	breaks []Peer
}

// structs compares two structs that travel in one place, and those within them. Each
// pair is compared once.
func (c *comparison) structs(old, now *Type, place *fieldPlace) {
	if old == nil || now == nil || old.Kind != Object || now.Kind != Object {
		return
	}
	a, b := c.old.Structs[old.Ref], c.now.Structs[now.Ref]
	key := fmt.Sprint(place.removed, " ", c.raise, " ", c.at.now.Name, " ", c.at.now.Package, " ", old.Ref, " ", now.Ref)
	if a == nil || b == nil || c.seen[key] {
		return
	}
	c.seen[key] = true
	f := &fieldComparison{comparison: c, old: a, now: b, place: place}
	f.compare()
}

// fieldComparison compares the fields of one struct.
type fieldComparison struct {
	*comparison
	old, now *Struct
	place    *fieldPlace
	changed  bool
}

func (f *fieldComparison) change(code string, pos, before Pos) change {
	f.changed = true
	if pos.File == "" {
		pos = f.place.at
	}
	return change{code: code, pos: pos, before: before, breaks: f.place.breaks}
}

func (f *fieldComparison) compare() {
	if f.old.Tuple || f.now.Tuple {
		f.tuple()
		return
	}
	for _, old := range f.old.Fields {
		f.field(old)
	}
	for _, now := range f.now.Fields {
		if f.old.field(now.Wire) == nil && !slices.ContainsFunc(f.old.Fields, func(o Field) bool { return f.renamed(o, now) }) {
			f.added(now)
		}
	}
	f.version()
}

// added reports a field that no version announces.
func (f *fieldComparison) added(now Field) {
	ch := f.change(f.place.version, now.Pos, f.old.Pos)
	if f.old.Version == "" && f.place.codes == fieldCodes && !f.raise {
		f.found(ch, "field %q of %s is new, and %s is %s as before: old peers lose what it holds, and no label tells", now.Wire, f.now.Go, f.at.now.Name, f.at.now.Version.Text)
	}
}

// tuple compares arrays, of which the place of a field is its name.
func (f *fieldComparison) tuple() {
	if f.old.Tuple != f.now.Tuple || len(f.old.Fields) != len(f.now.Fields) {
		f.found(f.change(f.place.retyped, f.now.Pos, f.old.Pos), "%s has other fields, which travel in their order: peers of either state can't read the other's", f.now.Go)
		return
	}
	for n, old := range f.old.Fields {
		f.types(old, f.now.Fields[n])
	}
}

func (s *Struct) field(wire string) *Field {
	at := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Wire == wire })
	if at < 0 {
		return nil
	}
	return &s.Fields[at]
}

// renamed reports whether one field has become the other: its name on the wire is gone
// and the other's is new, and both have the Go name or the place and the type in common.
func (f *fieldComparison) renamed(old, now Field) bool {
	if f.now.field(old.Wire) != nil || f.old.field(now.Wire) != nil {
		return false
	}
	place := func(s *Struct, wire string) int {
		return slices.IndexFunc(s.Fields, func(f Field) bool { return f.Wire == wire })
	}
	return old.Go == now.Go || place(f.old, old.Wire) == place(f.now, now.Wire) && old.Type.Go == now.Type.Go
}

func (f *fieldComparison) field(old Field) {
	if now := f.now.field(old.Wire); now != nil {
		f.types(old, *now)
		return
	}
	at := slices.IndexFunc(f.now.Fields, func(n Field) bool { return f.renamed(old, n) })
	if at >= 0 {
		now := f.now.Fields[at]
		f.found(f.change(f.place.renamed, now.Pos, old.Pos), "field %s of %s was %q on the wire and is %q: peers of the other state read its zero value", now.Go, f.now.Go, old.Wire, now.Wire)
		return
	}
	f.found(f.change(f.place.removed, f.now.Pos, old.Pos), "field %q of %s is gone: old peers read its zero value, and what they send in it is lost", old.Wire, f.now.Go)
}

func (f *fieldComparison) types(old, now Field) {
	was := old.Type.Go + " and is " + now.Type.Go
	rel := relate(old.Type, now.Type, func(a, b *Type) { f.structs(a, b, f.place) })
	name := now.Go + " of " + f.now.Go
	switch rel {
	case narrowed:
		f.found(f.change(f.place.narrowed, now.Pos, old.Pos), "field %s was %s: new peers can't read all that old ones send", name, was)
	case widened:
		f.found(f.change(f.place.widened, now.Pos, old.Pos), "field %s was %s: old peers can't read all that new ones send", name, was)
	case retyped:
		f.found(f.change(f.place.retyped, now.Pos, old.Pos), "field %s was %s: peers of either state can't read the other's", name, was)
	}
}

// version reports a versioned object whose fields changed and whose version stayed.
func (f *fieldComparison) version() {
	if f.changed && f.old.Version != "" && f.old.Version == f.now.Version {
		ch := f.change(f.place.version, f.now.Pos, f.old.Pos)
		ch.object = true
		ch.fix = "raise the version that its VersionedObject method returns"
		f.found(ch,
			"%s changed, and its version is %s as before: peers can't tell which fields it has", f.now.Go, f.now.Version)
	}
}
