package wire

import (
	"cmp"
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

func (b *builder) fillPointer(c *codec, t reflect.Type) {
	elem := b.codec(t.Elem())
	c.null, c.blank = nullClears, elem.blank
	c.encode = func(dst []byte, v reflect.Value, depth int) ([]byte, error) {
		if v.IsNil() {
			return append(dst, "null"...), nil
		}
		if depth > MaxDepth { // pointers count, for they can make a circle
			return dst, ErrTooDeep
		}
		return elem.encode(dst, v.Elem(), depth+1)
	}
	c.decode = func(s *scanner, v reflect.Value) error {
		if v.IsNil() {
			v.Set(reflect.New(t.Elem()))
		}
		return elem.read(s, v.Elem())
	}
}

func (b *builder) fillSlice(c *codec, t reflect.Type) {
	if t.Elem() == byteType { // elements of a named type are numbers, or their methods decide
		*c = codec{encode: encodeBytes, decode: decodeBytes, null: nullClears}
		return
	}
	elem := b.codec(t.Elem())
	*c = codec{encode: elem.encodeList, decode: elem.decodeSlice, null: nullClears}
}

func (b *builder) fillArray(c *codec, t reflect.Type) {
	elem := b.codec(t.Elem())
	*c = codec{encode: elem.encodeList, decode: elem.decodeArray}
}

// encodeList appends a slice or an array of values that c encodes.
func (c *codec) encodeList(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	if depth >= MaxDepth {
		return dst, ErrTooDeep
	}
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		var err error
		if dst, err = c.encode(dst, v.Index(i), depth+1); err != nil {
			return dst, in("["+strconv.Itoa(i)+"]", err)
		}
	}
	return append(dst, ']'), nil
}

// fillMap makes c the codec of a map: an object, or an array of the keys if the values are empty structs.
func (b *builder) fillMap(c *codec, t reflect.Type) {
	keys, ok := keysOf(t.Key())
	switch {
	case !ok:
		*c = refuse(t, "use keys that are strings or integers")
	case t.Elem() == emptyType:
		elem := b.codec(t.Key())
		*c = codec{
			encode: func(dst []byte, v reflect.Value, depth int) ([]byte, error) {
				return encodeSet(dst, v, depth, keys, elem)
			},
			decode: elem.decodeSet,
			null:   nullClears,
		}
	default:
		elem := b.codec(t.Elem())
		*c = codec{
			encode: func(dst []byte, v reflect.Value, depth int) ([]byte, error) {
				return encodeMap(dst, v, depth, keys, elem)
			},
			decode: func(s *scanner, v reflect.Value) error { return decodeMap(s, v, keys, elem) },
			null:   nullClears,
		}
	}
}

// encodeMap appends a map as an object, sorted by key.
func encodeMap(dst []byte, v reflect.Value, depth int, keys keyCodec, elem *codec) ([]byte, error) {
	if depth >= MaxDepth {
		return dst, ErrTooDeep
	}
	entries, err := sortedEntries(v, keys)
	if err != nil {
		return dst, err
	}
	dst = append(dst, '{')
	for i, entry := range entries {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if dst, err = appendValid(dst, entry.text); err != nil {
			return dst, err
		}
		dst = append(dst, ": "...)
		if dst, err = elem.encode(dst, entry.value, depth+1); err != nil {
			return dst, in("[*]", err)
		}
	}
	return append(dst, '}'), nil
}

// encodeSet appends the keys of a map as an array, integers by size and others by their text.
func encodeSet(dst []byte, v reflect.Value, depth int, keys keyCodec, elem *codec) ([]byte, error) {
	if depth >= MaxDepth {
		return dst, ErrTooDeep
	}
	entries, err := sortedEntries(v, keys)
	if err != nil {
		return dst, err
	}
	slices.SortStableFunc(entries, func(a, b mapEntry) int { return compareIntegers(a.key, b.key) })
	dst = append(dst, '[')
	for i, entry := range entries {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if dst, err = elem.encode(dst, entry.key, depth+1); err != nil {
			return dst, in("[*]", err)
		}
	}
	return append(dst, ']'), nil
}

// compareIntegers orders two values of one type if they are integers. It takes
// other values for equal.
func compareIntegers(a, b reflect.Value) int {
	switch {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	default:
		return 0
	}
}

type mapEntry struct {
	text       string // the key as it is written
	key, value reflect.Value
}

func sortedEntries(v reflect.Value, keys keyCodec) ([]mapEntry, error) {
	entries := make([]mapEntry, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		text, err := keys.text(it.Key())
		if err != nil {
			return nil, &ValueError{Err: err}
		}
		entries = append(entries, mapEntry{text, it.Key(), it.Value()})
	}
	slices.SortFunc(entries, func(a, b mapEntry) int { return strings.Compare(a.text, b.text) })
	return entries, nil
}

// A keyCodec turns the keys of maps into strings and back.
type keyCodec struct {
	text  func(reflect.Value) (string, error)
	parse func(text []byte, v reflect.Value) error
}

// keysOf returns the keyCodec of a type, and false if a type cannot be the key of an object.
func keysOf(t reflect.Type) (keyCodec, bool) {
	var keys keyCodec
	if _, ok := refused[qualifiedName(t)]; ok {
		return keys, false
	}
	switch t.Kind() {
	case reflect.String:
		keys = keyCodec{stringKey, parseStringKey}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		keys = keyCodec{intKey, parseIntKey}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		keys = keyCodec{uintKey, parseUintKey}
	}
	if reflect.PointerTo(t).Implements(textMarshalerType) && t.Kind() != reflect.Interface {
		keys.text = textKey
	}
	if reflect.PointerTo(t).Implements(textUnmarshalerType) {
		keys.parse = parseTextKey
	}
	return keys, keys.text != nil && keys.parse != nil
}

func stringKey(v reflect.Value) (string, error) { return v.String(), nil }
func intKey(v reflect.Value) (string, error)    { return strconv.FormatInt(v.Int(), 10), nil }
func uintKey(v reflect.Value) (string, error)   { return strconv.FormatUint(v.Uint(), 10), nil }

func textKey(v reflect.Value) (string, error) {
	text, err := addressable(v).Interface().(encoding.TextMarshaler).MarshalText()
	return string(text), err
}

func parseStringKey(text []byte, v reflect.Value) error {
	v.SetString(string(text))
	return nil
}

func parseIntKey(text []byte, v reflect.Value) error {
	i, err := strconv.ParseInt(string(text), 10, v.Type().Bits())
	if err != nil {
		return &TypeError{Problem: "key is not an integer that fits " + v.Type().String()}
	}
	v.SetInt(i)
	return nil
}

func parseUintKey(text []byte, v reflect.Value) error {
	u, err := strconv.ParseUint(string(text), 10, v.Type().Bits())
	if err != nil {
		return &TypeError{Problem: "key is not an integer that fits " + v.Type().String()}
	}
	v.SetUint(u)
	return nil
}

func parseTextKey(text []byte, v reflect.Value) error {
	if v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text) != nil {
		return &TypeError{Problem: "key is not the text of a " + v.Type().String()}
	}
	return nil
}
