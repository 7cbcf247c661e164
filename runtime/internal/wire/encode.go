package wire

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"time"
)

// AppendValue appends v as Python would write it. It takes the values that
// encoding/json takes, with the same struct tags, and differs where Python
// does:
//
//   - Nil slices and maps are [] and {}. Maps are sorted by key. A map[K]struct{} is a sorted array.
//   - A []byte is text and must be UTF-8, as must strings. The elements of a slice of a named byte type are numbers.
//   - Floats have a point or an exponent, and may be NaN or infinite.
//   - A [time.Time] is in UTC without a zone: 2024-02-29T12:34:56.000789.
//   - A [net.HardwareAddr] and a [net.IPNet] are their text, as in Neutron's messages.
//   - A [time.Duration] is refused, because no Python peer would know its unit. A struct without an exported field is refused, because its data would be lost.
//   - The output of MarshalJSON methods and [json.RawMessage] is rewritten to look like the rest.
//
// The error is a [*ValueError] or [ErrTooDeep]. AppendValue then returns dst
// unchanged.
func AppendValue(dst []byte, v any) ([]byte, error) {
	out, err := appendAny(dst, v, 0)
	if err != nil {
		return dst, err
	}
	return out, nil
}

// appendAny is AppendValue for a value inside others, without reflection for the most frequent types.
func appendAny(dst []byte, v any, depth int) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...), nil
	case bool:
		return strconv.AppendBool(dst, v), nil
	case string:
		return appendValid(dst, v)
	case int:
		return strconv.AppendInt(dst, int64(v), 10), nil
	case int64:
		return strconv.AppendInt(dst, v, 10), nil
	case float64:
		return appendFloat(dst, v, 64), nil
	default:
		return codecOf(reflect.TypeOf(v)).encode(dst, reflect.ValueOf(v), depth)
	}
}

func valueErrorf(format string, args ...any) error {
	return &ValueError{Err: fmt.Errorf(format, args...)}
}

// appendValid appends a string that has to be UTF-8.
func appendValid[T ~string | ~[]byte](dst []byte, text T) ([]byte, error) {
	dst, valid := appendString(dst, text)
	if !valid {
		return dst, valueErrorf("text is not UTF-8")
	}
	return dst, nil
}

func encodeBool(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return strconv.AppendBool(dst, v.Bool()), nil
}

func encodeInt(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return strconv.AppendInt(dst, v.Int(), 10), nil
}

func encodeUint(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return strconv.AppendUint(dst, v.Uint(), 10), nil
}

func encodeFloat(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return appendFloat(dst, v.Float(), v.Type().Bits()), nil
}

func encodeString(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return appendValid(dst, v.String())
}

func encodeBytes(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return appendValid(dst, v.Bytes())
}

func encodeInterface(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	if v.IsNil() {
		return append(dst, "null"...), nil
	}
	return appendAny(dst, v.Elem().Interface(), depth)
}

// encodeDataInterface is encodeInterface in the data of a versioned object.
func encodeDataInterface(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	if v.IsNil() {
		return append(dst, "null"...), nil
	}
	return dataCodecs.of(v.Elem().Type()).encode(dst, v.Elem(), depth)
}

func encodeTime(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return encodeTimeAs(dst, v, valueLayout)
}

// encodeObjectTime is encodeTime in the data of a versioned object.
func encodeObjectTime(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return encodeTimeAs(dst, v, objectLayout)
}

func encodeTimeAs(dst []byte, v reflect.Value, layout string) ([]byte, error) {
	dst, ok := appendTime(dst, addressable(v).Interface().(*time.Time), layout)
	if !ok {
		return dst, valueErrorf("year out of range 1 to 9999")
	}
	return dst, nil
}

func encodeBigInt(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	return addressable(v).Interface().(*big.Int).Append(dst, 10), nil
}

func encodeNumber(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	text := v.String()
	if text == "" {
		return append(dst, '0'), nil // as encoding/json
	}
	s := scanner{data: []byte(text)}
	if number, _, err := s.number(); err != nil || len(number) != len(text) {
		return dst, valueErrorf("json.Number is not a number")
	}
	return append(dst, text...), nil
}

func encodeRaw(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	return appendRaw(dst, v.Bytes(), depth)
}

// appendRaw appends JSON text from elsewhere. Empty text means null.
func appendRaw(dst, raw []byte, depth int) ([]byte, error) {
	if len(raw) == 0 {
		return append(dst, "null"...), nil
	}
	dst, err := rewrite(dst, raw, depth)
	if err != nil && !errors.Is(err, ErrTooDeep) {
		return dst, valueErrorf("raw JSON: %w", err)
	}
	return dst, err
}

func encodeMarshaler(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	raw, err := addressable(v).Interface().(json.Marshaler).MarshalJSON()
	if err != nil {
		return dst, &ValueError{Err: err}
	}
	return appendRaw(dst, raw, depth)
}

func encodeTextAppender(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	start := len(dst)
	dst, err := addressable(v).Interface().(encoding.TextAppender).AppendText(dst)
	if err != nil {
		return dst, &ValueError{Err: err}
	}
	text := dst[start:]
	if bareLen(text, 0) < len(text) {
		return appendValid(dst[:start], string(text))
	}
	dst = append(dst, `""`...)
	copy(dst[start+1:], text)
	dst[start] = '"'
	return dst, nil
}

func encodeTextMarshaler(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	text, err := addressable(v).Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return dst, &ValueError{Err: err}
	}
	return appendValid(dst, text)
}

// addressable returns a pointer to v, or to a copy of it, so that methods of T and of *T can be called.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v.Addr()
	}
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return p
}
