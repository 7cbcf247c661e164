package pyimport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// convert names the function that makes the older form of an argument. Without one
// below=convert has nothing to say.
func (a *Arg) convert(i *Interface) {
	name := ""
	for _, v := range slices.Concat(a.older, a.values) {
		if sym, ok := v.(*trace.Sym); ok && sym.Stub != "" {
			name = sym.Stub
		}
	}
	if name == "" {
		a.Below = ""
		return
	}
	c := Converter{Name: parameter(strings.TrimLeft(name, "_")), Type: a.Type, Pos: a.Pos, From: name}
	a.Below = "convert:" + c.Name
	if !slices.ContainsFunc(i.Converters, func(o Converter) bool { return o.Name == c.Name }) {
		i.Converters = append(i.Converters, c)
	}
}

// stubValues are the values of an argument that a method of subclasses makes, and
// without them the others.
func withoutStubs(values []trace.Value) (plain, stubs []trace.Value) {
	for _, v := range values {
		if sym, ok := v.(*trace.Sym); ok && sym.Stub != "" {
			stubs = append(stubs, v)
		} else {
			plain = append(plain, v)
		}
	}
	return plain, stubs
}

// converters writes the functions, which somebody has to finish.
func (w *writer) converters(r *Result) {
	for _, i := range r.Interfaces {
		for _, c := range i.Converters {
			w.line("\n// %s makes the form that servers of older versions take.", c.Name)
			w.line("//\n// TODO(oslogen): %s: %s is for subclasses to write: write this function.", c.Pos, c.From)
			w.line("func %s(%s) (any, error) { return nil, errors.New(%q) }", c.Name, c.Type, c.Name+" is not written yet")
		}
	}
}
