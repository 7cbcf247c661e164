package wire

import (
	"reflect"
)

// restTag is the tag `oslo:"rest"` of a map with keys of type string, which takes the members of an object that have no
// field: Python's **kwargs.
const restTag = "rest"

func isRest(sf reflect.StructField) bool {
	return sf.Tag.Get("oslo") == restTag && sf.IsExported() && sf.Type.Kind() == reflect.Map && sf.Type.Key().Kind() == reflect.String
}

// takeRest removes the field tagged as the rest from fields.
func takeRest(fields []field) ([]field, *field) {
	for i, f := range fields {
		if f.rest {
			return append(fields[:i:i], fields[i+1:]...), &f
		}
	}
	return fields, nil
}

// readRest reads the member called name into the rest.
func (sc *structCodec) readRest(s *scanner, v reflect.Value, name string) error {
	place, err := sc.rest.locate(v)
	if err != nil {
		return err
	}
	if place.IsNil() {
		place.Set(reflect.MakeMap(place.Type()))
	}
	value := reflect.New(place.Type().Elem()).Elem()
	if err := sc.rest.codec.read(s, value); err != nil {
		return in(name, err)
	}
	place.SetMapIndex(reflect.ValueOf(name).Convert(place.Type().Key()), value)
	return nil
}

// appendRest appends the members of the rest to an object that began at start.
func (sc *structCodec) appendRest(dst []byte, start int, v reflect.Value, depth int) ([]byte, error) {
	err := sc.eachOfRest(v, func(name string, value reflect.Value) (err error) {
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		dst = append(appendText(dst, name), ": "...)
		dst, err = sc.rest.codec.encode(dst, value, depth+1)
		return in(name, err)
	})
	return dst, err
}

// eachOfRest calls f with the members of the rest, in the order of their names.
func (sc *structCodec) eachOfRest(v reflect.Value, f func(name string, value reflect.Value) error) error {
	if sc.rest == nil {
		return nil
	}
	rest, ok := sc.rest.get(v)
	if !ok || rest.Len() == 0 {
		return nil
	}
	entries, err := sortedEntries(rest, keyCodec{text: stringKey})
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, taken := sc.byName[e.text]; taken {
			return in(e.text, valueErrorf("stands in the rest and is a field"))
		}
		if err := f(e.text, e.value); err != nil {
			return err
		}
	}
	return nil
}
