package fit

import (
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// value compares a value with a type, as package wirejson reads it. Null fits every
// type: it is nil or the zero value.
func (i *Interfaces) value(t *breaking.Type, v any, pos breaking.Pos, what string) []Finding {
	if v == nil || t == nil {
		return nil
	}
	wrong := []Finding{{WrongType, pos, fmt.Sprintf("%s: want %s, got %s", what, t.Go, describe(v))}}
	switch v := v.(type) {
	case []any:
		return i.list(t, v, pos, what, wrong)
	case map[string]any:
		return i.object(t, v, pos, what, wrong)
	}
	if scalar(t, v) {
		return nil
	}
	return wrong
}

// scalar reports whether a value that is neither an array nor an object fits.
func scalar(t *breaking.Type, v any) bool {
	switch t.Kind {
	case breaking.Any, breaking.Custom, breaking.Unknown:
		return true
	case breaking.Bool:
		_, ok := v.(bool)
		return ok
	case breaking.String, breaking.Bytes, breaking.Text:
		_, ok := v.(string)
		return ok
	case breaking.Float, breaking.Number:
		return v == "" || number(v) != nil
	case breaking.Int, breaking.Uint:
		n := number(v)
		return v == "" || n != nil && n.IsInt() && inRange(t, n)
	}
	return false
}

// number is the value of a number, nil for something else. NaN and the infinities are
// numbers without a value.
func number(v any) *big.Float {
	switch v := v.(type) {
	case int64:
		return new(big.Float).SetInt64(v)
	case *big.Int:
		return new(big.Float).SetInt(v)
	case float64:
		if math.IsNaN(v) {
			return new(big.Float).SetInf(false)
		}
		return new(big.Float).SetFloat64(v)
	}
	return nil
}

// inRange reports whether a whole number fits the bits of an integer type.
func inRange(t *breaking.Type, n *big.Float) bool {
	whole, _ := n.Int(nil)
	if t.Kind == breaking.Uint {
		return whole.Sign() >= 0 && whole.BitLen() <= t.Bits
	}
	if whole.Sign() < 0 {
		whole.Not(whole) // the least number has one bit less than its negation
	}
	return whole.BitLen() < t.Bits
}

func (i *Interfaces) list(t *breaking.Type, v []any, pos breaking.Pos, what string, wrong []Finding) (found []Finding) {
	s := i.state.Structs[t.Ref]
	switch {
	case open(t):
		return nil
	case t.Kind == breaking.Object && s != nil && s.Tuple:
		if len(v) != len(s.Fields) {
			return wrong
		}
		for n, value := range v {
			found = append(found, i.value(s.Fields[n].Type, value, pos, fmt.Sprintf("%s[%d]", what, n))...)
		}
		return found
	case t.Kind != breaking.List, t.Len > 0 && t.Len != len(v):
		return wrong
	}
	for n, value := range v {
		if found := i.value(t.Elem, value, pos, fmt.Sprintf("%s[%d]", what, n)); len(found) > 0 {
			return found // the others are likely wrong in the same way
		}
	}
	return nil
}

func (i *Interfaces) object(t *breaking.Type, v map[string]any, pos breaking.Pos, what string, wrong []Finding) (found []Finding) {
	s := i.state.Structs[t.Ref]
	switch {
	case open(t):
		return nil
	case t.Kind == breaking.Map:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			found = append(found, i.value(t.Elem, v[name], pos, what+"."+name)...)
		}
		return found
	case t.Kind != breaking.Object, s == nil, s.Tuple:
		return wrong
	case s.Version != "":
		data, ok := unwrapped(v)
		if !ok {
			return []Finding{{WrongType, pos, fmt.Sprintf("%s: want the versioned object %s, got an object without its envelope", what, t.Go)}}
		}
		v = data
	}
	for _, f := range s.Fields {
		found = append(found, i.value(f.Type, v[f.Wire], pos, what+"."+f.Wire)...)
	}
	return found
}

// unwrapped is the data of a versioned object.
func unwrapped(v map[string]any) (map[string]any, bool) {
	for name, value := range v {
		if prefix, ok := strings.CutSuffix(name, ".data"); ok && v[prefix+".name"] != nil {
			data, isObject := value.(map[string]any)
			return data, isObject
		}
	}
	return nil, false
}

// open reports whether a type takes every value, as far as can be told.
func open(t *breaking.Type) bool {
	return t.Kind == breaking.Any || t.Kind == breaking.Custom || t.Kind == breaking.Unknown
}

// describe names a value without telling it, as it may be a secret.
func describe(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case int64, *big.Int:
		return "an integer"
	case float64:
		return "a number with a fraction"
	case []any:
		return fmt.Sprintf("an array of %d", len(v))
	}
	return "an object"
}
