package wire

import (
	"encoding/json"
	"reflect"
	"slices"
)

// A structCodec writes and reads the structs of one type.
type structCodec struct {
	fields []field
	byName map[string]int // the field's place in fields
	rest   *field         // takes the members without a field, or nil
	behind []int          // the places of fields in embedded pointers, which may be nil
}

func (b *builder) fillStruct(c *codec, t reflect.Type) {
	if object, ok := objectOf(t); ok {
		b.fillObject(c, t, object)
		return
	}
	if IsTuple(t) {
		b.fillTuple(c, t)
		return
	}
	sc := b.structCodec(t)
	*c = codec{encode: sc.encode, decode: sc.decode, fields: sc, args: true}
	if len(sc.fields) == 0 && sc.rest == nil && slices.ContainsFunc(reflect.VisibleFields(t), isHidden) {
		*c = refuse(t, "it has no exported field; give it MarshalText and UnmarshalText, or send its data")
		c.fields, c.opaque = sc, true
	}
}

func (b *builder) structCodec(t reflect.Type) *structCodec {
	fields, rest := b.fieldsOf(t)
	sc := &structCodec{fields: fields, byName: make(map[string]int, len(fields)), rest: rest}
	for i, f := range fields {
		sc.byName[f.name] = i
		if isBehindPointer(t, f.index) {
			sc.behind = append(sc.behind, i)
		}
	}
	return sc
}

// isBehindPointer reports whether the path to a field of t leads through an embedded pointer.
func isBehindPointer(t reflect.Type, path []int) bool {
	for n := 1; n < len(path); n++ {
		if t.FieldByIndex(path[:n]).Type.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

// IsOpaque reports whether t, or the type it points to, is a struct with only
// unexported fields and without methods that write it. [AppendValue] refuses
// it.
func IsOpaque(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return codecOf(t).opaque
}

// isHidden reports whether sf holds data that does not travel although no tag
// leaves it out.
func isHidden(sf reflect.StructField) bool {
	return !sf.IsExported() && !sf.Anonymous && sf.Name != "_" && sf.Tag.Get("json") != "-"
}

// each calls f with the name and value of every field of the struct v that encode writes, in its order, by the rules of
// a method's arguments, or nil. One that is written inside a string comes as that, a json.RawMessage. The first error
// ends it.
func (sc *structCodec) each(v reflect.Value, rules *Rules, f func(name string, value reflect.Value) error) error {
	for i, field := range sc.fields {
		value, ok := field.get(v)
		if !ok || field.omit != nil && field.omit(value) || rules.omits(i, value) {
			continue
		}
		if name, converted, ok := rules.older(i); ok {
			if converted.IsValid() {
				value = converted
			}
			if err := f(name, value); err != nil {
				return err
			}
			continue
		}
		if field.quoted {
			text, err := field.codec.encode(nil, value, 0)
			if err != nil {
				return in(field.name, err)
			}
			value = reflect.ValueOf(json.RawMessage(text))
		}
		if err := f(field.name, value); err != nil {
			return err
		}
	}
	return sc.eachOfRest(v, f)
}

func (sc *structCodec) encode(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	return sc.appendFields(dst, v, depth, nil)
}

// appendFields is encode by the rules of a method's arguments, or nil.
func (sc *structCodec) appendFields(dst []byte, v reflect.Value, depth int, rules *Rules) ([]byte, error) {
	if depth >= MaxDepth {
		return dst, ErrTooDeep
	}
	dst = append(dst, '{')
	start := len(dst)
	for i := range sc.fields {
		f := &sc.fields[i]
		value, ok := f.get(v)
		if !ok || f.omit != nil && f.omit(value) || rules.omits(i, value) {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		var err error
		if dst, err = f.append(dst, i, value, depth+1, rules); err != nil {
			return dst, in(f.name, err)
		}
	}
	dst, err := sc.appendRest(dst, start, v, depth)
	return append(dst, '}'), err
}

// append appends the field, which is the i-th, with its name.
func (f *field) append(dst []byte, i int, value reflect.Value, depth int, rules *Rules) ([]byte, error) {
	name, converted, ok := rules.older(i)
	if !ok {
		return f.codec.encode(append(dst, f.label...), value, depth)
	}
	dst = append(appendText(dst, name), ": "...)
	if converted.IsValid() {
		return codecOf(converted.Type()).encode(dst, converted, depth)
	}
	return f.codec.encode(dst, value, depth)
}

// get returns the field's value in a struct, and false if the field is in a nil
// embedded struct.
func (f *field) get(v reflect.Value) (reflect.Value, bool) {
	if len(f.index) == 1 {
		return v.Field(f.index[0]), true
	}
	for _, i := range f.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, true
}

// locate returns the field's place in a struct. It makes a nil embedded struct
// on the way.
func (f *field) locate(v reflect.Value) (reflect.Value, error) {
	for _, i := range f.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !v.CanSet() {
					return v, &TypeError{Problem: "embedded pointer to an unexported struct is nil"}
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, nil
}

func (sc *structCodec) decode(s *scanner, v reflect.Value) error {
	var seen fieldSet
	return sc.members(s, v, &seen, nil, func(name []byte) error {
		if sc.isEnvelope(name) {
			return &TypeError{Problem: "found a versioned object, and " + v.Type().String() + " is none: it lacks the method VersionedObject"}
		}
		return s.skip()
	})
}

// members reads an object into a struct by rules, which may be nil. It adds the fields it met to seen, and calls unknown
// for members that are no field.
func (sc *structCodec) members(s *scanner, v reflect.Value, seen *fieldSet, rules *Rules, unknown func(name []byte) error) error {
	if s.peek() != '{' {
		return s.mismatch("an object")
	}
	if err := s.open('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.more('}', first)
		if err != nil || !more {
			return err
		}
		key, err := s.key()
		if err != nil {
			return err
		}
		i, ok := sc.byName[string(key)]
		if !ok {
			i, ok = rules.renamed(key)
		}
		switch {
		case ok && rules.ignores(i):
			seen.add(i)
			if err := s.skip(); err != nil {
				return err
			}
			continue
		case ok:
		case sc.rest != nil:
			if err := sc.readRest(s, v, string(key)); err != nil {
				return err
			}
			continue
		default:
			if err := unknown(key); err != nil {
				return err
			}
			continue
		}
		if err := sc.fields[i].read(s, v, seen.add(i)); err != nil {
			return in(sc.fields[i].name, err)
		}
	}
}

// read reads the field of a struct. Nothing stays of an earlier member with the
// same name.
func (f *field) read(s *scanner, v reflect.Value, again bool) error {
	place, err := f.locate(v)
	if err != nil {
		return err
	}
	if again {
		place.SetZero()
	}
	return f.codec.read(s, place)
}

// A fieldSet is a set of places in structCodec.fields.
type fieldSet struct {
	low  uint64
	high map[int]bool
}

// add adds i and reports whether it was there already.
func (set *fieldSet) add(i int) bool {
	was := set.has(i)
	if i < 64 {
		set.low |= 1 << i
		return was
	}
	if set.high == nil {
		set.high = map[int]bool{}
	}
	set.high[i] = true
	return was
}

func (set *fieldSet) has(i int) bool {
	if i < 64 {
		return set.low&(1<<i) != 0
	}
	return set.high[i]
}
