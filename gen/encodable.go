package gen

import (
	"fmt"
	"go/token"
	"go/types"
	"reflect"
)

// encodable reports a type that has no form on the wire.
func (m *methodBuilder) encodable(t types.Type, pos token.Pos, what string) {
	path, reason := unsendable(t)
	if reason == unknownType && len(m.b.src.check(m.marked.pkg).errs) > 0 {
		return // the type checker says it better
	}
	if reason != "" {
		m.errorf(pos, "%s can't be sent: %s%s", what, path, reason)
	}
}

const unknownType = "its type is not known"

// unsendable returns the reason why t can't be sent and the way to the culprit within
// t, or "".
func unsendable(t types.Type) (path, reason string) {
	w := walker{seen: map[types.Type]bool{}}
	return w.walk(t)
}

// walker looks through a type for what can't be sent.
type walker struct{ seen map[types.Type]bool }

// walk is unsendable, for types that were not seen before.
func (w *walker) walk(t types.Type) (path, reason string) {
	if w.seen[t] {
		return "", ""
	}
	w.seen[t] = true
	if encodesItself(t) {
		return "", ""
	}
	if isNamed(t, "time", "Duration") {
		return "", "time.Duration has no form on the wire: send seconds as a number, or a time"
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return "", w.basic(u)
	case *types.Pointer:
		return w.walk(u.Elem())
	case *types.Slice:
		return w.walk(u.Elem())
	case *types.Array:
		return w.walk(u.Elem())
	case *types.Map:
		return w.mapType(u)
	case *types.Struct:
		return w.structType(u)
	case *types.Interface:
		return "", interfaceType(t, u)
	case *types.Chan:
		return "", "a channel has no form on the wire"
	case *types.Signature:
		return "", "a function has no form on the wire"
	default:
		return "", typeText(t) + " has no form on the wire"
	}
}

func (w *walker) basic(t *types.Basic) string {
	switch {
	case t.Kind() == types.Invalid:
		return unknownType
	case t.Info()&types.IsComplex != 0, t.Kind() == types.UnsafePointer, t.Kind() == types.Uintptr:
		return t.Name() + " has no form on the wire"
	}
	return ""
}

func (w *walker) mapType(t *types.Map) (path, reason string) {
	key, ok := t.Key().Underlying().(*types.Basic)
	plain := ok && key.Info()&(types.IsString|types.IsInteger) != 0
	if !plain && !encodesItself(t.Key()) {
		return "", "the keys of a map must be strings or integers, not " + typeText(t.Key())
	}
	return w.walk(t.Elem())
}

func (w *walker) structType(s *types.Struct) (path, reason string) {
	for i := range s.NumFields() {
		f := s.Field(i)
		if !f.Exported() && !f.Embedded() || reflect.StructTag(s.Tag(i)).Get("json") == "-" {
			continue
		}
		if path, reason := w.walk(f.Type()); reason != "" {
			if path == "" {
				path = ": "
			}
			return "." + f.Name() + path, reason
		}
	}
	return "", ""
}

func interfaceType(t types.Type, i *types.Interface) string {
	if i.Empty() {
		return ""
	}
	return fmt.Sprintf("nobody could say which type to read for interface %s; use a struct, or any", typeText(t))
}

// encodesItself reports whether t or *t has a method by which it is written.
func encodesItself(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Interface); ok {
		return false
	}
	for _, name := range []string{"MarshalJSON", "MarshalText"} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if _, ok := obj.(*types.Func); ok {
			return true
		}
	}
	return false
}
