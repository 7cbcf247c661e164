package wire

import (
	"bytes"
	"encoding"
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"time"
)

// Unmarshal reads JSON text into the value that v points to, as Python would
// understand it. It works as [encoding/json], with the same struct tags, and
// differs where Python does:
//
//   - NaN, Infinity and -Infinity are floats. A number beyond float64's range is infinite.
//   - In an any, an integer becomes an int64, or a *big.Int if it does not fit.
//   - Of several members with one name the last counts. Nothing of the others stays.
//   - 3.0 is an integer too, because Python's division makes floats.
//   - An empty string is no time and no number: it reads as the zero value or a nil pointer.
//   - Names of fields match exactly. Unknown ones are ignored.
//   - An array must have as many elements as a Go array.
//   - A []byte is text, and a map[K]struct{} is an array.
//   - A [time.Time] is text in any layout that services use, in UTC if it has no zone.
//   - Text that is not UTF-8 is an error.
//
// Null leaves a value that can't be nil unchanged. The error is a
// [*SyntaxError], a [*TypeError] or [ErrTooDeep]. After an error v may be
// partly filled.
func Unmarshal(data []byte, v any) error {
	target, err := target(v)
	if err != nil {
		return err
	}
	s := scan(data)
	defer s.free()
	if err := codecOf(target.Type()).read(s, target); err != nil {
		return err
	}
	return s.end()
}

// Valid reports whether data is JSON text as Python reads it, not nested deeper than MaxDepth.
func Valid(data []byte) bool {
	s := scanner{data: data}
	return s.skip() == nil && s.end() == nil
}

// target returns the value that v points to.
func target(v any) (reflect.Value, error) {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return reflect.Value{}, &TypeError{Problem: "the destination has to be a pointer that is not nil"}
	}
	return p.Elem(), nil
}

// mismatch returns the error for a value of the wrong kind at the current position.
func (s *scanner) mismatch(expected string) error {
	var found string
	switch c := s.peek(); {
	case c == '{':
		found = "an object"
	case c == '[':
		found = "an array"
	case c == '"':
		found = "a string"
	case c == 't', c == 'f':
		found = "a boolean"
	case c == 'n':
		found = "null"
	case isNumber(c):
		found = "a number"
	default:
		return s.fail("a value")
	}
	return &TypeError{Problem: "expected " + expected + ", found " + found}
}

// isNumber reports whether c begins a number.
func isNumber(c byte) bool { return isDigit(c) || c == '-' || c == 'N' || c == 'I' }

// string reads a string where only a string will do.
func (s *scanner) string() ([]byte, error) {
	if s.peek() != '"' {
		return nil, s.mismatch("a string")
	}
	return s.text()
}

// integer reads the digits of an integer where only an integer will do. A float that is one, such as 3.0, will do too:
// Python's division makes floats.
func (s *scanner) integer() ([]byte, error) {
	if !isNumber(s.peek()) {
		return nil, s.mismatch("an integer")
	}
	digits, kind, err := s.number()
	if err != nil || kind == integer {
		return digits, err
	}
	f := parseFloat(digits, 64)
	if f != math.Trunc(f) || math.IsInf(f, 0) {
		return nil, &TypeError{Problem: "expected an integer, found a float"}
	}
	return strconv.AppendFloat(nil, f, 'f', 0, 64), nil
}

func decodeBool(s *scanner, v reflect.Value) error {
	switch s.peek() {
	case 't':
		v.SetBool(true)
		return s.word("true")
	case 'f':
		v.SetBool(false)
		return s.word("false")
	default:
		return s.mismatch("a boolean")
	}
}

func decodeInt(s *scanner, v reflect.Value) error {
	digits, err := s.integer()
	if err != nil {
		return err
	}
	i, ok := parseInt(digits)
	if !ok || v.OverflowInt(i) {
		return overflow(v)
	}
	v.SetInt(i)
	return nil
}

func decodeUint(s *scanner, v reflect.Value) error {
	digits, err := s.integer()
	if err != nil {
		return err
	}
	u, ok := parseUint(digits)
	if !ok || v.OverflowUint(u) {
		return overflow(v)
	}
	v.SetUint(u)
	return nil
}

func decodeFloat(s *scanner, v reflect.Value) error {
	if !isNumber(s.peek()) {
		return s.mismatch("a number")
	}
	text, _, err := s.number()
	if err != nil {
		return err
	}
	v.SetFloat(parseFloat(text, v.Type().Bits()))
	return nil
}

func overflow(v reflect.Value) error {
	return &TypeError{Problem: "number out of range of " + v.Type().String()}
}

func decodeString(s *scanner, v reflect.Value) error {
	text, err := s.string()
	if err != nil {
		return err
	}
	v.SetString(string(text))
	return nil
}

func decodeBytes(s *scanner, v reflect.Value) error {
	text, err := s.string()
	if err != nil {
		return err
	}
	v.SetBytes(bytes.Clone(text))
	return nil
}

func decodeTime(s *scanner, v reflect.Value) error {
	text, err := s.string()
	if err != nil {
		return err
	}
	t, ok := parseTime(string(text))
	if !ok {
		return &TypeError{Problem: "text is not a time"}
	}
	*v.Addr().Interface().(*time.Time) = t
	return nil
}

func decodeBigInt(s *scanner, v reflect.Value) error {
	digits, err := s.integer()
	if err != nil {
		return err
	}
	i, ok := parseBig(digits)
	if !ok {
		return overflow(v)
	}
	v.Addr().Interface().(*big.Int).Set(i)
	return nil
}

func decodeNumber(s *scanner, v reflect.Value) error {
	if !isNumber(s.peek()) {
		return s.mismatch("a number")
	}
	text, kind, err := s.number()
	if err != nil {
		return err
	}
	if kind == special {
		return &TypeError{Problem: "NaN or infinity does not fit json.Number"}
	}
	v.SetString(string(text))
	return nil
}

func decodeRaw(s *scanner, v reflect.Value) error {
	raw, err := s.raw()
	if err != nil {
		return err
	}
	v.SetBytes(bytes.Clone(raw))
	return nil
}

func decodeUnmarshaler(s *scanner, v reflect.Value) error {
	raw, err := s.raw()
	if err != nil {
		return err
	}
	if v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(raw) != nil {
		return &TypeError{Problem: "value is not the JSON of a " + v.Type().String()}
	}
	return nil
}

func decodeTextUnmarshaler(s *scanner, v reflect.Value) error {
	text, err := s.string()
	if err != nil {
		return err
	}
	err = v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text)
	switch {
	case err == nil:
		return nil
	case len(text) == 0 && isZeroText(v.Type()):
		v.SetZero()
		return nil
	default:
		return &TypeError{Problem: "text is not that of a " + v.Type().String()}
	}
}

// isZeroText reports whether the zero value of t writes itself as an empty text, as an x509.OID does that can't read it.
func isZeroText(t reflect.Type) bool {
	zero, ok := reflect.TypeAssert[encoding.TextMarshaler](reflect.New(t))
	if !ok {
		return false
	}
	text, err := zero.MarshalText()
	return err == nil && len(text) == 0
}
