package trace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// Value is the value of a Python expression as far as the source shows it. It
// has one of the types in this file.
type Value any

// Const is a value known from the source: nil, bool, int64, float64 or string.
type Const struct{ V any }

// Sym is a value of which only the origin is known.
type Sym struct {
	Text  string   // the expression in Python
	Roots []string // parameters of the traced method in it
	Whole bool     // it is a single parameter
	Type  string   // str, bool, int, float, list, dict or ""
	// Option is the configuration option it comes from, such as group.name.
	Option string
	// Given is the constructor's parameter it comes from, or "".
	Given string
	// Stub is the method that makes it, if that is for subclasses to write.
	Stub string
	// Hint is the name that a format string gives the value: host for %(host)s.
	Hint string
	// Parts are the pieces of a composed string or the alternatives of a value.
	Parts []Value
}

// Dict is a dict with known keys. Open are the unknown dicts merged into it.
type Dict struct {
	Keys []string
	Vals map[string]Value
	Open []Value
}

// List is a list, a tuple or a set.
type List struct {
	Elems []Value
	Tuple bool
}

// Target is an oslo_messaging.Target with the changes that prepare makes.
type Target struct{ Fields map[string]Value }

// Client is an RPC client or one of its call contexts.
type Client struct {
	Target *Target
	Cap    Value // the version_cap of its constructor, or nil
	// Labelled is set if prepare was given a version.
	Labelled bool
}

// Send is a bound method of a client: call or cast.
type Send struct {
	Client *Client
	Kind   string
}

// Function is a function of a module, or a method bound to Self.
type Function struct {
	Func *pyast.Func
	Self Value
}

// Closure is a nested function or a lambda.
type Closure struct {
	Node  *pyast.Node
	scope any // the enclosing frame
}

// Class is a class with the attributes set on it.
type Class struct {
	Class *pyast.Class
	Attrs map[string]Value
}

// Instance is an object of a class.
type Instance struct {
	Class *Class
	Attrs map[string]Value
}

// Super is super() in a method of class After.
type Super struct {
	Self  Value
	Of    *pyast.Class
	After *pyast.Class
}

// Module is a module below the roots.
type Module struct{ Module *pyast.Module }

// External is a name that the roots do not have.
type External struct{ Dotted string }

var none = Const{}

// Text prints a value as Python would write it.
func Text(v Value) string {
	switch v := v.(type) {
	case Const:
		return constText(v.V)
	case *Sym:
		return v.Text
	case *List:
		return "[" + joinTexts(v.Elems) + "]"
	case *Dict:
		return "{" + v.texts() + "}"
	case *External:
		return v.Dotted
	case *Class:
		return v.Class.Name
	case *Function:
		return v.Func.Name
	case *Module:
		return pyast.Last(v.Module.Name)
	case *Instance:
		return "self"
	}
	return "..."
}

func (d *Dict) texts() string {
	parts := make([]string, 0, len(d.Keys))
	for _, k := range d.Keys {
		parts = append(parts, constText(k)+": "+Text(d.Vals[k]))
	}
	for _, open := range d.Open {
		parts = append(parts, "**"+Text(open))
	}
	return strings.Join(parts, ", ")
}

func joinTexts(vs []Value) string {
	parts := make([]string, len(vs))
	for i, v := range vs {
		parts[i] = Text(v)
	}
	return strings.Join(parts, ", ")
}

func constText(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case string:
		return "'" + strings.ReplaceAll(v, "'", `\'`) + "'"
	}
	return fmt.Sprint(v)
}

// Roots lists the parameters of the traced method in v.
func Roots(vs ...Value) []string {
	var all []string
	for _, v := range vs {
		switch v := v.(type) {
		case *Sym:
			all = append(all, v.Roots...)
		case *List:
			all = append(all, Roots(v.Elems...)...)
		case *Dict:
			for _, k := range v.Keys {
				all = append(all, Roots(v.Vals[k])...)
			}
			all = append(all, Roots(v.Open...)...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// derived is a value computed from others in a way that is not followed.
func derived(text, typ string, from ...Value) *Sym {
	return &Sym{Text: text, Type: typ, Roots: Roots(from...)}
}

// Str returns v if it is a known string.
func Str(v Value) (string, bool) {
	c, ok := v.(Const)
	if !ok {
		return "", false
	}
	s, ok := c.V.(string)
	return s, ok
}

func isNone(v Value) bool {
	c, ok := v.(Const)
	return ok && c.V == nil
}

// set gives a key of the dict a value.
func (d *Dict) set(key string, v Value) {
	if _, ok := d.Vals[key]; !ok {
		d.Keys = append(d.Keys, key)
	}
	d.Vals[key] = v
}

func (d *Dict) remove(key string) (Value, bool) {
	v, ok := d.Vals[key]
	if ok {
		delete(d.Vals, key)
		d.Keys = slices.DeleteFunc(d.Keys, func(k string) bool { return k == key })
	}
	return v, ok
}

// merge adds the entries of another dict, which may be unknown.
func (d *Dict) merge(v Value) {
	other, ok := v.(*Dict)
	if !ok {
		if !isNone(v) {
			d.Open = append(d.Open, v)
		}
		return
	}
	for _, k := range other.Keys {
		d.set(k, other.Vals[k])
	}
	d.Open = append(d.Open, other.Open...)
}

func newDict() *Dict { return &Dict{Vals: map[string]Value{}} }
