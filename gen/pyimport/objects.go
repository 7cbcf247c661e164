package pyimport

import (
	"bytes"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// objectReader reads the classes of versioned objects and of notifications.
type objectReader struct {
	tree          *pyast.Tree
	tracer        *trace.Tracer
	look          *lookup
	decisions     decisions
	classes       []*pyast.Class // in the order in which they were asked for
	objects       []*Object
	notifications []*Notification
	enums         []*Enum
	skipped       []Todo
	findings      []Finding
}

// objects reads the classes that the configuration names, and the objects that
// they hold.
func (im *importer) objects() error {
	r := im.reader
	r.decisions = im.decisions
	for _, source := range im.cfg.Objects {
		m, class, err := im.open(source)
		if err != nil {
			return err
		}
		for _, c := range m.Classes {
			if c.Name == class || class == "" && r.registered(c) {
				r.add(c)
			}
		}
	}
	next := 0
	for next < len(r.classes) { // read adds the objects inside
		r.read(r.classes[next])
		next++
	}
	im.result.Objects, im.result.Notifications, im.result.Enums = r.objects, r.notifications, r.enums
	im.result.Skipped = append(im.result.Skipped, r.skipped...)
	im.result.Findings = append(im.result.Findings, r.findings...)
	r.carried()
	return nil
}

// carried says above a payload that a notification without known event types
// carries it.
func (r *objectReader) carried() {
	for _, n := range r.notifications {
		for _, o := range r.objects {
			if len(n.Events) == 0 && o.Name == n.Payload {
				o.todo(n.Pos, "%s carries it as %s on %s, and its callers make the event types", n.Class, n.Publisher, strings.Join(n.Topics, ", "))
			}
		}
	}
}

func (r *objectReader) add(c *pyast.Class) {
	if !slices.Contains(r.classes, c) {
		r.classes = append(r.classes, c)
	}
}

func (r *objectReader) read(c *pyast.Class) {
	if n := r.notification(c); n != nil {
		if r.notifications = append(r.notifications, n); len(n.Events) == 0 {
			r.skipped = append(r.skipped, Todo{n.Pos, n.Class + ": its callers make the event types"})
		}
		return
	}
	o := r.readObject(c)
	for _, f := range o.Fields {
		if f.ref != nil {
			r.add(f.ref)
		}
	}
	r.objects = append(r.objects, o)
	r.payloads(c, o)
}

// registered reports whether objects of a class travel. A base class is
// decorated with register_if(False), or not at all.
func (r *objectReader) registered(c *pyast.Class) bool {
	return slices.ContainsFunc(c.Decorators, func(d *pyast.Node) bool {
		switch pyast.Last(pyast.DecoratorName(d)) {
		case "register", "register_notification", "objectify":
			return true
		case "register_if":
			return d.Kind == "Call" && len(d.List) == 1 && d.List[0].Value != false
		}
		return false
	})
}

// find looks an object's class up by its name: in the module of the object that
// holds it, then in the whole package.
func (r *objectReader) find(m *pyast.Module, name string) *pyast.Class {
	if c := m.Class(name); c != nil {
		return c
	}
	head := []byte("class " + name + "(")
	for _, s := range r.look.sources(m.File) {
		if !bytes.Contains(s.text, head) {
			continue
		}
		if other, err := r.tree.Open(s.path); err == nil {
			if c := other.Class(name); c != nil && len(c.Decorators) > 0 {
				return c
			}
		}
	}
	return nil
}
