package trace

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// Order returns the classes in which Python looks up an attribute of c. It is
// the method resolution order, without classes that can't be found.
func (t *Tracer) Order(c *pyast.Class) []*pyast.Class {
	if order, ok := t.orders[c]; ok {
		return order
	}
	t.orders[c] = []*pyast.Class{c} // the answer within an import cycle
	var all []*pyast.Class
	for _, base := range t.Bases(c) {
		all = append(all, t.Order(base)...)
	}
	order := []*pyast.Class{c}
	for i, k := range all {
		if !slices.Contains(all[i+1:], k) && k != c {
			order = append(order, k)
		}
	}
	t.orders[c] = order
	return order
}

// Bases returns the direct base classes of c that can be found.
func (t *Tracer) Bases(c *pyast.Class) []*pyast.Class {
	var bases []*pyast.Class
	for _, n := range c.Bases {
		if base := t.class(c.Module, pyast.Dotted(n), 0); base != nil && base != c {
			bases = append(bases, base)
		}
	}
	return bases
}

// class finds the class that a dotted name means in a module. It follows
// imports through a few modules.
func (t *Tracer) class(m *pyast.Module, dotted string, depth int) *pyast.Class {
	if dotted == "" || depth > 8 {
		return nil
	}
	first, rest, _ := strings.Cut(dotted, ".")
	if rest == "" {
		if c := m.Class(first); c != nil {
			return c
		}
	}
	imported := m.Imported(first)
	if imported == "" || libraries[pyast.First(imported)] {
		return nil
	}
	full := imported
	if rest != "" {
		full += "." + rest
	}
	i := strings.LastIndexByte(full, '.')
	if i < 0 {
		return nil
	}
	if in := t.tree.Module(full[:i]); in != nil {
		return t.class(in, full[i+1:], depth+1)
	}
	return nil
}
