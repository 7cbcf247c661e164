package versiontest

import (
	"encoding"
	"encoding/json"
	"reflect"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// examples are the values that [Use] was given.
var examples = map[reflect.Type]reflect.Value{}

// Use makes arguments of v's type have that value when they are set. Call it from an
// init function.
func Use(v any) { examples[reflect.TypeOf(v)] = reflect.ValueOf(v) }

// standard returns the server's value for a missing argument.
func standard(rule *oslo.Arg, t reflect.Type) reflect.Value {
	if rule == nil || rule.Default == nil {
		return reflect.Zero(t)
	}
	return reflect.ValueOf(rule.Default).Convert(t)
}

// another makes a value that differs from v on the wire.
func another(t *testing.T, v reflect.Value) reflect.Value {
	t.Helper()
	for _, candidate := range []reflect.Value{example(v.Type(), 0), reflect.Zero(v.Type())} {
		if text(candidate.Interface()) != text(v.Interface()) {
			return candidate
		}
	}
	t.Fatalf("no example of a %s is known: give one to versiontest.Use", v.Type())
	return v
}

// text is the value as it is sent.
func text(v any) string {
	raw, err := wirejson.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// deepest is how many structs within each other are filled.
const deepest = 3

// example is a value of a type that is not its zero value, as far as there is one.
func example(t reflect.Type, depth int) reflect.Value {
	v := reflect.New(t).Elem()
	if known, ok := examples[t]; ok {
		return known
	}
	if readsItself(t) {
		return parsed(t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(example(t.Elem(), depth))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(t, 1, 1))
		v.Index(0).Set(example(t.Elem(), depth))
	case reflect.Array:
		for i := range t.Len() {
			v.Index(i).Set(example(t.Elem(), depth))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		v.SetMapIndex(example(t.Key(), depth), example(t.Elem(), depth))
	case reflect.Struct:
		fill(v, depth)
	default:
		scalar(v)
	}
	return v
}

// fill sets the fields of a struct.
func fill(v reflect.Value, depth int) {
	for _, f := range v.Fields() {
		if f.CanSet() && depth < deepest {
			f.Set(example(f.Type(), depth+1))
		}
	}
}

func scalar(v reflect.Value) {
	switch {
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.Kind() == reflect.String:
		v.SetString("set")
	case v.CanInt():
		v.SetInt(7)
	case v.CanUint():
		v.SetUint(7)
	case v.CanFloat():
		v.SetFloat(1.5)
	case v.Kind() == reflect.Interface && v.NumMethod() == 0:
		v.Set(reflect.ValueOf("set"))
	}
}

// readsItself reports whether values of the type are read by a method of theirs.
func readsItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Unmarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// parsed returns such a type's value for the first text that it takes.
func parsed(t reflect.Type) reflect.Value {
	for _, raw := range []string{
		`"set"`, `7`, `true`, `{"id": 7}`, `["set"]`, `"2024-01-02T03:04:05Z"`, `"2024-01-02"`, `"192.0.2.1"`, `"192.0.2.0/24"`,
		`"02:00:00:00:00:01"`, `"c56a4180-65aa-42ec-a945-5fd21dec0538"`, `"7"`, `"1s"`, `"http://example.com/"`,
	} {
		v := reflect.New(t)
		if wirejson.Unmarshal([]byte(raw), v.Interface()) == nil && !v.Elem().IsZero() {
			return v.Elem()
		}
	}
	return reflect.Zero(t)
}
