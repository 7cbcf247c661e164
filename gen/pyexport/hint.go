package pyexport

import (
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// hint is the type hint of values of a type.
func (m *module) hint(t *breaking.Type) string {
	text := m.plainHint(t)
	if t.Null && text != "ty.Any" {
		m.imports["typing"] = true
		return "ty.Optional[" + text + "]"
	}
	return text
}

// optionalHint is the hint of a parameter whose default may be None.
func (m *module) optionalHint(t *breaking.Type, standard string) string {
	text := m.hint(t)
	if standard == "None" && text != "ty.Any" && !strings.HasPrefix(text, "ty.Optional[") {
		m.imports["typing"] = true
		return "ty.Optional[" + text + "]"
	}
	return text
}

// scalarHints are the hints of types without parts.
var scalarHints = map[breaking.Kind]string{
	breaking.Bool: "bool", breaking.Int: "int", breaking.Uint: "int", breaking.Float: "float", breaking.Number: "float",
	breaking.String: "str", breaking.Bytes: "str", breaking.Text: "str",
}

func (m *module) plainHint(t *breaking.Type) string {
	if text := scalarHints[t.Kind]; text != "" {
		return text
	}
	switch t.Kind {
	case breaking.List:
		return "list[" + m.hint(t.Elem) + "]"
	case breaking.Map:
		return "dict[str, " + m.hint(t.Elem) + "]"
	case breaking.Object:
		return m.structHint(t)
	}
	m.imports["typing"] = true
	return "ty.Any"
}

// structHint is the hint of a struct: a class of structs.py or objects.py, a list
// for a tuple, and a dict for one without a name.
func (m *module) structHint(t *breaking.Type) string {
	switch s := m.out.pkg.Structs[t.Ref]; {
	case s == nil || m.out.classes[t.Ref] == "" && !s.Tuple:
		return "dict"
	case s.Tuple:
		return "list"
	}
	m.out.need(t.Ref)
	if m.out.pkg.Objects[t.Ref] != nil {
		return m.member("objects", m.out.classes[t.Ref])
	}
	if m.quoted {
		return quote(m.out.classes[t.Ref])
	}
	return m.member("structs", m.out.classes[t.Ref])
}

// result is the hint of results, and whether they are a tuple.
func (m *module) result(list []*breaking.Type) (hint string, tuple bool) {
	switch len(list) {
	case 0:
		return "None", false
	case 1:
		return m.hint(list[0]), false
	default:
		var parts []string
		for _, t := range list {
			parts = append(parts, m.hint(t))
		}
		return "tuple[" + strings.Join(parts, ", ") + "]", true
	}
}
