package wiretype

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// IsTuple reports whether s embeds oslo.Tuple, which makes it an array.
func IsTuple(s *types.Struct) bool {
	for f := range s.Fields() {
		if isTupleMark(f) {
			return true
		}
	}
	return false
}

// tupleMark is the name of oslo.Tuple.
const tupleMark = "github.com/oslogen/oslogen/runtime/internal/wire.Tuple"

func isTupleMark(f *types.Var) bool {
	return f.Embedded() && Name(f.Type()) == tupleMark
}

// Field is a field that is sent.
type Field struct {
	GoName, Wire string
	Type         types.Type
	Depth        int
	Tagged       bool
	Var          *types.Var
	Tag          reflect.StructTag
}

// MayBeLeftOut reports whether the tag leaves out the empty value.
func (f Field) MayBeLeftOut() bool {
	_, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	return slices.ContainsFunc(strings.Split(options, ","), func(o string) bool { return o == "omitempty" || o == "omitzero" })
}

// fieldList gathers the fields of a struct as the codec does.
type fieldList struct {
	tuple  bool
	fields []Field
	hidden bool // a field does not travel, although no tag leaves it out
	reason string
}

// collect adds the fields of s and of the structs embedded in it. outer are the
// structs that embed s.
func (l *fieldList) collect(s *types.Struct, outer []types.Type) {
	for i := range s.NumFields() {
		f, tag := s.Field(i), reflect.StructTag(s.Tag(i))
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		if !isFieldName(name) {
			name = ""
		}
		switch {
		case !l.tuple && isRestField(f, tag):
			l.fields = append(l.fields, Field{GoName: f.Name(), Type: f.Type().Underlying().(*types.Map).Elem(), Depth: -1, Var: f})
		case tag.Get("json") == "-" || isTupleMark(f):
		case l.tuple && f.Embedded() && !f.Exported():
			l.reason = "give the embedded " + f.Name() + " a name, so that it is one element of the tuple"
		case isEmbeddedStruct(f) && name != "" && !f.Exported():
			l.reason = "the embedded " + f.Name() + " is unexported, so that the name in its tag has no effect: give the field a Go name"
		case !l.tuple && name == "" && isEmbeddedStruct(f):
			l.embedded(f, append(slices.Clip(outer), s))
		case f.Exported():
			l.fields = append(l.fields, Field{f.Name(), cmp.Or(name, f.Name()), f.Type(), len(outer), name != "", f, tag})
		case f.Name() != "_" && !f.Embedded():
			l.hidden = true
		}
	}
}

// embedded adds the fields of an embedded struct or of the struct it points to.
func (l *fieldList) embedded(f *types.Var, outer []types.Type) {
	t := Pointee(f.Type())
	s := t.Underlying().(*types.Struct)
	if slices.Contains(outer, types.Type(s)) {
		return
	}
	if Writers(t).Chosen() != nil || KnownTypes[Name(t)] {
		l.reason = "the embedded " + f.Name() + " writes itself, which it can't as a part of another struct: give it a name"
		return
	}
	before := len(l.fields)
	l.collect(s, outer)
	if IsPointer(f.Type()) && !f.Exported() && len(l.fields) > before {
		l.reason = "the embedded *" + f.Name() + " is unexported, so that nobody could make one to read into: embed it without the *"
	}
}

// clash returns why two fields with one name can't both travel, or "".
func (l *fieldList) clash() string {
	if l.tuple {
		return ""
	}
	first := map[string]Field{}
	twice := map[string]bool{}
	for _, f := range l.fields {
		other, known := first[f.Wire]
		switch {
		case f.Depth < 0 && twice[""]:
			return `two fields have the tag oslo:"rest": keep one`
		case f.Depth < 0:
			twice[""] = true
		case !known || f.rank() < other.rank():
			first[f.Wire], twice[f.Wire] = f, false
		case f.rank() == other.rank():
			twice[f.Wire] = true
		}
	}
	for _, f := range l.fields {
		if f.Depth >= 0 && twice[f.Wire] {
			return "two fields have the name " + f.Wire + " on the wire, so that neither is sent: change one"
		}
	}
	return ""
}

// rank orders fields of one name. The field with the lowest rank hides the
// others.
func (f Field) rank() int {
	rank := 2 * f.Depth
	if !f.Tagged {
		rank++
	}
	return rank
}

// travels reports whether field i of s is sent when s is sent by its fields.
func travels(s *types.Struct, i int) bool {
	f := s.Field(i)
	return reflect.StructTag(s.Tag(i)).Get("json") != "-" && !isTupleMark(f) && (f.Exported() || isEmbeddedStruct(f))
}

func isEmbeddedStruct(f *types.Var) bool {
	_, ok := Pointee(f.Type()).Underlying().(*types.Struct)
	return ok && f.Embedded()
}

// isRestField reports whether f takes the members that have no field.
func isRestField(f *types.Var, tag reflect.StructTag) bool {
	m, ok := f.Type().Underlying().(*types.Map)
	if !ok || tag.Get("oslo") != "rest" || !f.Exported() {
		return false
	}
	key, ok := m.Key().Underlying().(*types.Basic)
	return ok && key.Kind() == types.String
}

// isFieldName reports whether encoding/json accepts name as a field's name.
func isFieldName(name string) bool {
	for _, r := range name {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return name != ""
}

// Fields are the fields of a struct that travel. Where two have one name, it is the
// one that hides the other.
func Fields(u *types.Struct) []Field {
	list := &fieldList{tuple: IsTuple(u)}
	list.collect(u, nil)
	best := map[string]int{}
	for _, f := range list.fields {
		if rank, known := best[f.Wire]; !known || f.rank() < rank {
			best[f.Wire] = f.rank()
		}
	}
	var fields []Field
	for _, f := range list.fields {
		if list.tuple || best[f.Wire] == f.rank() {
			fields = append(fields, f)
		}
	}
	return fields
}
