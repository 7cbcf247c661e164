package apidoc

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// arguments is the schema of a request's args, as a server of the interface's version
// takes them.
func (s *spec) arguments(m *Method) Object {
	top := s.i.home(m)
	properties, rest := Object{}, any(false)
	var required []string
	for _, a := range m.Args {
		if a.Rest {
			rest = s.schema(a.Type)
			continue
		}
		rule := m.rule(a)
		if a.Index < 0 && !a.Optional && a.Constant == "" || a.Index >= 0 && m.Ladder.Accept(top, a.Index) == ladder.Required && rule.Was == "" {
			required = append(required, a.Name)
		}
		properties.Put(a.Name, s.argument(a, rule))
		if rule.Was != "" {
			properties.Put(rule.Was, append(Object{{"description", "The name of " + a.Name + " before " + rule.Renamed.String() + "."}}, s.olderForm(a, rule)...))
		}
	}
	out := Object{{"type", "object"}, {"properties", properties}}
	out.Set("required", required)
	out.Put("additionalProperties", rest)
	return out
}

// argument is the schema of one argument, with its versions.
func (s *spec) argument(a *Arg, rule ladder.Arg) Object {
	out := Object{}
	if a.Constant != "" {
		out.Put("const", Scalar(a.Constant))
	} else {
		out = append(out, s.schema(a.Type)...)
	}
	var notes Object
	notes.Set("description", a.Doc)
	if a.Default != "" {
		notes.Put("default", Scalar(a.Default))
	}
	notes = append(notes, marks(rule.Since, rule.Until, rule.Was, rule.Renamed)...)
	if !rule.Since.IsZero() {
		notes.Put("x-oslo-below", map[ladder.Below]string{ladder.Refuse: "refuse", ladder.Drop: "drop", ladder.Convert: "convert"}[rule.Below])
	}
	if len(out) == 1 && out[0].key == "$ref" && len(notes) > 0 {
		out = Object{{"allOf", []Object{out}}} // nothing may stand beside a reference
	}
	return append(out, notes...)
}

// olderForm is the schema of an argument under its older name.
func (s *spec) olderForm(a *Arg, rule ladder.Arg) Object {
	if rule.Below == ladder.Convert {
		return nil // the type is another one
	}
	return s.argument(&Arg{Type: a.Type, Index: -1}, ladder.Arg{})
}

// schema is the JSON Schema of a type.
func (s *spec) schema(t *breaking.Type) Object {
	out := s.plain(t)
	if !t.Null || len(out) == 0 {
		return out
	}
	if name, ok := out[0].value.(string); ok && out[0].key == "type" {
		out[0].value = []any{name, "null"}
	}
	if out[0].key == "type" {
		return out
	}
	return Object{{"anyOf", []Object{out, null}}}
}

func (s *spec) plain(t *breaking.Type) Object {
	if isEndless(t) {
		return Object{{"x-oslo-go", t.Go}}
	}
	kind := func(name string) Object { return Object{{"type", name}} }
	switch t.Kind {
	case breaking.Bool:
		return kind("boolean")
	case breaking.Int:
		return kind("integer")
	case breaking.Uint:
		return Object{{"type", "integer"}, {"minimum", 0}}
	case breaking.Float, breaking.Number:
		return kind("number")
	case breaking.String:
		out := kind("string")
		out.Set("examples", t.Constants)
		return out
	case breaking.Bytes:
		return Object{{"type", []any{"string", "null"}}, {"contentEncoding", "base64"}}
	case breaking.Text:
		return Object{{"type", "string"}, {"x-oslo-go", t.Ref}}
	case breaking.List:
		return s.list(t)
	case breaking.Map:
		return Object{{"type", []any{"object", "null"}}, {"additionalProperties", s.schema(t.Elem)}}
	case breaking.Object:
		return reference("components", "schemas", s.name(t.Ref))
	}
	return Object{}
}

func (s *spec) list(t *breaking.Type) Object {
	out := Object{{"type", []any{"array", "null"}}, {"items", s.schema(t.Elem)}}
	if t.Len > 0 {
		out[0].value = "array"
		out.Put("minItems", t.Len)
		out.Put("maxItems", t.Len)
	}
	return out
}

// tuple is the schema of an array of values of their own.
func tuple(elements []Object) Object {
	if len(elements) == 0 {
		return Object{{"type", "array"}, {"maxItems", 0}}
	}
	return Object{{"type", "array"}, {"items", elements}, {"minItems", len(elements)}, {"maxItems", len(elements)}}
}

// name is the name of a struct's schema, which is written later.
func (s *spec) name(ref string) string {
	if !slices.Contains(s.types, ref) {
		s.types = append(s.types, ref)
	}
	text := ref
	if st := s.i.Structs[ref]; st != nil {
		text = strings.TrimPrefix(st.Go, s.i.Package.As+".")
	}
	return s.unique("schema:"+ref, text)
}

// structures writes the schemas of structs, which may name further structs.
func (s *spec) structures() {
	for n := 0; n < len(s.types); n++ { //nolint:intrange // the list grows
		ref := s.types[n]
		st := s.i.Structs[ref]
		if st == nil {
			s.schemas.Put(s.name(ref), Object{{"type", "object"}})
			continue
		}
		s.schemas.Put(s.name(ref), s.structure(st))
	}
}

// structure is the schema of a struct.
func (s *spec) structure(st *breaking.Struct) (out Object) {
	switch {
	case st.Tuple:
		out = tuple(list(st.Fields, s.field))
	case st.Object.Name != "":
		out = versioned(st, s.members(st))
	default:
		out = s.members(st)
	}
	out.Set("description", st.Doc)
	return out
}

// members is the schema of an object with the fields of a struct. A versioned object
// may leave out any.
func (s *spec) members(st *breaking.Struct) (out Object) {
	properties := Object{}
	var required []string
	rest := any(nil)
	for _, f := range st.Fields {
		if f.Wire == "" {
			rest = s.schema(f.Type)
			continue
		}
		properties.Put(f.Wire, s.field(f))
		if !f.Optional && st.Object.Name == "" {
			required = append(required, f.Wire)
		}
	}
	out = Object{{"type", "object"}, {"properties", properties}}
	out.Set("required", required)
	if rest != nil {
		out.Put("additionalProperties", rest)
	}
	return out
}

func (s *spec) field(f breaking.Field) Object {
	return s.argument(&Arg{Type: f.Type, Doc: f.Doc, Index: -1}, ladder.Arg{})
}

// versioned is the schema of an object in the envelope of oslo.versionedobjects. Minor
// versions may differ.
func versioned(st *breaking.Struct, data Object) Object {
	major, _, _ := strings.Cut(st.Version, ".")
	prefix := st.Object.Prefix
	return Object{
		{"type", "object"},
		{"properties", Object{
			{prefix + ".name", Object{{"const", st.Object.Name}}},
			{prefix + ".namespace", Object{{"const", st.Object.Namespace}}},
			{prefix + ".version", Object{{"type", "string"}, {"pattern", "^" + major + `\.`}, {"examples", []string{st.Version}}}},
			{prefix + ".data", data},
			{prefix + ".changes", Object{{"type", "array"}, {"items", Object{{"type", "string"}}}}},
		}},
		{"required", []string{prefix + ".name", prefix + ".namespace", prefix + ".version", prefix + ".data"}},
	}
}

// unique turns a text into a key of the document that no other text has. A kind has
// keys of its own.
func (s *spec) unique(kind, text string) string {
	space, _, _ := strings.Cut(kind, ":")
	if known := s.refs[kind+" "+text]; known != "" {
		return known
	}
	key := strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}, text)
	free := key
	for n := 2; s.refs[space+" taken "+free] != ""; n++ {
		free = key + strconv.Itoa(n)
	}
	s.refs[kind+" "+text], s.refs[space+" taken "+free] = free, "taken"
	return free
}

// quotePattern quotes a text for a regular expression of JSON Schema.
func quotePattern(text string) string { return regexp.QuoteMeta(text) }
