package pyimport

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

func (o *Object) todo(pos Pos, format string, args ...any) {
	o.Todos = append(o.Todos, Todo{pos, fmt.Sprintf(format, args...)})
}

// readObject reads the fields of a class and of the classes that it extends.
func (r *objectReader) readObject(c *pyast.Class) *Object {
	o := &Object{
		Name: camelClass(c.Name), Class: c.Name, Pos: Pos{c.Module.File, c.Line},
		Version: "1.0", Serial: "versioned_object", Project: "versionedobjects", Fields: []*ObjectField{},
	}
	for name, to := range map[string]*string{"VERSION": &o.Version, "OBJ_SERIAL_NAMESPACE": &o.Serial, "OBJ_PROJECT_NAMESPACE": &o.Project} {
		if text, ok := trace.Str(r.tracer.Attribute(c, name)); ok {
			*to = text
		}
	}
	order := r.tracer.Order(c)
	o.Payload = slices.ContainsFunc(order, func(k *pyast.Class) bool { return k.Name == "NotificationPayloadBase" })
	for _, k := range slices.Backward(order) {
		r.fieldsOf(o, k)
	}
	o.date(order)
	o.nameFields()
	return o
}

// fieldsOf adds the fields that one class declares. A field that is there
// already is replaced.
func (r *objectReader) fieldsOf(o *Object, c *pyast.Class) {
	for _, base := range c.Bases {
		if className(r.tracer.Static(c.Module, base)) == "TimestampedObject" { // of oslo.versionedobjects
			for _, wire := range []string{"created_at", "updated_at"} {
				o.put(&ObjectField{Wire: wire, Type: "*time.Time", Nullable: true, Pos: Pos{c.Module.File, base.Line}})
			}
		}
	}
	n := c.Assigned("fields")
	if n == nil {
		return
	}
	if n.Kind == "DictComp" && r.copied(o, c, n) {
		return
	}
	if n.Kind != "Dict" {
		o.todo(Pos{c.Module.File, n.Line}, "the fields of %s are an expression", c.Name)
		return
	}
	for i, key := range n.Else {
		place := Pos{c.Module.File, n.List[i].Line}
		wire, ok := "", false
		if key != nil {
			wire, ok = trace.Str(r.tracer.Static(c.Module, key))
		}
		if !ok {
			o.todo(place, "%s takes fields from elsewhere", c.Name)
			continue
		}
		f := &ObjectField{Wire: wire, Pos: place}
		r.typeField(o, f, c.Module, n.List[i])
		o.put(f)
	}
}

// copied adds the fields of another class that {k: v.__class__() for k, v in
// Other.fields.items()} makes anew. They have the same types, and none is nullable.
func (r *objectReader) copied(o *Object, c *pyast.Class, n *pyast.Node) bool {
	if n.X.Kind != "Call" || n.X.X.Name != "__class__" || len(n.X.List) > 0 || n.Y.Kind != "Call" || n.Y.X.Name != "items" ||
		n.Y.X.X == nil || n.Y.X.X.Name != "fields" {
		return false
	}
	other, ok := r.tracer.Static(c.Module, n.Y.X.X.X).(*trace.Class)
	if !ok {
		return false
	}
	for _, f := range r.readObject(other.Class).Fields {
		f.Since, f.History = "", nil // counted in versions of the other class
		if f.Nullable {
			f.Nullable, f.Type = false, strings.TrimPrefix(f.Type, "*")
		}
		o.put(f)
	}
	return true
}

func (o *Object) put(f *ObjectField) {
	for i, have := range o.Fields {
		if have.Wire == f.Wire {
			o.Fields[i] = f
			return
		}
	}
	o.Fields = append(o.Fields, f)
}

func (o *Object) nameFields() {
	taken := names{"VersionedObject": true, "Meta": true, "Set": true, "Unset": true, "IsSet": true, "Changes": true, "Equal": true, "ReceivedVersion": true, "ResetChanges": true}
	for _, f := range o.Fields {
		f.Name = taken.take(camel(f.Wire, true))
	}
}

var (
	// objectHead begins an entry of an object's history: # Version 1.8: Added x.
	objectHead = regexp.MustCompile(`^#?\s*(?:[Vv]ersion\s+)?(\d+\.\d+)\s*[:-]\s*(.*)$`)
	objectAdds = regexp.MustCompile(`(?i)\b(add(?:s|ed)?|introduc\w*|new|get_\w+)\b`)
)

// date finds the version in which each field came, from the comments of the
// class. The comments of a class that it extends count other versions.
func (o *Object) date(order []*pyast.Class) {
	if len(order) == 0 {
		return
	}
	for _, e := range objectHistory(order[0]) {
		if !objectAdds.MatchString(e.Text) || e.Version.String() == "1.0" {
			continue
		}
		for _, f := range o.Fields {
			if f.Since == "" && mentions(e.Text, f.Wire) {
				f.Since, f.History = e.Version.String(), &e.Pos
			}
		}
	}
}

// objectHistory reads the versions in the comments of a class, in their order.
func objectHistory(c *pyast.Class) []Entry {
	var list []Entry
	last := 0
	for _, line := range c.Comments {
		m := objectHead.FindStringSubmatch(line.Text)
		switch {
		case m != nil:
			v, _ := trace.ParseVersion(m[1])
			list = append(list, Entry{v, m[2], Pos{c.Module.File, line.Line}})
		case len(list) > 0 && line.Line == last+1:
			list[len(list)-1].Text += " " + strings.TrimLeft(line.Text, "# ")
		}
		last = line.Line
	}
	return list
}
