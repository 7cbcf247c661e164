package oslo

import (
	"bytes"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// appendPatched is wire.AppendValue for the values of an exception. It patches
// text that is not UTF-8, such as the name of a file, because the error has to
// get through.
func appendPatched(v any) ([]byte, error) {
	raw, err := wire.AppendValue(nil, v)
	if err == nil || v == nil {
		return raw, err
	}
	return wire.AppendValue(nil, patched(reflect.ValueOf(v), 0).Interface())
}

func patchedText(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

// patched returns a copy of v, which is depth values deep, in which all text is UTF-8.
// Values that can't be sent anyhow stay as they are.
func patched(v reflect.Value, depth int) reflect.Value {
	if depth > wire.MaxDepth {
		return v
	}
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		out.SetString(patchedText(v.String()))
	case reflect.Interface, reflect.Pointer:
		patchElem(out, v, depth)
	case reflect.Struct:
		for i := range v.NumField() {
			if out.Field(i).CanSet() {
				out.Field(i).Set(patched(v.Field(i), depth+1))
			}
		}
	case reflect.Slice:
		patchSlice(out, v, depth)
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(patched(v.Index(i), depth+1))
		}
	case reflect.Map:
		patchMap(out, v, depth)
	}
	return out
}

func patchElem(out, v reflect.Value, depth int) {
	if v.IsNil() {
		return
	}
	elem := patched(v.Elem(), depth+1)
	if v.Kind() == reflect.Pointer {
		out.Set(reflect.New(elem.Type()).Convert(out.Type()))
		out.Elem().Set(elem)
		return
	}
	out.Set(elem)
}

func patchSlice(out, v reflect.Value, depth int) {
	if v.IsNil() {
		return
	}
	if v.Type().Elem().Kind() == reflect.Uint8 {
		if !utf8.Valid(v.Bytes()) {
			out.SetBytes(bytes.ToValidUTF8(v.Bytes(), []byte("\ufffd")))
		}
		return
	}
	out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
	for i := range v.Len() {
		out.Index(i).Set(patched(v.Index(i), depth+1))
	}
}

func patchMap(out, v reflect.Value, depth int) {
	if v.IsNil() {
		return
	}
	out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
	for it := v.MapRange(); it.Next(); {
		out.SetMapIndex(patched(it.Key(), depth+1), patched(it.Value(), depth+1))
	}
}
