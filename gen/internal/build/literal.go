package build

import (
	"encoding/json"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"strconv"

	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// defaultLiteral writes a JSON scalar as a Go literal of type t. The literal is
// empty for the zero value. If the scalar does not fit, problem says why.
func defaultLiteral(t types.Type, text string) (literal, problem string) {
	basic, ok := t.Underlying().(*types.Basic)
	switch {
	case ok && basic.Kind() == types.Invalid: // the type checker reports it
		return "", ""
	case !ok && text == "null":
		return nilDefault(t)
	case !ok:
		return "", "a default is a bool, a number or a string; make the parameter one, or say optional"
	case wiretype.Writers(t).Chosen() != nil || wiretype.Readers(t).Chosen() != nil:
		return "", "the type says itself how it is written; say optional"
	case text == "null":
		return "", "it can't be null; make it a pointer, or say optional"
	}
	value := scalarOf(text)
	switch info := basic.Info(); {
	case info&types.IsBoolean != 0 && value.Kind() == constant.Bool,
		info&types.IsString != 0 && value.Kind() == constant.String,
		info&types.IsInteger != 0 && isInteger(value) && representable(value, basic),
		info&types.IsFloat != 0 && isNumber(value) && isFinite(value, basic):
		return literalOf(value, basic), ""
	}
	return "", "want " + wantedDefault(basic)
}

func nilDefault(t types.Type) (literal, problem string) {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface:
		return "", ""
	}
	return "", "it can't be null; say optional"
}

// scalarOf turns a JSON scalar other than null into a constant.
func scalarOf(text string) constant.Value {
	switch text[0] {
	case '"':
		var s string
		_ = json.Unmarshal([]byte(text), &s) // the grammar has checked it
		return constant.MakeString(s)
	case 't', 'f':
		return constant.MakeBool(text == "true")
	}
	if v := constant.MakeFromLiteral(text, token.INT, 0); v.Kind() == constant.Int {
		return v
	}
	if text[0] == '-' {
		return constant.UnaryOp(token.SUB, scalarOf(text[1:]), 0)
	}
	return constant.MakeFromLiteral(text, token.FLOAT, 0)
}

func isInteger(v constant.Value) bool { return v.Kind() == constant.Int }

func isNumber(v constant.Value) bool { return isInteger(v) || v.Kind() == constant.Float }

// isFinite reports whether a number is within the range of a float type.
func isFinite(v constant.Value, t *types.Basic) bool {
	f, _ := constant.Float64Val(v)
	if t.Kind() == types.Float32 {
		f = float64(float32(f))
	}
	return !math.IsInf(f, 0)
}

// representable reports whether an integer is within the range of a type.
func representable(v constant.Value, t *types.Basic) bool {
	bits := 64
	switch t.Kind() {
	case types.Int8, types.Uint8:
		bits = 8
	case types.Int16, types.Uint16:
		bits = 16
	case types.Int32, types.Uint32:
		bits = 32
	}
	if t.Info()&types.IsUnsigned != 0 {
		return constant.Sign(v) >= 0 && constant.BitLen(v) <= bits
	}
	low := constant.UnaryOp(token.SUB, constant.Shift(constant.MakeInt64(1), token.SHL, uint(bits-1)), 0)
	return constant.BitLen(v) < bits || constant.Compare(v, token.EQL, low)
}

// literalOf writes a constant of type t as Go does. It returns "" for the zero
// value.
func literalOf(v constant.Value, t *types.Basic) string {
	switch v.Kind() {
	case constant.Bool:
		if !constant.BoolVal(v) {
			return ""
		}
	case constant.String:
		if constant.StringVal(v) == "" {
			return ""
		}
		return strconv.Quote(constant.StringVal(v))
	case constant.Int, constant.Float:
		if constant.Sign(v) == 0 {
			return ""
		}
		if t.Info()&types.IsFloat != 0 && (v.Kind() == constant.Float || constant.BitLen(v) > 63) { // no integer type holds it
			f, _ := constant.Float64Val(v)
			return strconv.FormatFloat(f, 'g', -1, 64)
		}
	}
	return v.ExactString()
}

func wantedDefault(t *types.Basic) string {
	switch info := t.Info(); {
	case info&types.IsBoolean != 0:
		return "true or false"
	case info&types.IsString != 0:
		return `a string in quotes, such as "never"`
	case info&types.IsInteger != 0:
		return "a whole number in the range of " + t.Name()
	default:
		return "a number in the range of " + t.Name()
	}
}
