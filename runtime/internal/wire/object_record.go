package wire

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
)

// An ObjectRecord keeps the facts about a versioned object that a Go struct
// can't hold: the fields it had, its version, its changes, and the fields that
// the struct does not have. A struct embeds it as a type made from this one.
// Copies share memory, which no method changes.
type ObjectRecord struct {
	version string          // as received, or empty if the object was made in Go
	fields  map[string]bool // true for set fields, false for unset ones
	changes []string
	unknown map[string][]byte // JSON texts of fields that the struct does not have
}

// Version returns the version that was received, and "" if the object was made in Go.
func (r *ObjectRecord) Version() string { return r.version }

// IsSet reports whether the object that was read had the field, or Set named it.
func (r *ObjectRecord) IsSet(field string) bool {
	_, unknown := r.unknown[field]
	set, marked := r.fields[field]
	return set || unknown && !marked
}

// Changes returns the names of the fields that were changed.
func (r *ObjectRecord) Changes() []string { return slices.Clone(r.changes) }

// ResetChanges forgets the changes.
func (r *ObjectRecord) ResetChanges() { r.changes = nil }

// Set makes fields travel whatever their values are, as changed ones.
func (r *ObjectRecord) Set(fields ...string) { r.mark(fields, true) }

// Unset makes fields not travel.
func (r *ObjectRecord) Unset(fields ...string) { r.mark(fields, false) }

func (r *ObjectRecord) mark(fields []string, set bool) {
	r.fields = maps.Clone(r.fields)
	if r.fields == nil {
		r.fields = map[string]bool{}
	}
	for _, field := range fields {
		r.fields[field] = set
		r.changes = slices.DeleteFunc(slices.Clone(r.changes), func(name string) bool { return name == field })
		if set {
			r.changes = append(r.changes, field)
		}
	}
}

// Equal reports whether two records say the same.
func (r *ObjectRecord) Equal(other *ObjectRecord) bool {
	return r.version == other.version && maps.Equal(r.fields, other.fields) && slices.Equal(r.changes, other.changes) &&
		maps.EqualFunc(r.unknown, other.unknown, bytes.Equal)
}

// keep adds a field that the struct does not have.
func (r *ObjectRecord) keep(field string, raw []byte) {
	if r.unknown == nil {
		r.unknown = map[string][]byte{}
	}
	r.unknown[field] = bytes.Clone(raw)
}

// omits reports whether a field that the struct has is left out.
func (r *ObjectRecord) omits(f *field, v reflect.Value) bool {
	set, marked := r.fields[f.name]
	switch {
	case marked:
		return !set
	case r.version != "":
		return v.IsZero() // it was not read, so only a value given since then counts
	default:
		return f.omit != nil && f.omit(v)
	}
}

var recordType = reflect.TypeFor[ObjectRecord]()

// isObjectRecord reports whether t is made from ObjectRecord.
func isObjectRecord(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.ConvertibleTo(recordType)
}

// findRecord returns the index of the ObjectRecord in a struct type, nil if it has none.
func findRecord(t reflect.Type) []int {
	for _, sf := range reflect.VisibleFields(t) {
		if isObjectRecord(sf.Type) && (sf.Anonymous || sf.IsExported()) {
			return sf.Index
		}
	}
	return nil
}

// recordOf returns the record in v, a struct that is addressable, or nil.
func (oc *objectCodec) recordOf(v reflect.Value) *ObjectRecord {
	if oc.record == nil {
		return nil
	}
	place, ok := (&field{index: oc.record}).get(v)
	if !ok {
		return nil
	}
	return place.Addr().Convert(reflect.PointerTo(recordType)).Interface().(*ObjectRecord)
}
