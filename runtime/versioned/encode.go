package versioned

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Marshal returns the JSON text of v, in which every [Object] is wrapped and
// times are in whole seconds and end in Z.
func (f Format) Marshal(v any) (json.RawMessage, error) {
	return f.append(nil, reflect.ValueOf(v), 0)
}

// marshalers are what a type has that says itself how it is written.
var marshalers = []reflect.Type{reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()}

// append appends v, which is depth values deep.
func (f Format) append(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	if !v.IsValid() {
		return append(dst, "null"...), nil
	}
	if depth >= wire.MaxDepth {
		return nil, wire.ErrTooDeep
	}
	if at, ok := reflect.TypeAssert[time.Time](v); ok {
		return wire.AppendValue(dst, at.UTC().Format("2006-01-02T15:04:05Z"))
	}
	if !special(v.Type()) {
		return wire.AppendValue(dst, v.Interface())
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return f.append(dst, v.Elem(), depth+1)
	case reflect.Struct:
		if name, version, ok := objectOf(v.Type()); ok {
			return f.appendObject(dst, name, version, v, depth+1)
		}
		if wire.IsTuple(v.Type()) {
			return f.appendTuple(dst, v, depth+1)
		}
		return f.appendFields(dst, v, depth+1)
	case reflect.Slice, reflect.Array:
		return f.appendList(dst, v, depth+1)
	default:
		return f.appendMap(dst, v, depth+1)
	}
}

// special reports whether a value of type t may be written otherwise than AppendValue
// does: whether t is, or consists of, objects, times or interfaces.
func special(t reflect.Type) bool {
	known, ok := specials.Load(t)
	if !ok {
		known, _ = specials.LoadOrStore(t, findSpecial(t, map[reflect.Type]bool{}))
	}
	return known.(bool)
}

var specials sync.Map // of reflect.Type to bool

// findSpecial is special; seen are the types that are being looked at.
func findSpecial(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if t == reflect.TypeFor[time.Time]() {
		return true
	}
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer:
		return findSpecial(t.Elem(), seen)
	}
	for _, own := range marshalers {
		if reflect.PointerTo(t).Implements(own) {
			return false
		}
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		return findSpecial(t.Elem(), seen)
	case reflect.Map:
		return t.Key().Kind() == reflect.String && findSpecial(t.Elem(), seen)
	case reflect.Struct:
		if _, _, ok := objectOf(t); ok {
			return true
		}
		for field := range t.Fields() {
			if findSpecial(field.Type, seen) {
				return true
			}
		}
	}
	return false
}

func (f Format) appendObject(dst []byte, name, version string, v reflect.Value, depth int) ([]byte, error) {
	w := members{dst: append(dst, '{')}
	w.add(f.key("name"), name)
	w.add(f.key("namespace"), f.Namespace)
	w.add(f.key("version"), version)
	w.key(f.key("data"))
	if w.err == nil {
		w.dst, w.err = f.appendFields(w.dst, v, depth)
	}
	if w.err == nil {
		w.err = wire.EachField(v, func(name string, value reflect.Value) error {
			if name == f.key("changes") && value.Len() > 0 {
				w.add(name, value.Interface())
			}
			return w.err
		})
	}
	return append(w.dst, '}'), w.err
}

func (f Format) appendFields(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	w := members{dst: append(dst, '{')}
	err := wire.EachField(v, func(name string, value reflect.Value) error {
		if name != f.key("changes") {
			w.value(f, name, value, depth)
		}
		return w.err
	})
	return append(w.dst, '}'), err
}

func (f Format) appendTuple(dst []byte, v reflect.Value, depth int) (_ []byte, err error) {
	dst = append(dst, '[')
	start := len(dst)
	err = wire.EachField(v, func(_ string, value reflect.Value) error {
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		dst, err = f.append(dst, value, depth)
		return err
	})
	return append(dst, ']'), err
}

func (f Format) appendMap(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	w := members{dst: append(dst, '{')}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		w.value(f, key.String(), v.MapIndex(key), depth)
	}
	return append(w.dst, '}'), w.err
}

func (f Format) appendList(dst []byte, v reflect.Value, depth int) (_ []byte, err error) {
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if dst, err = f.append(dst, v.Index(i), depth); err != nil {
			return nil, err
		}
	}
	return append(dst, ']'), nil
}

// members writes the members of one JSON object; the first error stays.
type members struct {
	dst   []byte
	count int
	err   error
}

func (w *members) key(name string) {
	if w.count++; w.count > 1 {
		w.dst = append(w.dst, ", "...)
	}
	if w.err == nil {
		w.dst, w.err = wire.AppendValue(w.dst, name)
		w.dst = append(w.dst, ": "...)
	}
}

func (w *members) add(name string, v any) {
	if w.key(name); w.err == nil {
		w.dst, w.err = wire.AppendValue(w.dst, v)
	}
}

func (w *members) value(f Format, name string, v reflect.Value, depth int) {
	if w.key(name); w.err == nil {
		w.dst, w.err = f.append(w.dst, v, depth)
	}
}
