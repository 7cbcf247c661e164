package wire

import (
	"maps"
	"reflect"
	"slices"
)

// encode appends an object in its envelope. One that was read keeps the version it came with.
func (oc *objectCodec) encode(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	v = addressable(v).Elem()
	record := oc.recordOf(v)
	if record == nil {
		record = new(ObjectRecord)
	}
	version := oc.Version
	if record.version != "" {
		version = record.version
	}
	dst = oc.appendKey(append(dst, '{'), "name", oc.Name)
	dst = oc.appendKey(append(dst, ", "...), "namespace", oc.Namespace)
	dst = oc.appendKey(append(dst, ", "...), "version", version)
	dst = append(appendText(append(dst, ", "...), oc.key("data")), ": "...)
	w := objectWriter{codec: oc, record: record, dst: dst}
	if err := w.data(v, depth+1); err != nil {
		return dst, in(oc.key("data"), err)
	}
	w.changes()
	return append(w.dst, '}'), nil
}

func (oc *objectCodec) appendKey(dst []byte, name, text string) []byte {
	dst = append(appendText(dst, oc.key(name)), ": "...)
	return appendText(dst, text)
}

// An objectWriter appends one object.
type objectWriter struct {
	codec  *objectCodec
	record *ObjectRecord
	dst    []byte
	names  []string // of the fields that were written
}

// data appends the fields that are set, including those that the struct does
// not have.
func (w *objectWriter) data(v reflect.Value, depth int) error {
	if depth >= MaxDepth {
		return ErrTooDeep
	}
	w.dst = append(w.dst, '{')
	start := len(w.dst)
	for i := range w.codec.data.fields {
		f := &w.codec.data.fields[i]
		value, ok := f.get(v)
		if !ok || w.record.omits(f, value) {
			continue
		}
		w.name(f.name)
		var err error
		if w.dst, err = f.codec.encode(w.dst, value, depth+1); err != nil {
			return in(f.name, err)
		}
	}
	if err := w.unknown(depth); err != nil {
		return err
	}
	var err error
	w.dst, err = w.codec.data.appendRest(w.dst, start, v, depth)
	w.dst = append(w.dst, '}')
	return err
}

func (w *objectWriter) unknown(depth int) error {
	for _, field := range slices.Sorted(maps.Keys(w.record.unknown)) {
		if !w.record.IsSet(field) {
			continue
		}
		w.name(field)
		var err error
		if w.dst, err = appendRaw(w.dst, w.record.unknown[field], depth+1); err != nil {
			return in(field, err)
		}
	}
	return w.misnamed()
}

// misnamed reports a name given to Set that is no field.
func (w *objectWriter) misnamed() error {
	for field, set := range w.record.fields {
		_, known := w.codec.data.byName[field]
		if set && !known && w.record.unknown[field] == nil && w.codec.data.rest == nil {
			return in(field, valueErrorf("was set, and the versioned object %s has no such field", w.codec.Name))
		}
	}
	return nil
}

// name appends the name and the separators before the value of a field.
func (w *objectWriter) name(field string) {
	if len(w.names) > 0 {
		w.dst = append(w.dst, ", "...)
	}
	w.names = append(w.names, field)
	w.dst = append(appendText(w.dst, field), ": "...)
}

// changes appends the names of the changed fields that were written, if there are some.
func (w *objectWriter) changes() {
	n := 0
	for _, field := range w.record.changes {
		if !slices.Contains(w.names, field) {
			continue
		}
		if n == 0 {
			w.dst = append(appendText(append(w.dst, ", "...), w.codec.key("changes")), ": ["...)
		}
		w.dst = appendText(appendComma(w.dst, n), field)
		n++
	}
	if n > 0 {
		w.dst = append(w.dst, ']')
	}
}
