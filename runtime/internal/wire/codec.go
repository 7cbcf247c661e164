package wire

import (
	"encoding"
	"encoding/json"
	"math/big"
	"net"
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

	null  nullRule
	blank bool // whether an empty string is no value: services send it for a time or a number that is not set

	fields *structCodec // of a struct
	opaque bool         // whether it is a struct that is refused because none of its fields is exported
	args   bool         // whether a method's arguments are read into those fields
}

// A nullRule is the effect of reading null.
type nullRule byte

const (
	nullKeeps  nullRule = iota // the Go value stays as it is
	nullClears                 // the Go value becomes nil
	nullPasses                 // decode sees it
)

// read reads any value into v.
func (c *codec) read(s *scanner, v reflect.Value) error {
	switch {
	case c.null == nullPasses:
		return c.decode(s, v)
	case c.blank && s.peek() == '"' && s.word(`""`) == nil:
		v.SetZero()
		return nil
	case s.peek() != 'n':
		return c.decode(s, v)
	case c.null == nullClears:
		v.SetZero()
	}
	return s.word("null")
}

// HasNull reports whether a value of type t can tell null from everything else: whether it becomes nil, or reads null
// itself. An empty struct has nothing to tell.
func HasNull(t reflect.Type) bool { return t == emptyType || codecOf(t).null != nullKeeps }

// A cache holds the codecs of the types it has met, by reflect.Type.
type cache struct{ sync.Map }

var (
	codecs     cache // of values
	dataCodecs cache // of values in the data of a versioned object
)

// codecOf returns the codec of t.
func codecOf(t reflect.Type) *codec { return codecs.of(t) }

func (known *cache) of(t reflect.Type) *codec {
	if c, ok := known.Load(t); ok {
		return c.(*codec)
	}
	data := &builder{known: &dataCodecs, made: map[reflect.Type]*codec{}}
	data.data = data
	b := data
	if known == &codecs {
		b = &builder{known: &codecs, made: map[reflect.Type]*codec{}, data: data}
	}
	c := b.codec(t)
	b.keep()
	data.keep()
	return c
}

// A builder compiles a type and the types it consists of. A type that contains itself finds its codec in made,
// unfinished.
type builder struct {
	known *cache
	made  map[reflect.Type]*codec
	data  *builder // of the data of versioned objects, where times look different
}

func (b *builder) codec(t reflect.Type) *codec {
	if c, ok := b.known.Load(t); ok {
		return c.(*codec)
	}
	c, ok := b.made[t]
	if !ok {
		c = new(codec)
		b.made[t] = c
		b.fill(c, t)
	}
	return c
}

// keep makes the finished codecs known.
func (b *builder) keep() {
	for t, c := range b.made {
		b.known.LoadOrStore(t, c)
	}
}

// inData reports whether b compiles the data of versioned objects.
func (b *builder) inData() bool { return b == b.data }

var (
	byteType  = reflect.TypeFor[byte]()
	emptyType = reflect.TypeFor[struct{}]()

	jsonMarshalerType   = reflect.TypeFor[json.Marshaler]()
	jsonUnmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	textAppenderType    = reflect.TypeFor[encoding.TextAppender]()
	textMarshalerType   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

var (
	timeType   = reflect.TypeFor[time.Time]()
	bigIntType = reflect.TypeFor[big.Int]()
	numberType = reflect.TypeFor[json.Number]()
	rawType    = reflect.TypeFor[json.RawMessage]()
	macType    = reflect.TypeFor[net.HardwareAddr]()
	ipNetType  = reflect.TypeFor[net.IPNet]()
)

// refused are types that look as if they could be sent and can't. The values
// say which type to send instead. The generator has the same table, in
// gen/internal/wiretype.
var refused = map[string]string{
	"time.Duration":             "send seconds as a number, or a time",
	"net.IPMask":                "send a net.IPNet, or the length of the prefix",
	"crypto/ed25519.PublicKey":  "send base64 or hexadecimal text",
	"crypto/ed25519.PrivateKey": "send base64 or hexadecimal text",
	"encoding/asn1.RawContent":  "send base64 or hexadecimal text",
}

// qualifiedName is the name of a type with the path of its package.
func qualifiedName(t reflect.Type) string { return t.PkgPath() + "." + t.Name() }

// fill makes c the codec of t. Types that this package knows by name come
// first, then the methods of a type, then its kind.
func (b *builder) fill(c *codec, t reflect.Type) {
	switch t {
	case timeType:
		*c = codec{encode: encodeTime, decode: decodeTime, blank: true}
		if b.inData() {
			c.encode = encodeObjectTime
		}
	case bigIntType:
		*c = codec{encode: encodeBigInt, decode: decodeBigInt, blank: true}
	case numberType:
		*c = codec{encode: encodeNumber, decode: decodeNumber, blank: true}
	case rawType:
		*c = codec{encode: encodeRaw, decode: decodeRaw, null: nullPasses}
	case macType:
		*c = codec{encode: encodeMAC, decode: decodeMAC, null: nullClears}
	case ipNetType:
		*c = codec{encode: encodeIPNet, decode: decodeIPNet}
	default:
		b.fillOther(c, t)
	}
}

func (b *builder) fillOther(c *codec, t reflect.Type) {
	if advice, ok := refused[qualifiedName(t)]; ok {
		*c = refuse(t, advice)
		return
	}
	b.fillKind(c, t)
	if t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
		fillMethods(c, t)
	}
}

// fillMethods lets the methods of t, or of a pointer to it, take over.
func fillMethods(c *codec, t reflect.Type) {
	pointer := reflect.PointerTo(t)
	switch {
	case pointer.Implements(jsonMarshalerType):
		c.encode, c.opaque = encodeMarshaler, false
	case pointer.Implements(textAppenderType):
		c.encode, c.opaque = encodeTextAppender, false
	case pointer.Implements(textMarshalerType):
		c.encode, c.opaque = encodeTextMarshaler, false
	}
	switch {
	case pointer.Implements(jsonUnmarshalerType):
		c.decode = decodeUnmarshaler
		c.null, c.blank, c.args = nullPasses, false, false
	case pointer.Implements(textUnmarshalerType):
		c.decode = decodeTextUnmarshaler
		c.blank, c.args = false, false
	}
}

func (b *builder) fillKind(c *codec, t reflect.Type) {
	switch t.Kind() {
	case reflect.Bool:
		*c = codec{encode: encodeBool, decode: decodeBool}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		*c = codec{encode: encodeInt, decode: decodeInt, blank: true}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		*c = codec{encode: encodeUint, decode: decodeUint, blank: true}
	case reflect.Float32, reflect.Float64:
		*c = codec{encode: encodeFloat, decode: decodeFloat, blank: true}
	case reflect.String:
		*c = codec{encode: encodeString, decode: decodeString}
	case reflect.Interface:
		*c = codec{encode: encodeInterface, decode: decodeInterface, null: nullClears}
		if b.inData() {
			c.encode = encodeDataInterface
		}
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
