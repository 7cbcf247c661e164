package pyimport

import (
	"cmp"
	"strconv"
	"strings"
)

// formats are the names of runtime/versioned for the envelopes of services, by
// serial and project namespace.
var formats = map[[2]string]string{
	{"nova_object", "nova"}:                  "versioned.Nova",
	{"ironic_object", "ironic"}:              "versioned.Ironic",
	{"versioned_object", "cinder"}:           "versioned.Cinder",
	{"versioned_object", "versionedobjects"}: "versioned.Default",
}

func (o *Object) format() string {
	return cmp.Or(formats[[2]string{o.Serial, o.Project}],
		"versioned.Format{Prefix: "+strconv.Quote(o.Serial)+", Namespace: "+strconv.Quote(o.Project)+"}")
}

func (w *writer) object(o *Object) {
	w.line("\n// %s is the object %s %s of %s.", o.Name, o.Class, o.Version, o.Project)
	w.todos(o.Todos)
	w.line("type %s struct {", o.Name)
	if !o.Payload {
		w.line("versioned.Meta")
	}
	for _, f := range o.Fields {
		if f.Todo != "" {
			w.line("// TODO(oslogen): %s: %s.", f.Pos, oneLine(f.Todo))
		}
		since := ""
		if f.Since != "" {
			since = " // since " + f.Since
		}
		w.line("%s %s `json:%q`%s", f.Name, f.Type, f.Wire, since)
	}
	w.line("}")
	w.line("\n// VersionedObject names the object on the wire.")
	w.line("func (%s) VersionedObject() versioned.Type { return %s.Type(%q, %q) }", o.Name, o.format(), o.Class, o.Version)
}

func (w *writer) enum(e *Enum) {
	w.line("\n// Values of %s. Newer servers may have more.\nconst (", e.Name)
	for _, v := range e.Values {
		w.line("%s = %q", w.taken.take(e.Name+camelValue(v)), v)
	}
	w.line(")")
}

// camelValue returns a value as a part of a name: Active for active.
func camelValue(v string) string {
	name := camel(strings.ToLower(v), true)
	if name == "X" {
		return "None" // an empty value
	}
	return strings.TrimPrefix(name, "X")
}

// notification writes an interface. Without event types there is none to write.
func (w *writer) notification(n *Notification) {
	if !n.written() {
		return
	}
	w.line("\n// %s is the notification %s.", n.Name, n.Class)
	w.todos(n.Todos)
	w.line("//")
	w.line("//oslo:notify%s", pairs{{"publisher", n.Publisher}, {"topic", strings.Join(n.Topics, ",")}, {"exchange", n.Exchange}})
	w.line("type %s interface {", n.Name)
	for i, e := range n.Events {
		if i > 0 {
			w.line("")
		}
		priority := e.Priority
		if priority == "info" {
			priority = ""
		}
		w.line("//oslo:event %s%s", e.Type, pairs{{"priority", priority}})
		w.line("%s(ctx context.Context, payload %s) error", e.Name, n.Payload)
	}
	w.line("}")
}
