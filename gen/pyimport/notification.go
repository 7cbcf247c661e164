package pyimport

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

func (n *Notification) todo(pos Pos, text string) { n.Todos = append(n.Todos, Todo{pos, text}) }

// notification reads a class that has an event type, a publisher and a payload.
// It returns nil for any other class.
func (r *objectReader) notification(c *pyast.Class) *Notification {
	event, publisher, payload := r.declared(c, "event_type"), r.declared(c, "publisher"), r.declared(c, "payload")
	if event == nil || publisher == nil || payload == nil {
		return nil
	}
	pos := Pos{c.Module.File, c.Line}
	n := &Notification{
		Name: camelClass(c.Name), Class: c.Name, Pos: pos, Payload: unknown,
		Topics: r.topics(c), Exchange: r.look.exchange(pos.File), dotted: dottedName(c),
	}
	if t, ref := r.goType(payload.module, payload.node, 0); ref != nil {
		n.Payload = t
		r.add(ref)
	} else {
		n.todo(Pos{payload.module.File, payload.node.Line}, "the class of the payload is not known")
	}
	if n.Publisher = r.publisher(c); n.Publisher == "" {
		n.Publisher = noTopic
		n.todo(pos, "the form of the publisher is not known")
	}
	r.events(n, c, event)
	return n
}

// declared is a field's expression and the module of the class that has it.
type declaredField struct {
	module *pyast.Module
	node   *pyast.Node
}

func (r *objectReader) declared(c *pyast.Class, wire string) *declaredField {
	for _, k := range r.tracer.Order(c) {
		n := k.Assigned("fields")
		if n == nil || n.Kind != "Dict" {
			continue
		}
		for i, key := range n.Else {
			if key != nil && key.Value == wire {
				return &declaredField{k.Module, n.List[i]}
			}
		}
	}
	return nil
}

// topics returns the default of the option for the topics of versioned
// notifications.
func (r *objectReader) topics(c *pyast.Class) []string {
	f, ok := r.look.option("versioned_notifications_topics", c.Module.File)
	if list, isList := f.value.(*trace.List); ok && isList {
		var topics []string
		for _, v := range list.Elems {
			if text, ok := trace.Str(v); ok {
				topics = append(topics, text)
			}
		}
		return topics
	}
	return []string{"versioned_notifications"}
}

// publisher reads '%s:%s' % (self.publisher.source, self.publisher.host) in the
// methods of the class as {source}:{host}.
func (r *objectReader) publisher(c *pyast.Class) string {
	found := ""
	for _, k := range r.tracer.Order(c) {
		for _, fn := range k.Functions {
			for _, n := range r.tree.Body(fn) {
				pyast.Walk(n, func(n *pyast.Node) {
					if t := publisherTemplate(n); t != "" && found == "" {
						found = t
					}
				})
			}
		}
	}
	return found
}

func publisherTemplate(n *pyast.Node) string {
	if n.Kind != "BinOp" || n.Op != "Mod" || n.Y == nil || n.Y.Kind != "Tuple" {
		return ""
	}
	text, _ := n.X.Value.(string)
	if strings.Count(text, "%s") != len(n.Y.List) {
		return ""
	}
	for _, part := range n.Y.List {
		dotted := pyast.Dotted(part)
		if !strings.HasPrefix(dotted, "self.publisher.") {
			return ""
		}
		text = strings.Replace(text, "%s", "{"+pyast.Last(dotted)+"}", 1)
	}
	return text
}

// events finds the event types of a notification: of its samples, which
// decorators name.
func (r *objectReader) events(n *Notification, c *pyast.Class, event *declaredField) {
	priority, known := r.priority(c)
	for _, d := range c.Decorators {
		if d.Kind != "Call" || len(d.List) != 1 || pyast.Last(pyast.DecoratorName(d)) != "notification_sample" {
			continue
		}
		text, _ := d.List[0].Value.(string)
		typ := r.sample(event, text)
		if typ == "" || slices.ContainsFunc(n.Events, func(e *Event) bool { return e.Type == typ }) {
			continue
		}
		n.Events = append(n.Events, &Event{eventName(typ), typ, priority, Pos{c.Module.File, d.Line}})
	}
	decided := r.decisions.events(n)
	if decided = r.decisions.priorities(n) || decided; !known && !decided {
		n.todo(n.Pos, "its callers choose the priority: it is "+priority+" here")
	}
}

var sampleName = regexp.MustCompile(`^([^-.]+)-([^-.]+)(?:-([^-.]+))?.*\.json$`)

// sample returns the event type that a sample's file name stands for:
// instance.delete.start for instance-delete-start.json. A third word that is no
// phase tells samples of one event type apart. So does a second word that is no
// action: then there is a sample with the action, and this one stands for none.
func (r *objectReader) sample(event *declaredField, file string) string {
	m := sampleName.FindStringSubmatch(file)
	if m == nil {
		return ""
	}
	if actions := r.words(event, "action"); len(actions) > 0 && !slices.Contains(actions, m[2]) {
		return ""
	}
	typ := m[1] + "." + m[2]
	if m[3] != "" && slices.Contains(r.words(event, "phase", "status"), m[3]) {
		typ += "." + m[3]
	}
	return typ
}

// words returns the values that a field of an event type's class may have. The
// field is the first of names that the class has.
func (r *objectReader) words(event *declaredField, names ...string) []string {
	_, c := r.goType(event.module, event.node, 0)
	if c == nil {
		return nil
	}
	for _, name := range names {
		f := r.declared(c, name)
		if f == nil {
			continue
		}
		if k, ok := r.tracer.Static(f.module, f.node.X).(*trace.Class); ok {
			if auto := k.Class.Assigned("AUTO_TYPE"); auto != nil {
				if enum, ok := r.tracer.Static(k.Class.Module, auto.X).(*trace.Class); ok {
					return r.values(enum.Class)
				}
			}
		}
	}
	return nil
}

// priority returns the priority that every construction of the class gives. It
// reports false, with info, when there is no such one.
func (r *objectReader) priority(c *pyast.Class) (string, bool) {
	found := ""
	for _, s := range r.look.sources(c.Module.File) {
		if !strings.Contains(string(s.text), c.Name+"(") {
			continue
		}
		m, err := r.tree.Open(s.path)
		if err != nil {
			continue
		}
		for _, call := range r.tree.Calls(m, c.Name) {
			text := r.givenPriority(m, call)
			if text == "" || found != "" && found != text {
				return "info", false
			}
			found = text
		}
	}
	if found == "" {
		return "info", false
	}
	return found, true
}

func (r *objectReader) givenPriority(m *pyast.Module, call *pyast.Node) string {
	for _, k := range call.Keywords {
		if k.Name != "priority" && k.Name != "level" || k.X.Kind != "Attribute" {
			continue
		}
		if class, ok := r.tracer.Static(m, k.X.X).(*trace.Class); ok {
			text, _ := trace.Str(r.tracer.Attribute(class.Class, k.X.Name))
			return text
		}
	}
	return ""
}
