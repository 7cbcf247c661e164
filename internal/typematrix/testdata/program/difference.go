package main

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
)

// difference returns where a and b, of one type, differ in what should have travelled,
// or "". A nil slice or map is an empty one, and a value that writes itself is compared
// by what it writes, which was done.
func difference(a, b reflect.Value, depth int) string {
	if writes(a) || depth > 20 {
		return ""
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() { // null in the text
			return ""
		}
		return difference(a.Elem(), b.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return fmt.Sprintf("[%d]", a.Len())
		}
		for i := range a.Len() {
			if path := difference(a.Index(i), b.Index(i), depth+1); path != "" {
				return fmt.Sprintf("[%d]%s", i, path)
			}
		}
	case reflect.Map:
		if a.Len() != b.Len() {
			return fmt.Sprintf("[%d]", a.Len())
		}
	case reflect.Struct:
		return fieldDifference(a, b, depth)
	case reflect.Interface, reflect.Float32, reflect.Float64: // compared as text
	default:
		if !a.Equal(b) {
			return fmt.Sprintf("=%v", a)
		}
	}
	return ""
}

func fieldDifference(a, b reflect.Value, depth int) string {
	for i := range a.NumField() {
		sf := a.Type().Field(i)
		if sf.Tag.Get("json") == "-" || !sf.IsExported() && !sf.Anonymous {
			continue
		}
		if path := difference(a.Field(i), b.Field(i), depth+1); path != "" {
			return "." + sf.Name + path
		}
	}
	return ""
}

// writes reports whether v writes itself, so that its fields need not be exported.
func writes(v reflect.Value) bool {
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		return false
	}
	if v.Type() == reflect.TypeFor[json.Number]() { // "" is 0
		return true
	}
	pointer := reflect.PointerTo(v.Type())
	return pointer.Implements(reflect.TypeFor[json.Marshaler]()) || pointer.Implements(reflect.TypeFor[encoding.TextMarshaler]())
}
