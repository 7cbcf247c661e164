package pyimport

import (
	"encoding/json"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// unknown is the Go type of values whose type the source does not show.
const unknown = "any"

var symTypes = map[string]string{"str": "string", "bool": "bool", "int": "int64", "float": "float64", "list": "[]any", "dict": "map[string]any"}

func constType(v any) string {
	switch v.(type) {
	case bool:
		return "bool"
	case string:
		return "string"
	case int64:
		return "int64"
	case float64:
		return "float64"
	}
	return ""
}

// optional returns a type that can hold None.
func optional(t string) string {
	if t == "" || t == unknown || strings.HasPrefix(t, "[]") || strings.HasPrefix(t, "map[") {
		return t
	}
	return "*" + t
}

func orAny(t string) string {
	if t == "" {
		return unknown
	}
	return t
}

// scalar returns a default as JSON. It returns "" for the zero value and for a
// default that does not fit the type.
func scalar(n *pyast.Node, goType string) string {
	sign := ""
	if n != nil && n.Kind == "UnaryOp" && n.Op == "USub" && n.X.Kind == "Constant" && constType(number(n.X)) != "string" {
		sign, n = "-", n.X
	}
	if n == nil || n.Kind != "Constant" || constType(number(n)) != goType {
		return ""
	}
	text, err := json.Marshal(n.Value)
	if err != nil || string(text) == "false" || string(text) == "0" || string(text) == `""` {
		return ""
	}
	return sign + string(text)
}

// number returns the value of a constant, with whole numbers as int64.
func number(n *pyast.Node) any {
	if x, ok := n.Value.(float64); ok && n.Op != "float" {
		return int64(x)
	}
	return n.Value
}

// constant returns the JSON of a value that is the same in every message, or
// "".
func constant(values []trace.Value) string {
	text := ""
	for _, v := range values {
		c, ok := v.(trace.Const)
		if !ok {
			return ""
		}
		raw, err := json.Marshal(c.V)
		if err != nil || text != "" && text != string(raw) {
			return ""
		}
		text = string(raw)
	}
	return text
}
