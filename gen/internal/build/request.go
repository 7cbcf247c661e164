package build

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/annotated"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/report"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// requestStruct returns the struct of a request. It reports types whose fields
// can't be the arguments of a method, and returns nil for them.
func requestStruct(report *report.Reporter, v *types.Var, pos token.Pos) *types.Struct {
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	switch {
	case !ok:
		report.Errorf(pos, "%s:request needs a struct or a pointer to one; %s is %s", directive.Tool, nameOf(v), wiretype.Text(v.Type()))
		return nil
	case wiretype.EmbedsEndlessly(t): // reported with the type
		return nil
	case wiretype.IsTuple(s):
		report.Errorf(pos, "%s:request needs a struct whose fields have names; %s is a tuple", directive.Tool, wiretype.Text(t))
		return nil
	case wiretype.KnownTypes[wiretype.Name(t)] || wiretype.Writers(t).Chosen() != nil || wiretype.Readers(t).Chosen() != nil:
		report.Errorf(pos, "%s:request needs a struct that is sent by its fields; %s writes or reads itself", directive.Tool, wiretype.Text(t))
		return nil
	}
	for _, field := range untagged(s, nil) {
		report.Errorf(pos, "field %s of %s has no json tag, which would name the argument: `json:%q`", field, wiretype.Text(t), naming.Snake(field))
	}
	for _, f := range wiretype.Fields(s) {
		if f.Tagged && f.Depth >= 0 && !directive.IsName(f.Wire) {
			report.Errorf(pos, "the tag of field %s of %s names the argument %q: want letters, digits and _ only, such as %s", f.GoName, wiretype.Text(t), f.Wire, naming.Snake(f.GoName))
		}
	}
	return s
}

// requestReader models the fields of a request.
type requestReader struct {
	argumentReader
	found *annotated.Survey
}

func (r requestReader) fields(s *types.Struct) []*model.Param {
	var list []*model.Param
	for _, f := range wiretype.Fields(s) {
		p := &model.Param{Name: f.GoName, Source: f.GoName, Wire: f.Wire, Type: f.Type, At: f.Var.Pos(), Named: f.Tagged, Optional: f.MayBeLeftOut()}
		if f.Depth < 0 {
			p.Role = model.Rest
		}
		for _, d := range r.found.ClaimField(f.Var) {
			r.field(p, f, d)
		}
		list = append(list, p)
	}
	return list
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
