// Package wirejson reads and writes JSON as oslo.messaging does, for methods
// UnmarshalJSON and MarshalJSON of your own and for relays that hold a
// json.RawMessage. Arguments, results and payloads are read and written by the same
// rules, so most programs need it nowhere.
//
// encoding/json differs from Python's json: it refuses NaN and Infinity, it reads only
// times that have a zone, it knows no tuples and takes names of fields in other
// capitals. Struct tags have the same meaning in both.
package wirejson

import "github.com/oslogen/oslogen/runtime/internal/wire"

// A SyntaxError is a place where a text is no longer JSON.
type SyntaxError = wire.SyntaxError

// A TypeError is a JSON value that does not fit the Go value it is read into.
type TypeError = wire.TypeError

// A ValueError is a Go value that has no form on the wire.
type ValueError = wire.ValueError

// ErrTooDeep means that arrays and objects are nested deeper than [MaxDepth].
var ErrTooDeep = wire.ErrTooDeep

// MaxDepth is how deep arrays and objects may be nested.
const MaxDepth = wire.MaxDepth

// Marshal returns v as Python would have written it:
//
//   - floats have a point or an exponent, and may be NaN or Infinity;
//   - a time.Time is in UTC, with six digits and no zone: 2024-02-29T12:34:56.000789;
//   - nil slices and maps are [] and {}, and a map[K]struct{} is a sorted array;
//   - a []byte is text and must be UTF-8;
//   - a struct that embeds oslo.Tuple is an array;
//   - all text is in ASCII.
//
// The error is a [*ValueError] or [ErrTooDeep].
func Marshal(v any) ([]byte, error) { return wire.AppendValue(nil, v) }

// Append appends what [Marshal] returns to dst. With an error it returns dst as it was.
func Append(dst []byte, v any) ([]byte, error) { return wire.AppendValue(dst, v) }

// Unmarshal reads data into v, a pointer that is not nil, as Python would have read it:
//
//   - NaN, Infinity and -Infinity are floats, and 3.0 fits an integer type;
//   - into an any, an integer is an int64, or a *big.Int if it does not fit one;
//   - times may have a zone, or none, which means UTC, and a space in place of the T;
//   - an empty string is no time and no number: the zero value, or a nil pointer;
//   - an array fits a slice, a Go array of its length, and a struct that embeds
//     oslo.Tuple;
//   - of several members with one name the last counts; names of fields match exactly.
//
// The error is a [*SyntaxError], a [*TypeError] or [ErrTooDeep]. v may then be filled
// in part.
func Unmarshal(data []byte, v any) error { return wire.Unmarshal(data, v) }

// Valid reports whether data is JSON as Python reads it.
func Valid(data []byte) bool { return wire.Valid(data) }
