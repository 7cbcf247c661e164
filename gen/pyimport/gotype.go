package pyimport

import (
	"encoding/json"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// unknown is the Go type of values whose type the source does not show.
const unknown = "any"

// typeOf returns the Go type that all values of an argument share, or any.
func typeOf(values []trace.Value, fn *pyast.Func) string {
	common := ""
	for _, v := range values {
		t := valueType(v, fn)
		if t == "" || common != "" && common != t {
			return unknown
		}
		common = t
	}
	if common == "" {
		return unknown
	}
	return common
}

// valueType returns the Go type of one value, or "".
func valueType(v trace.Value, fn *pyast.Func) string {
	switch v := v.(type) {
	case trace.Const:
		return constType(v.V)
	case *trace.List:
		return "[]any"
	case *trace.Dict:
		return "map[string]any"
	case *trace.Sym:
		if v.Whole && fn != nil {
			return paramType(v.Text, fn)
		}
		return symTypes[v.Type]
	}
	return ""
}

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

// paramType returns the type of a parameter from its annotation or its default.
func paramType(name string, fn *pyast.Func) string {
	for _, p := range fn.Params {
		if p.Name != name {
			continue
		}
		if p.Type != nil {
			return annotation(p.Type)
		}
		if p.Default != nil && p.Default.Kind == "Constant" {
			return constType(number(p.Default))
		}
	}
	return ""
}

// annotation returns a Python annotation as a Go type, or "".
func annotation(n *pyast.Node) string {
	if text, ok := n.Value.(string); ok && n.Kind == "Constant" {
		return plainTypes[text]
	}
	if n.Kind != "Subscript" {
		return plainTypes[pyast.Last(pyast.Dotted(n))]
	}
	switch pyast.Last(pyast.Dotted(n.X)) {
	case "Optional":
		return optional(annotation(n.Y))
	case "List", "list", "Sequence", "Iterable", "Set", "set":
		return "[]" + orAny(annotation(n.Y))
	case "Dict", "dict", "Mapping":
		if n.Y.Kind == "Tuple" && len(n.Y.List) == 2 && annotation(n.Y.List[0]) == "string" {
			return "map[string]" + orAny(annotation(n.Y.List[1]))
		}
		return "map[string]any"
	}
	return ""
}

var plainTypes = map[string]string{
	"str": "string", "bool": "bool", "int": "int64", "float": "float64", "list": "[]any", "dict": "map[string]any", "List": "[]any", "Dict": "map[string]any",
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
	if n == nil || n.Kind != "Constant" || constType(number(n)) != goType {
		return ""
	}
	text, err := json.Marshal(n.Value)
	if err != nil || string(text) == "false" || string(text) == "0" || string(text) == `""` {
		return ""
	}
	return string(text)
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
