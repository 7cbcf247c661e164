package pyimport

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// payloads checks PY12: the SCHEMA of a payload takes fields from another object,
// and a field that may be None there has to be one that may be None here.
func (r *objectReader) payloads(c *pyast.Class, o *Object) {
	for _, k := range r.tracer.Order(c) {
		n := k.Assigned("SCHEMA")
		if n == nil || n.Kind != "Dict" {
			continue
		}
		for i, key := range n.Else {
			if key == nil || n.List[i].Kind != "Tuple" || len(n.List[i].List) != 2 {
				continue
			}
			wire, _ := key.Value.(string)
			source, _ := n.List[i].List[0].Value.(string)
			field, _ := n.List[i].List[1].Value.(string)
			r.schemaField(k.Module, o.field(wire), source, field)
		}
	}
}

// schemaField compares a field of a payload with the field that it is taken from.
func (r *objectReader) schemaField(m *pyast.Module, f *ObjectField, source, field string) {
	c := r.sourceClass(m, source)
	if f == nil || f.Nullable || c == nil {
		return
	}
	from := r.readObject(c).field(field)
	if from == nil || !from.Nullable {
		return
	}
	rule := ruleOf("PY12")
	found := Finding{rule.code, f.Pos, from.Pos, fmt.Sprintf("%s is not nullable, and %s.%s is", f.Wire, c.Name, field), rule.harm}
	if !slices.Contains(r.findings, found) {
		r.findings = append(r.findings, found)
	}
}

// sourceClass finds the class of a source by its name: Node for node, and
// VolumeTarget for target in the module of VolumeTarget.
func (r *objectReader) sourceClass(m *pyast.Module, source string) *pyast.Class {
	name := camel(source, true)
	for _, c := range m.Classes {
		if strings.HasSuffix(c.Name, name) && r.registered(c) {
			return c
		}
	}
	if name == "" {
		return nil
	}
	return r.find(m, name)
}

// field returns the field with that wire name, or nil.
func (o *Object) field(wire string) *ObjectField {
	for _, f := range o.Fields {
		if f.Wire == wire {
			return f
		}
	}
	return nil
}
