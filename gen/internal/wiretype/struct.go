package wiretype

import (
	"go/types"
	"slices"
)

// structType searches the fields of t.
func (w *walker) structType(t types.Type, s *types.Struct) (path, reason string) {
	list := &fieldList{tuple: IsTuple(s)}
	list.collect(s, nil)
	if list.reason == "" {
		list.reason = list.clash()
	}
	if list.reason == "" && len(list.fields) == 0 && list.hidden && !w.opaque {
		list.reason = noForm(Text(t)) + ": it has no exported field; give it MarshalText and UnmarshalText, or send its data"
	}
	if w.opaque = false; list.reason != "" {
		return "", list.reason
	}
	for _, f := range list.fields {
		path, reason := w.walk(f.Type)
		switch {
		case reason == "":
			continue
		case reason == tooDeep: // the path has no end either
			return "", reason
		case path == "":
			path = ": "
			if mayLeaveOut(f.Type) {
				reason += `, or leave the field out with json:"-"`
			}
		}
		return "." + f.GoName + path, reason
	}
	return "", ""
}

// mayLeaveOut reports whether t is of a kind that never travels.
func mayLeaveOut(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return !u.Empty()
	case *types.Chan, *types.Signature:
		return true
	}
	return false
}

// EmbedsEndlessly reports whether t embeds ever new structs, so that a search
// for a method would not end. outer are the types that embed t.
func EmbedsEndlessly(t types.Type, outer ...types.Type) bool {
	t = Pointee(t)
	s, ok := t.Underlying().(*types.Struct)
	if !ok || slices.Contains(outer, t) {
		return false
	}
	if len(outer) > maxTypeDepth {
		return true
	}
	for f := range s.Fields() {
		if f.Embedded() && EmbedsEndlessly(f.Type(), append(slices.Clip(outer), t)...) {
			return true
		}
	}
	return false
}
