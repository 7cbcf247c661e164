// Package wirejson reads and writes JSON as oslo.messaging does. It is for your
// own methods UnmarshalJSON and MarshalJSON, and for relays that hold a
// json.RawMessage. Arguments, results and payloads follow the same rules
// without it, so most programs don't need it.
//
// encoding/json differs from Python's json in four points. It refuses NaN and
// Infinity, it reads only times with a zone, it knows no tuples, and it accepts
// names of fields in other capitals. Struct tags have the same meaning in both.
package wirejson

import "github.com/oslogen/oslogen/runtime/internal/wire"

// A SyntaxError is the place at which a text is no longer JSON.
type SyntaxError = wire.SyntaxError

// A TypeError is a JSON value that does not fit the Go value it is read into.
type TypeError = wire.TypeError

// A ValueError is a Go value that has no form on the wire.
type ValueError = wire.ValueError

// ErrTooDeep means that arrays and objects are nested deeper than [MaxDepth].
var ErrTooDeep = wire.ErrTooDeep

// MaxDepth is how deep arrays and objects may be nested.
const MaxDepth = wire.MaxDepth

// Marshal returns v as Python would write it:
//
//   - Floats have a point or an exponent, and may be NaN or Infinity.
//   - A time.Time is in UTC, with six digits and no zone: 2024-02-29T12:34:56.000789.
//   - Nil slices and maps are [] and {}, and a map[K]struct{} is a sorted array.
//   - A []byte is text and must be UTF-8.
//   - A struct that embeds oslo.Tuple is an array.
//   - All text is in ASCII.
//
// The error is a [*ValueError] or [ErrTooDeep].
func Marshal(v any) ([]byte, error) { return wire.AppendValue(nil, v) }

// Append appends the JSON of v to dst. After an error it returns dst unchanged.
func Append(dst []byte, v any) ([]byte, error) { return wire.AppendValue(dst, v) }

// Unmarshal reads data into v, a pointer that is not nil, as Python would read
// it:
//
//   - NaN, Infinity and -Infinity are floats, and 3.0 fits an integer type.
//   - In an any, an integer is an int64, or a *big.Int if it does not fit one.
//   - Times may have a zone, or none, which means UTC, and a space in place of the T.
//   - An empty string is no time and no number: it reads as the zero value or a nil pointer.
//   - An array fits a slice, a Go array of its length, and a struct that embeds oslo.Tuple.
//   - Of several members with one name the last counts. Names of fields match exactly.
//
// The error is a [*SyntaxError], a [*TypeError] or [ErrTooDeep]. v may then be
// partly filled.
func Unmarshal(data []byte, v any) error { return wire.Unmarshal(data, v) }

// Valid reports whether data is JSON as Python reads it.
func Valid(data []byte) bool { return wire.Valid(data) }
