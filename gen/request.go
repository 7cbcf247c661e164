package gen

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// checkRequest refuses types whose fields can't be the arguments of a method.
func checkRequest(report *reporter, v *types.Var, pos token.Pos) {
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		report.errorf(pos, "%s:request needs a struct or a pointer to one; %s is %s", tool, nameOf(v), typeText(v.Type()))
		return
	}
	switch {
	case embedsEndlessly(t): // reported with the type
		return
	case isTuple(s):
		report.errorf(pos, "%s:request needs a struct whose fields have names; %s is a tuple", tool, typeText(t))
		return
	case knownTypes[qualifiedName(t)] || writers(t).chosen() != nil || readers(t).chosen() != nil:
		report.errorf(pos, "%s:request needs a struct that is sent by its fields; %s writes or reads itself", tool, typeText(t))
		return
	}
	for _, field := range untagged(s, nil) {
		report.errorf(pos, "field %s of %s has no json tag, which would name the argument: `json:%q`", field, typeText(t), snake(field))
	}
}

// untagged returns the fields of a request, and of the structs embedded in it,
// that no tag names. outer are the structs that embed s.
func untagged(s *types.Struct, outer []*types.Struct) []string {
	var names []string
	for i := range s.NumFields() {
		f, tag := s.Field(i), reflect.StructTag(s.Tag(i))
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		inner, isStruct := pointee(f.Type()).Underlying().(*types.Struct)
		switch {
		case name != "" || tag.Get("oslo") == "rest":
		case f.Embedded() && isStruct:
			if !slices.Contains(outer, inner) {
				names = append(names, untagged(inner, append(outer, s))...)
			}
		case f.Exported():
			names = append(names, f.Name())
		}
	}
	return names
}
