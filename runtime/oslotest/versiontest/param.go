package versiontest

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
)

// param is one argument of a call, or a parameter that is none.
type param struct {
	name     string
	rule     *oslo.Arg     // nil for an argument that has always been there
	value    reflect.Value // the client's argument
	standard reflect.Value // the server's value when it is missing
	set      bool
	arrived  func(args []any) any // from the parameters of the implementation
}

// params are the arguments of the call, and the Go parameters that hold them.
func (c *call) params(t *testing.T, typ reflect.Type) (list []*param, in []reflect.Value) {
	t.Helper()
	for n, word := range strings.Fields(c.Params) {
		if names, ok := strings.CutPrefix(word, "@request("); ok {
			fields, v := c.request(t, n, typ.In(n+1), strings.Split(strings.TrimSuffix(names, ")"), ","))
			list, in = append(list, fields...), append(in, v)
			continue
		}
		p := c.param(t, word, typ.In(n+1))
		p.arrived = func(args []any) any { return args[n] }
		list, in = append(list, p), append(in, p.value)
	}
	return list, in
}

func (c *call) param(t *testing.T, name string, typ reflect.Type) *param {
	t.Helper()
	name, optional := strings.CutSuffix(name, "?")
	p := &param{name: name, rule: c.rule(name)}
	if optional {
		p.rule = &oslo.Arg{Name: name, Optional: true}
	}
	p.standard = standard(p.rule, typ)
	p.set = p.rule == nil || slices.Contains(strings.Fields(c.row.Set), name)
	switch {
	case name == "@server":
		p.value = reflect.ValueOf(Server).Convert(typ)
	case name == "@topic":
		p.value = reflect.ValueOf(Part).Convert(typ)
	case p.rule == nil:
		p.value = example(typ, 0)
	case p.set:
		p.value = another(t, p.standard)
	default:
		p.value = p.standard
	}
	return p
}

// request are the arguments in the fields of parameter n, and the parameter.
func (c *call) request(t *testing.T, n int, typ reflect.Type, names []string) (list []*param, v reflect.Value) {
	t.Helper()
	isPointer := typ.Kind() == reflect.Pointer
	if isPointer {
		typ = typ.Elem()
	}
	v = reflect.New(typ)
	for _, name := range names {
		f := fieldOf(typ, strings.TrimSuffix(name, "?"))
		p := c.param(t, name, f.Type)
		p.arrived = func(args []any) any {
			got, err := reflect.Indirect(reflect.ValueOf(args[n])).FieldByIndexErr(f.Index)
			if err != nil { // within an embedded pointer that is nil
				return p.standard.Interface()
			}
			return got.Interface()
		}
		place(v.Elem(), f.Index).Set(p.value)
		list = append(list, p)
	}
	if isPointer {
		return list, v
	}
	return list, v.Elem()
}

// fieldOf returns the field of a request that holds an argument. "*" is the map of
// all others.
func fieldOf(typ reflect.Type, name string) (found reflect.StructField) {
	for _, f := range reflect.VisibleFields(typ) {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		is := tag == name || name == "*" && f.Tag.Get("oslo") == "rest"
		if is && (found.Index == nil || len(f.Index) < len(found.Index)) {
			found = f
		}
	}
	return found
}

// place returns the field of a struct, and makes the embedded structs on the way.
func place(v reflect.Value, index []int) reflect.Value {
	for _, i := range index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// isSilent reports whether a parameter is no argument of its own.
func (p *param) isSilent() bool { return p.name == "*" || strings.HasPrefix(p.name, "@") }

// sentAs is the name by which an argument was sent.
func (p *param) sentAs(sent map[string]json.RawMessage) (string, bool) {
	if _, found := sent[p.name]; !found && p.rule != nil && p.rule.Was != "" {
		if _, old := sent[p.rule.Was]; old {
			return p.rule.Was, true
		}
	}
	_, found := sent[p.name]
	return p.name, found
}

// describe returns the argument's name and the fate of its value.
func (p *param) describe(name, label, was string) string {
	switch {
	case p.rule != nil && p.rule.Below == oslo.Convert && below(label, p.rule.Since):
		return name + " converted"
	case was == text(p.value.Interface()):
		return name
	case p.set && was == text(p.standard.Interface()):
		return name + " ignored"
	}
	return name + " read as " + was
}
