package versioned

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Marshal returns the JSON text of v, in which every [Object] is wrapped and
// times are in whole seconds and end in Z.
func (f Format) Marshal(v any) (json.RawMessage, error) {
	return f.append(nil, reflect.ValueOf(v))
}

var leaves = []reflect.Type{reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()}

func (f Format) append(dst []byte, v reflect.Value) ([]byte, error) {
	if !v.IsValid() {
		return append(dst, "null"...), nil
	}
	if at, ok := reflect.TypeAssert[time.Time](v); ok {
		return wire.AppendValue(dst, at.UTC().Format("2006-01-02T15:04:05Z"))
	}
	for _, leaf := range leaves {
		if v.Type().Implements(leaf) {
			return wire.AppendValue(dst, v.Interface())
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return f.append(dst, v.Elem())
	case reflect.Struct:
		if name, version, ok := objectOf(v.Type()); ok {
			return f.appendObject(dst, name, version, v)
		}
		return f.appendFields(dst, v)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			return f.appendList(dst, v)
		}
	case reflect.Map:
		if v.Type().Key().Kind() == reflect.String {
			return f.appendMap(dst, v)
		}
	}
	return wire.AppendValue(dst, v.Interface())
}

func (f Format) appendObject(dst []byte, name, version string, v reflect.Value) ([]byte, error) {
	w := members{dst: append(dst, '{')}
	w.add(f.key("name"), name)
	w.add(f.key("namespace"), f.Namespace)
	w.add(f.key("version"), version)
	w.key(f.key("data"))
	if w.err == nil {
		w.dst, w.err = f.appendFields(w.dst, v)
	}
	for _, field := range fieldsOf(v, f.key("changes")) {
		if field.value.Len() > 0 {
			w.add(field.name, field.value.Interface())
		}
	}
	return append(w.dst, '}'), w.err
}

func (f Format) appendFields(dst []byte, v reflect.Value) ([]byte, error) {
	w := members{dst: append(dst, '{')}
	for _, field := range fieldsOf(v, "") {
		if field.name != f.key("changes") {
			w.value(f, field.name, field.value)
		}
	}
	return append(w.dst, '}'), w.err
}

func (f Format) appendMap(dst []byte, v reflect.Value) ([]byte, error) {
	w := members{dst: append(dst, '{')}
	for it := v.MapRange(); it.Next(); {
		w.value(f, it.Key().String(), it.Value())
	}
	return append(w.dst, '}'), w.err
}

func (f Format) appendList(dst []byte, v reflect.Value) (_ []byte, err error) {
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if dst, err = f.append(dst, v.Index(i)); err != nil {
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

func (w *members) value(f Format, name string, v reflect.Value) {
	if w.key(name); w.err == nil {
		w.dst, w.err = f.append(w.dst, v)
	}
}

// member is a field of a struct by its JSON name.
type member struct {
	name  string
	value reflect.Value
}

// fieldsOf lists the fields of a struct that are sent, or only the one named.
func fieldsOf(v reflect.Value, only string) []member {
	var members []member
	for _, field := range reflect.VisibleFields(v.Type()) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		embedded := field.Anonymous && name == ""
		value, err := v.FieldByIndexErr(field.Index)
		if !field.IsExported() || embedded || name == "-" || err != nil {
			continue
		}
		if name == "" {
			name = field.Name
		}
		omitted := strings.Contains(options, "omitempty") && isEmpty(value) ||
			strings.Contains(options, "omitzero") && value.IsZero()
		if !omitted && (only == "" || only == name) {
			members = append(members, member{name, value})
		}
	}
	return members
}

// isEmpty is what omitempty leaves out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Array, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	default:
		return v.IsZero()
	}
}
