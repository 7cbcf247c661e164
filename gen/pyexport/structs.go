package pyexport

import (
	"cmp"
	"slices"

	"github.com/oslogen/oslogen/gen/breaking"
)

// need notes that a module names the class of a struct.
func (o *output) need(ref string) {
	if !slices.Contains(o.needed, ref) {
		o.needed = append(o.needed, ref)
	}
}

// structs writes the classes of the structs and objects that other modules name,
// and of those within them.
func (o *output) structs() {
	texts := map[string]*printer{}
	for n := 0; n < len(o.needed); n++ { //nolint:intrange // writing one may need another
		ref := o.needed[n]
		m := o.structModule(ref)
		before := m.String()
		m.Reset()
		if object := o.pkg.Objects[ref]; object != nil {
			m.objectClass(ref, object)
		} else {
			m.structClass(o.classes[ref], o.pkg.Structs[ref])
		}
		texts[ref] = &printer{}
		texts[ref].WriteString(m.String())
		m.Reset()
		m.WriteString(before)
	}
	slices.SortFunc(o.needed, func(a, b string) int { return cmp.Compare(o.classes[a], o.classes[b]) })
	for _, ref := range o.needed {
		o.structModule(ref).WriteString(texts[ref].String())
	}
}

// structModule is the module of a struct's class.
func (o *output) structModule(ref string) *module {
	if o.pkg.Objects[ref] != nil {
		return o.module("objects", "Versioned objects that the messages of "+o.pkg.Name+" carry.")
	}
	m := o.module("structs", "Structs that the messages of "+o.pkg.Name+" carry, as dicts.")
	m.imports["typing"] = true
	return m
}

// structClass writes a struct as a dict with known keys, any of which may be
// missing.
func (m *module) structClass(class string, s *breaking.Struct) {
	m.apart()
	fields := slices.DeleteFunc(slices.Clone(s.Fields), func(f breaking.Field) bool { return f.Wire == "" }) // a rest
	odd := slices.ContainsFunc(fields, func(f breaking.Field) bool { return !isName(f.Wire) })
	if odd {
		var items []string
		m.quoted = true // the classes of this module may come later
		for _, f := range fields {
			items = append(items, quote(f.Wire)+": "+m.hint(f.Type))
		}
		m.quoted = false
		m.list(class+" = ty.TypedDict("+quote(class)+", {", items, "}, total=False)")
		return
	}
	m.line("class %s(ty.TypedDict, total=False):", class)
	m.in(func() {
		if len(fields) == 0 {
			m.line("pass")
		}
		for _, f := range fields {
			m.line("%s: %s", f.Wire, m.hint(f.Type))
		}
	})
}
