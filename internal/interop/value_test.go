package interop

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// values decodes JSON text into the Go values a program would use: int64 or
// *big.Int for an integer, float64 for anything with a point or an exponent.
func values(text string) any {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		panic(fmt.Sprintf("%s: %v", shortened(text), err))
	}
	return mapped(v, func(v any) any {
		n, ok := v.(json.Number)
		if !ok {
			return v
		}
		if strings.ContainsAny(n.String(), ".eE") {
			f, _ := n.Float64()
			return f
		}
		if i, err := n.Int64(); err == nil {
			return i
		}
		i, _ := new(big.Int).SetString(n.String(), 10)
		return i
	})
}

// members is values of an object; empty text is no members.
func members(text string) object {
	if text == "" {
		return object{}
	}
	return values(text).(object)
}

// toJSON is the text of a value, in which floats stay floats.
func toJSON(v any) string {
	v = mapped(v, func(v any) any {
		if f, ok := v.(float64); ok {
			text := strconv.FormatFloat(f, 'g', -1, 64)
			if !strings.ContainsAny(text, ".e") {
				text += ".0"
			}
			return json.RawMessage(text)
		}
		return v
	})
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return strings.TrimSpace(b.String())
}

// normal is JSON text with its members sorted and numbers written one way.
func normal(text string) string { return toJSON(values(text)) }

// mapped replaces every scalar in v by what f makes of it.
func mapped(v any, f func(any) any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, member := range v {
			out[key] = mapped(member, f)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = mapped(item, f)
		}
		return out
	}
	return f(v)
}
