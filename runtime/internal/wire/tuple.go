package wire

import (
	"reflect"
	"strconv"
)

// Tuple turns a struct that embeds it into an array of its fields, as Python's
// tuples are.
//
// The elements are the exported fields in their order. Their names and
// omitempty do not matter, and a field tagged json:"-" is left out. An array of
// another length is an error.
type Tuple struct{}

var tupleType = reflect.TypeFor[Tuple]()

// IsTuple reports whether t is a struct that embeds Tuple. A struct within that one does not count.
func IsTuple(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	for field := range t.Fields() {
		if field.Anonymous && field.Type == tupleType {
			return true
		}
	}
	return false
}

// A tupleCodec writes and reads the structs of one type as arrays.
type tupleCodec struct{ elements []field }

func (b *builder) fillTuple(c *codec, t reflect.Type) {
	tc := new(tupleCodec)
	for sf := range t.Fields() {
		switch {
		case sf.Type == tupleType, sf.Tag.Get("json") == "-":
		case sf.IsExported():
			f := newField(sf, sf.Name, tagOptions(sf), sf.Index)
			b.finish(&f, t)
			f.omit = nil
			tc.elements = append(tc.elements, f)
		case sf.Anonymous:
			*c = refuse(t, "give the embedded "+sf.Name+" a name, so that it is one element")
			return
		}
	}
	*c = codec{encode: tc.encode, decode: tc.decode, fields: &structCodec{fields: tc.elements}}
}

func (tc *tupleCodec) encode(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	if depth >= MaxDepth {
		return dst, ErrTooDeep
	}
	dst = append(dst, '[')
	for i := range tc.elements {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		f := &tc.elements[i]
		var err error
		if dst, err = f.codec.encode(dst, v.Field(f.index[0]), depth+1); err != nil {
			return dst, in("["+strconv.Itoa(i)+"]", err)
		}
	}
	return append(dst, ']'), nil
}

// decode reads an array that has to have as many elements as the tuple.
func (tc *tupleCodec) decode(s *scanner, v reflect.Value) error {
	return s.exactly(len(tc.elements), func(i int) error {
		f := &tc.elements[i]
		return f.codec.read(s, v.Field(f.index[0]))
	})
}
