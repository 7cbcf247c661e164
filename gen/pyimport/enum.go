package pyimport

import (
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// enumOf remembers the values of a class that lists them in ALL.
func (r *objectReader) enumOf(c *pyast.Class) {
	if slices.ContainsFunc(r.enums, func(e *Enum) bool { return e.Name == camelClass(c.Name) }) {
		return
	}
	e := &Enum{Name: camelClass(c.Name), Pos: Pos{c.Module.File, c.Line}, Values: r.values(c)}
	if len(e.Values) > 0 {
		r.enums = append(r.enums, e)
	}
}

// values returns the strings in the ALL of a class. Its names are attributes of
// the class, or names of the module.
func (r *objectReader) values(c *pyast.Class) []string {
	var all *pyast.Node
	for _, k := range r.tracer.Order(c) {
		if all = k.Assigned("ALL"); all != nil {
			break
		}
	}
	if all == nil || all.Kind != "Tuple" && all.Kind != "List" && all.Kind != "Set" {
		return nil
	}
	var list []string
	for _, n := range all.List {
		v := r.tracer.Static(c.Module, n)
		if n.Kind == "Name" {
			if attribute := r.tracer.Attribute(c, n.Name); attribute != nil {
				v = attribute
			}
		}
		if text, ok := trace.Str(v); ok && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
