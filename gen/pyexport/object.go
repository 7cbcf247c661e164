package pyexport

import (
	"slices"

	"github.com/oslogen/oslogen/gen/breaking"
)

// objectClass writes a versioned object for oslo.versionedobjects.
func (m *module) objectClass(ref string, object *Object) {
	s := m.out.pkg.Structs[ref]
	if object.Why != "" {
		m.out.problems.add(s.Pos, "%s: its name and version are not known: %s", s.Go, object.Why)
		return
	}
	if name(object.Name) != object.Name {
		m.out.problems.add(s.Pos, "%s: a Python class can't be called %q, as the object is", s.Go, object.Name)
	}
	m.imports["base"], m.imports["fields"] = true, true
	if !slices.Contains(m.formats, *object.format()) {
		m.formats = append(m.formats, *object.format())
	}
	m.apart()
	m.line("@base.VersionedObjectRegistry.register")
	m.line("class %s(%s):", m.out.classes[ref], object.base())
	m.in(func() {
		m.line("VERSION = %s", quote(object.Version))
		m.line("")
		if len(s.Fields) == 0 {
			m.line("fields = {}")
			return
		}
		m.line("fields = {")
		m.in(func() {
			for _, f := range s.Fields {
				class, args := m.field(f.Type)
				m.list(quote(f.Wire)+": fields."+class+"(", args, "),")
			}
		})
		m.line("}")
	})
}

// format holds the names that the objects of one service share.
func (o *Object) format() *Object { return &Object{Serial: o.Serial, Project: o.Project} }

// base names the base class of a service's objects, and serializer the class that
// turns them into what travels.

func (o *Object) base() string { return "_" + capital(name(o.Project)) + "Object" }

func (o *Object) serializer() string { return capital(name(o.Project)) + "Serializer" }

// writeFormats writes the base classes and the serializers of objects.
func (m *module) writeFormats(out *printer) {
	for _, f := range m.formats {
		out.line("\n\nclass %s(base.VersionedObject):", f.base())
		out.in(func() {
			out.line("OBJ_SERIAL_NAMESPACE = %s", quote(f.Serial))
			out.line("OBJ_PROJECT_NAMESPACE = %s", quote(f.Project))
		})
		out.line("\n\nclass %s(base.VersionedObjectSerializer):", f.serializer())
		out.in(func() {
			out.doc("For clients, servers, notifiers and listeners that send or get objects.")
			out.line("")
			out.line("OBJ_BASE_CLASS = %s", f.base())
		})
	}
}

// serializer is the serializer that the messages of an interface need, or "".
func (m *module) serializer(i *Interface) string {
	seen := map[*breaking.Type]bool{}
	for _, method := range i.Methods {
		types := slices.Clone(method.Results)
		for _, p := range method.Params {
			types = append(types, p.Type)
		}
		if method.Event != nil {
			types = append(types, method.Event.Payload)
		}
		for _, t := range types {
			if o := m.out.objectIn(t, seen); o != nil && o.Why == "" {
				return m.member("objects", o.serializer())
			}
		}
	}
	return ""
}

// objectIn finds a versioned object in a type.
func (o *output) objectIn(t *breaking.Type, seen map[*breaking.Type]bool) *Object {
	if t == nil || seen[t] {
		return nil
	}
	seen[t] = true
	if found := o.pkg.Objects[t.Ref]; found != nil && t.Kind == breaking.Object {
		return found
	}
	for _, part := range []*breaking.Type{t.Elem, t.Key} {
		if found := o.objectIn(part, seen); found != nil {
			return found
		}
	}
	if s := o.pkg.Structs[t.Ref]; s != nil && t.Kind == breaking.Object {
		for _, f := range s.Fields {
			if found := o.objectIn(f.Type, seen); found != nil {
				return found
			}
		}
	}
	return nil
}
