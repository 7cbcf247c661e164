package wire

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// A field is one member of the object that a struct is written as.
type field struct {
	name  string
	label []byte // the name as it is written, with its colon
	index []int  // where it is, through embedded structs

	tagged   bool // whether the tag gives the name
	optional bool // whether it may be missing among a method's arguments
	quoted   bool // whether it is written inside a string
	rest     bool // takes the members without a field, whose values codec reads
	omit     func(reflect.Value) bool
	codec    *codec
}

// fieldsOf returns the fields of a struct type in the order they are written, chosen as encoding/json does: of several
// with one name the least embedded, then the one with a tag, and if that does not decide none. The rest is the field that
// takes all others, nil if there is none.
func (b *builder) fieldsOf(t reflect.Type) (fields []field, rest *field) {
	all, rest := takeRest(collectFields(nil, t, nil, nil))
	if rest != nil {
		rest.codec = b.codec(t.FieldByIndex(rest.index).Type.Elem())
	}
	slices.SortStableFunc(all, func(x, y field) int {
		return cmp.Or(strings.Compare(x.name, y.name), cmp.Compare(x.rank(), y.rank()))
	})
	fields = all[:0]
	for i := 0; i < len(all); {
		n := i + 1
		for n < len(all) && all[n].name == all[i].name {
			n++
		}
		if n == i+1 || all[i].rank() < all[i+1].rank() {
			fields = append(fields, all[i])
		}
		i = n
	}
	slices.SortFunc(fields, func(x, y field) int { return slices.Compare(x.index, y.index) })
	for i := range fields {
		b.finish(&fields[i], t)
	}
	return fields, rest
}

// rank orders fields of one name: the lowest hides the others.
func (f *field) rank() int {
	rank := 2 * len(f.index)
	if !f.tagged {
		rank++
	}
	return rank
}

// collectFields appends the fields of t, which is embedded at index in the structs of the types outer.
func collectFields(fields []field, t reflect.Type, index []int, outer []reflect.Type) []field {
	if slices.Contains(outer, t) {
		return fields
	}
	outer = append(slices.Clip(outer), t)
	for i := range t.NumField() {
		sf := t.Field(i)
		tag := sf.Tag.Get("json")
		at := append(slices.Clip(index), i)
		if isRest(sf) {
			fields = append(fields, field{index: at, rest: true})
			continue
		}
		if tag == "-" || isObjectRecord(sf.Type) {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if !isName(name) {
			name = ""
		}
		if embedded := embeddedStruct(sf); embedded != nil && name == "" {
			fields = collectFields(fields, embedded, at, outer)
			continue
		}
		if sf.IsExported() {
			fields = append(fields, newField(sf, name, options, at))
		}
	}
	return fields
}

// embeddedStruct returns the struct type that sf embeds, nil if sf is an ordinary field.
func embeddedStruct(sf reflect.StructField) reflect.Type {
	t := sf.Type
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		t = t.Elem()
	}
	if !sf.Anonymous || t.Kind() != reflect.Struct {
		return nil
	}
	return t
}

// isName reports whether encoding/json takes name for a field's name.
func isName(name string) bool {
	for _, r := range name {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return name != ""
}

// tagOptions returns the options after the name in the json tag.
func tagOptions(sf reflect.StructField) string {
	_, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
	return options
}

func newField(sf reflect.StructField, name, options string, index []int) field {
	f := field{name: cmp.Or(name, sf.Name), index: index, tagged: name != ""}
	var empty, zero bool
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "omitempty":
			empty = true
		case "omitzero":
			zero = true
		case "optional":
			f.optional = true
		case "string":
			f.quoted = quotable(sf.Type)
		}
	}
	f.optional = f.optional || empty || zero
	f.omit = omission(sf.Type, empty, zero)
	return f
}

// finish compiles the parts of a field that are needed once it is chosen.
func (b *builder) finish(f *field, t reflect.Type) {
	f.label = append(appendText(nil, f.name), ": "...)
	f.codec = b.codec(t.FieldByIndex(f.index).Type)
	if f.quoted {
		f.codec = quotedCodec(f.codec)
	}
}

// omission returns the rule by which a field is left out.
func omission(t reflect.Type, empty, zero bool) func(reflect.Value) bool {
	isZero := reflect.Value.IsZero
	if t.Implements(reflect.TypeFor[interface{ IsZero() bool }]()) {
		isZero = func(v reflect.Value) bool {
			if (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() {
				return true
			}
			return v.Interface().(interface{ IsZero() bool }).IsZero()
		}
	}
	switch {
	case empty && zero:
		return func(v reflect.Value) bool { return isEmpty(v) || isZero(v) }
	case empty:
		return isEmpty
	case zero:
		return isZero
	default:
		return nil
	}
}

// isEmpty is encoding/json's idea of an empty value: a struct never is.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	default:
		return v.IsZero()
	}
}

// quotable reports whether the tag's string option has a meaning for t.
func quotable(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return true
	default:
		return false
	}
}

// quotedCodec returns a codec that writes the output of c inside a string. Null
// stays bare.
func quotedCodec(c *codec) *codec {
	return &codec{
		encode: func(dst []byte, v reflect.Value, depth int) ([]byte, error) {
			start := len(dst)
			dst, err := c.encode(append(dst, '"'), v, depth)
			if err != nil || string(dst[start:]) == `"null` {
				return append(dst[:start], "null"...), err
			}
			return append(escapeTail(dst, start+1), '"'), nil
		},
		decode: func(s *scanner, v reflect.Value) error {
			text, err := s.string()
			if err != nil {
				return err
			}
			inner := scanner{data: text, depth: s.depth}
			if c.read(&inner, v) != nil || inner.end() != nil {
				return &TypeError{Problem: "text is not that of a " + v.Type().String()}
			}
			return nil
		},
		null:  c.null,
		blank: c.blank,
	}
}
