package pyimport

import (
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// fieldTypes are the Go types of oslo.versionedobjects' fields, by the name of
// the class without "Field".
var fieldTypes = map[string]string{
	"String": "string", "SensitiveString": "string", "UUID": "string", "Enum": "string", "BaseEnum": "string", "StateMachine": "string",
	"MACAddress": "string", "VersionPredicate": "string", "PCIAddress": "string", "StringPattern": "string",
	"IPAddress": "string", "IPV4Address": "string", "IPV6Address": "string", "IPV4AndV6Address": "string",
	"IPNetwork": "string", "IPV4Network": "string", "IPV6Network": "string",
	"Integer": "int64", "NonNegativeInteger": "int64", "Float": "float64", "NonNegativeFloat": "float64",
	"Boolean": "bool", "FlexibleBoolean": "bool", "DateTime": "time.Time",
	"ListOfStrings": "[]string", "ListOfEnum": "[]string", "ListOfUUID": "[]string", "ListOfIntegers": "[]int64",
	"SetOfIntegers": "[]int64", "ListOfSetsOfIntegers": "[][]int64",
	"ListOfDictOfNullableStrings": "[]map[string]*string",
	"DictOfStrings":               "map[string]string", "DictOfNullableStrings": "map[string]*string", "DictOfIntegers": "map[string]int64",
	"DictOfListOfStrings": "map[string][]string", "FlexibleDict": "map[string]any",
}

// typeField finds the Go type of a field from the expression that makes it.
func (r *objectReader) typeField(o *Object, f *ObjectField, m *pyast.Module, n *pyast.Node) {
	f.Nullable = nullable(n)
	f.Type, f.ref = r.goType(m, n, 0)
	if f.Type == "" {
		f.Type, f.Todo = unknown, r.unknownForm(m, n)
		return
	}
	scalar := !strings.HasPrefix(f.Type, "[]") && !strings.HasPrefix(f.Type, "map[") && f.Type != unknown
	object := f.ref != nil && scalar
	// Objects that are passed on may lack any field, and may hold each other.
	if scalar && f.Nullable || object && !o.Payload {
		f.Type = "*" + f.Type
	}
}

// unknownForm says why the form of a field is unknown.
func (r *objectReader) unknownForm(m *pyast.Module, n *pyast.Node) string {
	if n.Kind != "Call" {
		return "the field is an expression"
	}
	text := className(r.tracer.Static(m, n.X))
	if len(n.List) > 0 {
		if object, ok := trace.Str(r.tracer.Static(m, n.List[0])); ok {
			text += " of " + object
		}
	}
	return "the wire form of " + text + " is not known"
}

// nullable reports whether a field's constructor says nullable=True.
func nullable(n *pyast.Node) bool {
	if n.Kind != "Call" {
		return false
	}
	for _, k := range n.Keywords {
		if k.Name == "nullable" && k.X.Kind == "Constant" {
			return k.X.Value == true
		}
	}
	return false
}

// goType returns the Go type of a field or of a field's type, such as
// fields.List(fields.String()), or "". It returns the class of the object that
// the type is made of, too.
func (r *objectReader) goType(m *pyast.Module, n *pyast.Node, depth int) (string, *pyast.Class) {
	if n.Kind != "Call" || depth > 20 {
		return "", nil
	}
	callee := r.tracer.Static(m, n.X)
	name := strings.TrimSuffix(className(callee), "Field")
	if t, ok := fieldTypes[name]; ok {
		if c, local := callee.(*trace.Class); local {
			r.enumOf(c.Class)
		}
		return t, nil
	}
	switch name {
	case "Object", "ListOfObjects":
		return r.objectType(m, n, name == "ListOfObjects")
	case "List", "Set", "Dict", "":
		return r.container(m, n, name, depth)
	}
	if c, ok := callee.(*trace.Class); ok {
		return r.local(c.Class, m, n, depth)
	}
	return "", nil
}

func className(v trace.Value) string {
	switch v := v.(type) {
	case trace.External:
		return pyast.Last(v.Dotted)
	case *trace.External:
		return pyast.Last(v.Dotted)
	case *trace.Class:
		return v.Class.Name
	}
	return ""
}

// container returns the type of List(T), Set(T), Dict(T) and Field(T).
func (r *objectReader) container(m *pyast.Module, n *pyast.Node, name string, depth int) (string, *pyast.Class) {
	if len(n.List) != 1 {
		return "", nil
	}
	inner, ref := r.goType(m, n.List[0], depth+1)
	if inner == "" {
		return "", nil
	}
	if (nullable(n.List[0]) || nullable(n)) && name != "" && !strings.HasPrefix(inner, "[]") && !strings.HasPrefix(inner, "map[") {
		inner = "*" + inner
	}
	return map[string]string{"List": "[]", "Set": "[]", "Dict": "map[string]"}[name] + inner, ref
}

// objectType returns the struct that stands for ObjectField('Name').
func (r *objectReader) objectType(m *pyast.Module, n *pyast.Node, list bool) (string, *pyast.Class) {
	if len(n.List) == 0 {
		return "", nil
	}
	for _, k := range n.Keywords {
		if k.Name == "subclasses" && k.X.Value == true {
			return "", nil
		}
	}
	name, ok := trace.Str(r.tracer.Static(m, n.List[0]))
	if !ok {
		return "", nil
	}
	c := r.find(m, name)
	if c == nil {
		return "", nil
	}
	if list {
		return "[]" + camelClass(name), c
	}
	return camelClass(name), c
}

// local returns the type of a field n whose class the service declares itself.
// It is the type of AUTO_TYPE, or that of a base class.
func (r *objectReader) local(c *pyast.Class, m *pyast.Module, n *pyast.Node, depth int) (string, *pyast.Class) {
	for _, k := range r.tracer.Order(c) {
		if n := k.Assigned("AUTO_TYPE"); n != nil {
			return r.goType(k.Module, n, depth+1)
		}
	}
	for _, k := range r.tracer.Order(c) {
		for _, base := range k.Bases {
			name := strings.TrimSuffix(className(r.tracer.Static(k.Module, base)), "Field")
			if t, ok := fieldTypes[name]; ok {
				r.enumOf(c)
				return t, nil
			}
			if name == "Object" || name == "ListOfObjects" {
				return r.objectType(m, n, name == "ListOfObjects")
			}
		}
	}
	return "", nil
}
