// Package wiretype decides which Go types travel, and how.
package wiretype

import (
	"fmt"
	"go/types"
)

// UnknownType is the reason why a type that does not compile can not travel.
const UnknownType = "its type is not known"

// Unsendable returns the reason why t can't be sent and the path to the culprit
// within t, or "". A type that passes arrives as it was sent, in both
// directions.
//
// The runtime's codec (runtime/internal/wire/codec.go) applies the same rules
// to reflect.Type: known types first, then methods, then the kind. Three faults
// are invisible to the codec and are refused only here: methods promoted from
// an embedded field, methods without their counterpart, and types made from a
// type whose form they don't inherit. The matrix test compares the two.
func Unsendable(t types.Type, origin Origin) (path, reason string) {
	w := walker{seen: map[types.Type]bool{}, origin: origin}
	return w.walk(t)
}

// UnsendableError is unsendable for an error type, whose fields are the kwargs
// of an exception. Such a type needs no field, because its text travels too.
func UnsendableError(t types.Type, s *types.Struct, origin Origin) (path, reason string) {
	if EmbedsEndlessly(t) {
		return "", tooDeep
	}
	if decided, reason := byMethods(t); decided {
		return "", reason
	}
	w := walker{seen: map[types.Type]bool{t: true}, origin: origin, opaque: true}
	return w.structType(t, s)
}

// KnownTypes are the types for which the codec has a form of its own.
var KnownTypes = map[string]bool{
	"time.Time": true, "math/big.Int": true, "encoding/json.Number": true, "encoding/json.RawMessage": true,
	"net.HardwareAddr": true, "net.IPNet": true,
}

// refusedTypes look as if they could be sent and can't. The values say which
// type to send instead.
var refusedTypes = map[string]string{
	"time.Duration":             "send seconds as a number, or a time",
	"net.IPMask":                "send a net.IPNet, or the length of the prefix",
	"crypto/ed25519.PublicKey":  "send base64 or hexadecimal text",
	"crypto/ed25519.PrivateKey": "send base64 or hexadecimal text",
	"encoding/asn1.RawContent":  "send base64 or hexadecimal text",
}

// walker searches a type for parts that can't be sent.
type walker struct {
	seen   map[types.Type]bool
	origin Origin
	depth  int
	opaque bool // the current struct needs no exported field
}

// maxTypeDepth limits how deep types may be nested. A generic type can hold
// ever new instances of itself, which the type checker misses when it finds
// other mistakes.
const maxTypeDepth = 100

const tooDeep = "its types are nested without an end"

// walk is unsendable for a type within another. It passes types already seen.
func (w *walker) walk(t types.Type) (path, reason string) {
	if basic, ok := t.(*types.Basic); ok { // which has neither a path nor methods
		return "", basicType(basic)
	}
	if w.seen[t] {
		return "", ""
	}
	w.seen[t] = true
	if w.depth++; w.depth > maxTypeDepth || EmbedsEndlessly(t) {
		return "", tooDeep
	}
	defer func() { w.depth-- }()
	name := Name(t)
	if advice, refused := refusedTypes[name]; refused {
		return "", noForm(Text(t)) + ": " + advice
	}
	if KnownTypes[name] {
		return "", ""
	}
	if decided, reason := byMethods(t); decided {
		return "", reason
	}
	if reason := w.disowned(t); reason != "" {
		return "", reason
	}
	return w.byKind(t)
}

func (w *walker) byKind(t types.Type) (path, reason string) {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return "", basicType(u)
	case *types.Pointer:
		return w.walk(u.Elem())
	case *types.Slice:
		return w.walk(u.Elem())
	case *types.Array:
		return w.walk(u.Elem())
	case *types.Map:
		return w.mapType(u)
	case *types.Struct:
		return w.structType(t, u)
	case *types.Interface:
		return "", interfaceType(t, u)
	case *types.Chan:
		return "", noForm("a channel") + sendData
	case *types.Signature:
		return "", noForm("a function") + sendData
	default:
		return "", noForm(Text(t)) + sendData
	}
}

const sendData = ": send its data"

func noForm(what string) string { return what + " has no form on the wire" }

func basicType(t *types.Basic) string {
	switch {
	case t.Kind() == types.Invalid:
		return UnknownType
	case t.Info()&types.IsComplex != 0, t.Kind() == types.UnsafePointer, t.Kind() == types.Uintptr:
		return noForm(t.Name()) + sendData
	}
	return ""
}

func (w *walker) mapType(t *types.Map) (path, reason string) {
	if reason := mapKey(t.Key()); reason != "" {
		return "", reason
	}
	if s, ok := types.Unalias(t.Elem()).(*types.Struct); ok && s.NumFields() == 0 { // a set travels as an array of its keys
		return w.walk(t.Key())
	}
	return w.walk(t.Elem())
}

func interfaceType(t types.Type, i *types.Interface) string {
	if i.Empty() {
		return ""
	}
	return fmt.Sprintf("nobody could say which type to read for interface %s; use a struct, or any", Text(t))
}
