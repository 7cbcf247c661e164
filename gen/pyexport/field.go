package pyexport

import "github.com/oslogen/oslogen/gen/breaking"

// fieldClasses are the classes of fields of oslo.versionedobjects.
var fieldClasses = map[breaking.Kind]string{
	breaking.Bool: "Boolean", breaking.Int: "Integer", breaking.Uint: "NonNegativeInteger", breaking.Float: "Float", breaking.Number: "Float",
	breaking.String: "String", breaking.Bytes: "String", breaking.Text: "String",
}

// anyField takes every value.
const anyField = "fields.FieldType()"

// shortFields are classes of fields for types that have several parts.
var shortFields = map[string]string{
	"fields.List(fields.String())": "ListOfStringsField", "fields.List(fields.Integer())": "ListOfIntegersField",
	"fields.Dict(fields.String())": "DictOfStringsField", "fields.Dict(fields.Integer())": "DictOfIntegersField",
	"fields.Dict(fields.String(), nullable=True)": "DictOfNullableStringsField",
}

// field is the class of an object's field, and its arguments.
func (m *module) field(t *breaking.Type) (class string, args []string) {
	inner, nullable := m.fieldType(t)
	if nullable {
		args = []string{"nullable=True"}
	}
	if scalar := scalarField(t); scalar != "" {
		return scalar + "Field", args
	}
	if short := shortFields[inner]; short != "" {
		return short, args
	}
	if object := m.out.object(t); object != nil {
		return "ObjectField", append([]string{quote(object.Name)}, args...)
	}
	if t.Kind == breaking.List {
		if object := m.out.object(t.Elem); object != nil && !t.Elem.Null {
			return "ListOfObjectsField", append([]string{quote(object.Name)}, args...)
		}
	}
	return "Field", append([]string{inner}, args...)
}

// object is the versioned object that a type is, or nil.
func (o *output) object(t *breaking.Type) *Object {
	if t.Kind != breaking.Object {
		return nil
	}
	return o.pkg.Objects[t.Ref]
}

func scalarField(t *breaking.Type) string {
	if t.Kind == breaking.Text && t.Ref == "time.Time" {
		return "DateTime"
	}
	return fieldClasses[t.Kind]
}

// fieldType is the expression of a type within a field, and whether its value may
// be None. Lists and dicts may: Go has nil for them.
func (m *module) fieldType(t *breaking.Type) (text string, nullable bool) {
	if class := scalarField(t); class != "" {
		return "fields." + class + "()", t.Null
	}
	if object := m.out.object(t); object != nil {
		m.out.need(t.Ref)
		return "fields.Object(" + quote(object.Name) + ")", t.Null
	}
	container := map[breaking.Kind]string{breaking.List: "List", breaking.Map: "Dict"}[t.Kind]
	if container == "" {
		return anyField, true
	}
	inner, innerNull := m.fieldType(t.Elem)
	if innerNull {
		inner += ", nullable=True"
	}
	return "fields." + container + "(" + inner + ")", true
}
