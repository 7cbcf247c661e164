package wiretype

import (
	"go/token"
	"go/types"
)

// ErrorInterface is the type error.
var ErrorInterface = types.Universe.Lookup("error").Type()

var (
	byteSlice = types.NewSlice(types.Typ[types.Byte])

	// marshals, appends and unmarshals are the signatures of the methods below.
	marshals   = signature(nil, byteSlice, ErrorInterface)
	appends    = signature([]types.Type{byteSlice}, byteSlice, ErrorInterface)
	unmarshals = signature([]types.Type{byteSlice}, ErrorInterface)
)

func signature(params []types.Type, results ...types.Type) *types.Signature {
	tuple := func(list []types.Type) *types.Tuple {
		var vars []*types.Var
		for _, t := range list {
			vars = append(vars, types.NewParam(token.NoPos, nil, "", t))
		}
		return types.NewTuple(vars...)
	}
	return types.NewSignatureType(nil, nil, nil, tuple(params), tuple(results), false)
}

// Ways are the methods that write or read a type. A missing one is nil.
type Ways struct{ Json, Text *Way }

// Way is one such method and the path by which t has it.
type Way struct {
	name string
	path []int // through embedded fields
}

// Writers returns the methods that write t or *t.
func Writers(t types.Type) Ways {
	text := methodOf(t, "AppendText", appends)
	if text == nil {
		text = methodOf(t, "MarshalText", marshals)
	}
	return Ways{methodOf(t, "MarshalJSON", marshals), text}
}

// Readers returns the methods that read t or *t.
func Readers(t types.Type) Ways {
	return Ways{methodOf(t, "UnmarshalJSON", unmarshals), methodOf(t, "UnmarshalText", unmarshals)}
}

// Chosen returns the method that the codec prefers.
func (w Ways) Chosen() *Way {
	if w.Json != nil {
		return w.Json
	}
	return w.Text
}

// methodOf finds the method of t or *t that has the signature. It must not be
// given a type that embeds endlessly, because the search would not end.
func methodOf(t types.Type, name string, sig *types.Signature) *Way {
	switch t.Underlying().(type) {
	case *types.Interface, *types.Pointer:
		return nil
	}
	obj, path, _ := types.LookupFieldOrMethod(t, true, nil, name)
	fn, ok := obj.(*types.Func)
	if !ok || !types.Identical(fn.Signature(), sig) {
		return nil
	}
	return &Way{name, path[:len(path)-1]}
}

// byMethods decides by its methods whether t can be sent. If decided is false,
// the kind of t decides.
func byMethods(t types.Type) (decided bool, reason string) {
	w, r := Writers(t), Readers(t)
	for _, found := range []*Way{w.Chosen(), r.Chosen()} {
		if found != nil {
			if reason := promoted(t, found); reason != "" {
				return true, reason
			}
		}
	}
	switch {
	case w.Json != nil && r.Json == nil:
		return true, half(t, "MarshalJSON", "UnmarshalJSON", "read")
	case w.Chosen() != nil && r.Chosen() == nil:
		return true, half(t, w.Text.name, "UnmarshalText", "read")
	case w.Chosen() == nil && r.Json == nil && r.Text != nil && !isText(t):
		return true, half(t, "UnmarshalText", "MarshalText", "written")
	}
	return w.Chosen() != nil, ""
}

func half(t types.Type, has, lacks, done string) string {
	return Text(t) + " has " + has + " and no " + lacks + ", so it could not be " + done + " in that form: add the method"
}

// isText reports whether t is written as a string without a method.
func isText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.String
	case *types.Slice:
		return types.Identical(u.Elem(), types.Typ[types.Byte])
	}
	return false
}

// promoted refuses a method of an embedded field that would write or read all
// of t, including the fields beside it.
func promoted(t types.Type, w *Way) string {
	for _, i := range w.path {
		s, ok := Pointee(t).Underlying().(*types.Struct)
		if !ok {
			return ""
		}
		embedded := s.Field(i)
		switch embedded.Type().Underlying().(type) {
		case *types.Pointer, *types.Interface:
			return "its " + w.name + " is that of the embedded " + embedded.Name() + ", which may be nil: give that field a name"
		}
		for j := range s.NumFields() {
			if j != i && travels(s, j) {
				return "its " + w.name + " is that of the embedded " + embedded.Name() + ", and field " + s.Field(j).Name() +
					" would be lost: give " + embedded.Name() + " a name"
			}
		}
		t = embedded.Type()
	}
	return ""
}

// mapKey refuses types that can't be the key of a JSON object.
func mapKey(t types.Type) string {
	if EmbedsEndlessly(t) {
		return tooDeep
	}
	if advice, refused := refusedTypes[Name(t)]; refused {
		return noForm(Text(t)) + ": " + advice
	}
	written, read := methodOf(t, "MarshalText", marshals), methodOf(t, "UnmarshalText", unmarshals)
	basic, ok := t.Underlying().(*types.Basic)
	plain := ok && basic.Info()&(types.IsString|types.IsInteger) != 0 && basic.Kind() != types.Uintptr
	switch {
	case written != nil && read != nil:
		return promoted(t, written) + promoted(t, read)
	case written != nil:
		return half(t, "MarshalText", "UnmarshalText", "read")
	case read != nil && plain && !isText(t):
		return half(t, "UnmarshalText", "MarshalText", "written")
	case !plain:
		return "the keys of a map must be strings or integers, or have MarshalText and UnmarshalText, not " + Text(t)
	}
	return ""
}
