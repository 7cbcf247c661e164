package build

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/report"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// checkRequest refuses types whose fields can't be the arguments of a method.
func checkRequest(report *report.Reporter, v *types.Var, pos token.Pos) {
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		report.Errorf(pos, "%s:request needs a struct or a pointer to one; %s is %s", directive.Tool, nameOf(v), wiretype.Text(v.Type()))
		return
	}
	switch {
	case wiretype.EmbedsEndlessly(t): // reported with the type
		return
	case wiretype.IsTuple(s):
		report.Errorf(pos, "%s:request needs a struct whose fields have names; %s is a tuple", directive.Tool, wiretype.Text(t))
		return
	case wiretype.KnownTypes[wiretype.Name(t)] || wiretype.Writers(t).Chosen() != nil || wiretype.Readers(t).Chosen() != nil:
		report.Errorf(pos, "%s:request needs a struct that is sent by its fields; %s writes or reads itself", directive.Tool, wiretype.Text(t))
		return
	}
	for _, field := range untagged(s, nil) {
		report.Errorf(pos, "field %s of %s has no json tag, which would name the argument: `json:%q`", field, wiretype.Text(t), naming.Snake(field))
	}
}

// untagged returns the fields of a request, and of the structs embedded in it,
// that no tag names. outer are the structs that embed s.
func untagged(s *types.Struct, outer []*types.Struct) []string {
	var names []string
	for i := range s.NumFields() {
		f, tag := s.Field(i), reflect.StructTag(s.Tag(i))
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		inner, isStruct := wiretype.Pointee(f.Type()).Underlying().(*types.Struct)
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
