package document

import (
	"encoding/base64"
	"encoding/json"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/apidoc"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/state"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// sampler makes examples of values: as Go expressions, and as the JSON that they
// travel as.
type sampler struct {
	local     string            // the package whose names need no qualifier, or empty
	names     map[string]string // of imports, by path
	taken     naming.Set
	describer *state.Describer
	used      []apidoc.Import // by the present expression
	outer     []types.Type    // the structs that the present value is in
}

// newSampler makes a sampler for the examples of one page.
func newSampler(of *state.Describer) *sampler {
	taken := naming.NewSet("c", "ctx", "tr", "err", "srv", "l", "impl", "oslo", "amqp", "result", "context")
	return &sampler{describer: of, names: map[string]string{}, taken: taken}
}

// How large examples are: how deep lists, maps and pointers go, and how many fields a
// versioned object has, which may leave out any.
const (
	sampleDepth  = 3
	sampleFields = 6
)

// sampled is an example of a value.
type sampled struct {
	text string // in Go
	json any
}

// code is an expression with the imports that it needs.
func (s *sampler) code(write func() string) apidoc.Code {
	s.used = nil
	text := write()
	return apidoc.Code{Text: text, Imports: s.used}
}

// qualifier names a package in an expression, and imports it.
func (s *sampler) qualifier(p *types.Package) string {
	if p.Path() == s.local {
		return ""
	}
	if s.names[p.Path()] == "" {
		s.names[p.Path()] = s.taken.Take(p.Name())
	}
	name := s.names[p.Path()]
	one := apidoc.Import{Name: name, Path: p.Path()}
	if name == path.Base(p.Path()) {
		one.Name = ""
	}
	s.used = append(s.used, one)
	return name
}

func (s *sampler) typ(t types.Type) string { return types.TypeString(t, s.qualifier) }

// of makes an example of a value that is called name. t is depth structs deep.
func (s *sampler) of(t types.Type, name string, depth int) sampled {
	if known, ok := s.known(t, name); ok {
		return known
	}
	if isReference(t) && (depth > sampleDepth || s.isInside(t)) {
		return sampled{"nil", emptyJSON(t)}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return s.basic(t, u, name)
	case *types.Pointer:
		return s.pointer(u.Elem(), name, depth)
	case *types.Slice:
		if b, ok := u.Elem().(*types.Basic); ok && b.Kind() == types.Byte {
			return sampled{s.typ(t) + "(" + strconv.Quote(name) + ")", base64.StdEncoding.EncodeToString([]byte(name))}
		}
		elem := s.of(u.Elem(), strings.TrimSuffix(name, "s"), depth+1)
		return sampled{s.typ(t) + "{" + elided(elem.text, s.typ(u.Elem())) + "}", []any{elem.json}}
	case *types.Array:
		return s.array(t, u, name, depth)
	case *types.Map:
		return s.mapping(t, u, name, depth)
	case *types.Struct:
		return s.structure(t, u, depth)
	}
	return sampled{strconv.Quote(name), name}
}

// emptyJSON is null, [] or {}.
func emptyJSON(t types.Type) any {
	switch t.Underlying().(type) {
	case *types.Slice:
		return []any{}
	case *types.Map:
		return apidoc.Object{}
	}
	return nil
}

// isInside reports whether a value of the type is in a struct that it may hold.
func (s *sampler) isInside(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		t = u.Elem()
	case *types.Slice:
		t = wiretype.Pointee(u.Elem())
	case *types.Map:
		t = wiretype.Pointee(u.Elem())
	}
	return slices.ContainsFunc(s.outer, func(outer types.Type) bool { return types.Identical(outer, t) })
}

// isReference reports whether nil is a value of the type.
func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map:
		return true
	}
	return false
}

// elided leaves out the type of an element that its list gives.
func elided(text, typ string) string {
	if strings.HasPrefix(text, typ+"{") {
		return strings.TrimPrefix(text, typ)
	}
	if strings.HasPrefix(typ, "*") && strings.HasPrefix(text, "&"+typ[1:]+"{") {
		return text[len(typ):]
	}
	return text
}

// known makes examples of types with a form of their own.
func (s *sampler) known(t types.Type, name string) (sampled, bool) {
	switch wiretype.Name(t) {
	case "time.Time":
		return sampled{strings.TrimSuffix(s.typ(types.Unalias(t)), "Time") + "Now()", "2026-01-02T15:04:05Z"}, true
	case "math/big.Int", "encoding/json.Number":
		if _, isText := t.Underlying().(*types.Basic); isText {
			return sampled{s.typ(t) + `("1")`, json.Number("1")}, true
		}
		return sampled{s.typ(t) + "{}", json.Number("0")}, true
	case "encoding/json.RawMessage":
		return sampled{s.typ(t) + `("{}")`, apidoc.Object{}}, true
	case "github.com/google/uuid.UUID":
		return sampled{strings.TrimSuffix(s.typ(types.Unalias(t)), "UUID") + "New()", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, true
	}
	if wiretype.EmbedsEndlessly(t) || wiretype.Writers(t).Chosen() == nil && !wiretype.KnownTypes[wiretype.Name(t)] {
		return sampled{}, false
	}
	return sampled{s.zero(t), name}, true // the type alone knows its texts
}

// zero is an expression for the zero value.
func (s *sampler) zero(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			return "false"
		case info&types.IsString != 0:
			return `""`
		}
		return "0"
	case *types.Struct, *types.Array:
		return s.typ(t) + "{}"
	}
	return "nil"
}

func (s *sampler) basic(t types.Type, u *types.Basic, name string) sampled {
	switch info := u.Info(); {
	case info&types.IsBoolean != 0:
		return sampled{"true", true}
	case info&types.IsString != 0:
		if list := s.describer.Type(t).Constants; len(list) > 0 {
			name = list[0]
		}
		return sampled{strconv.Quote(name), name}
	}
	if u.Info()&types.IsFloat != 0 {
		return sampled{"1.5", json.Number("1.5")}
	}
	return sampled{"1", json.Number("1")}
}

// pointer makes a pointer: &T{} of a struct, new(v) of anything else.
func (s *sampler) pointer(t types.Type, name string, depth int) sampled {
	_, isStruct := t.Underlying().(*types.Struct)
	if !isStruct {
		depth++
	}
	elem := s.of(t, name, depth)
	basic, isBasic := t.Underlying().(*types.Basic)
	switch {
	case isStruct && strings.HasSuffix(elem.text, "}"):
		elem.text = "&" + elem.text
	case elem.text == "nil":
		elem.text = "new(" + s.typ(t) + ")"
	case isBasic && !types.Identical(t, types.Default(untyped(basic))):
		elem.text = "new(" + s.typ(t) + "(" + elem.text + "))"
	default:
		elem.text = "new(" + elem.text + ")"
	}
	return elem
}

// untyped is the type of a constant that is written without one.
func untyped(t *types.Basic) types.Type {
	switch info := t.Info(); {
	case info&types.IsBoolean != 0:
		return types.Typ[types.UntypedBool]
	case info&types.IsString != 0:
		return types.Typ[types.UntypedString]
	case info&types.IsFloat != 0:
		return types.Typ[types.UntypedFloat]
	}
	return types.Typ[types.UntypedInt]
}
