package wire

import (
	"encoding"
	"encoding/json"
	"math/big"
	"reflect"
	"sync"
	"time"
)

// A codec writes and reads the values of one Go type. It is compiled on the type's first use.
type codec struct {
	// encode appends v, which is depth arrays and objects deep.
	encode func(dst []byte, v reflect.Value, depth int) ([]byte, error)

	// decode reads a value other than null into v, which is addressable.
	decode func(s *scanner, v reflect.Value) error

	null nullRule

	fields *structCodec // of a struct
	args   bool         // whether a method's arguments are read into those fields
}

// A nullRule is what reading null does.
type nullRule byte

const (
	nullKeeps  nullRule = iota // the Go value stays as it is
	nullClears                 // the Go value becomes nil
	nullPasses                 // decode sees it
)

// read reads any value into v.
func (c *codec) read(s *scanner, v reflect.Value) error {
	if c.null == nullPasses || s.peek() != 'n' {
		return c.decode(s, v)
	}
	if c.null == nullClears {
		v.SetZero()
	}
	return s.word("null")
}

var codecs sync.Map // of reflect.Type to *codec

// codecOf returns the codec of t.
func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	b := builder{}
	c := b.codec(t)
	for t, c := range b {
		codecs.LoadOrStore(t, c)
	}
	return c
}

// A builder compiles a type and the types it consists of. A type that contains itself finds its codec here, unfinished.
type builder map[reflect.Type]*codec

func (b builder) codec(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	c, ok := b[t]
	if !ok {
		c = new(codec)
		b[t] = c
		b.fill(c, t)
	}
	return c
}

var (
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
	bigIntType   = reflect.TypeFor[big.Int]()
	numberType   = reflect.TypeFor[json.Number]()
	rawType      = reflect.TypeFor[json.RawMessage]()
	emptyType    = reflect.TypeFor[struct{}]()

	jsonMarshalerType   = reflect.TypeFor[json.Marshaler]()
	jsonUnmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	textAppenderType    = reflect.TypeFor[encoding.TextAppender]()
	textMarshalerType   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// fill makes c the codec of t: the types this package knows by name, then what a type's methods say, then its kind.
func (b builder) fill(c *codec, t reflect.Type) {
	switch t {
	case timeType:
		*c = codec{encode: encodeTime, decode: decodeTime}
	case durationType:
		*c = refuse(t, "send seconds as a number, or a time")
	case bigIntType:
		*c = codec{encode: encodeBigInt, decode: decodeBigInt}
	case numberType:
		*c = codec{encode: encodeNumber, decode: decodeNumber}
	case rawType:
		*c = codec{encode: encodeRaw, decode: decodeRaw, null: nullPasses}
	default:
		b.fillKind(c, t)
		if t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
			fillMethods(c, t)
		}
	}
}

// fillMethods lets the methods of t, or of a pointer to it, take over.
func fillMethods(c *codec, t reflect.Type) {
	pointer := reflect.PointerTo(t)
	switch {
	case pointer.Implements(jsonMarshalerType):
		c.encode = encodeMarshaler
	case pointer.Implements(textAppenderType):
		c.encode = encodeTextAppender
	case pointer.Implements(textMarshalerType):
		c.encode = encodeTextMarshaler
	}
	switch {
	case pointer.Implements(jsonUnmarshalerType):
		c.decode = decodeUnmarshaler
		c.null = nullPasses
		c.args = false
	case pointer.Implements(textUnmarshalerType):
		c.decode = decodeTextUnmarshaler
		c.args = false
	}
}

func (b builder) fillKind(c *codec, t reflect.Type) {
	switch t.Kind() {
	case reflect.Bool:
		*c = codec{encode: encodeBool, decode: decodeBool}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		*c = codec{encode: encodeInt, decode: decodeInt}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		*c = codec{encode: encodeUint, decode: decodeUint}
	case reflect.Float32, reflect.Float64:
		*c = codec{encode: encodeFloat, decode: decodeFloat}
	case reflect.String:
		*c = codec{encode: encodeString, decode: decodeString}
	case reflect.Interface:
		*c = codec{encode: encodeInterface, decode: decodeInterface, null: nullClears}
	case reflect.Pointer:
		b.fillPointer(c, t)
	case reflect.Struct:
		b.fillStruct(c, t)
	case reflect.Map:
		b.fillMap(c, t)
	case reflect.Slice:
		b.fillSlice(c, t)
	case reflect.Array:
		b.fillArray(c, t)
	default:
		*c = refuse(t, "send its data")
	}
}

// refuse returns the codec of a type that has no form on the wire.
func refuse(t reflect.Type, advice string) codec {
	problem := t.String() + " has no form on the wire: " + advice
	return codec{
		encode: func(dst []byte, _ reflect.Value, _ int) ([]byte, error) { return dst, valueErrorf("%s", problem) },
		decode: func(*scanner, reflect.Value) error { return &TypeError{Problem: problem} },
	}
}
