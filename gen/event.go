package gen

import (
	"fmt"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// eventRule says which notifications a method of a listener gets.
type eventRule struct {
	prefix     bool        // all types that begin with the method's
	priorities []string    // empty for all
	batch      bool        // several at once
	raw        bool        // the notifications themselves, not their payloads
	filters    []namedText // places and regular expressions
}

// givenPublisher is the publisher of an interface that names none: the constructor
// of its notifier gets it.
const givenPublisher template = "{publisherID}"

// notifications reads oslo:notify.
func (b *builder) notifications(m *marked, d *directive) *notifyTarget {
	t := &notifyTarget{publisher: b.template(m, d, "publisher"), exchange: b.template(m, d, "exchange")}
	if !d.has("publisher") {
		t.publisher = givenPublisher
	}
	topics := b.template(m, d, "topic")
	if checkTopics(d.text("topic")) == nil && !topics.fixed() {
		b.src.report.errorf(d.values["topic"].pos, "{%s} is not declared as a constant, and the topics of notifications have no parameters: notify.WithTopics sets others", topics.names()[0])
	}
	if topics != "" {
		t.topics = strings.Split(string(topics), ",")
	}
	return t
}

// anyEvent is the event type that stands for all.
const anyEvent = "*"

// event reads oslo:event and its oslo:filter directives.
func (m *methodBuilder) event(out *method, d *directive) {
	out.verb, out.priority, out.event.batch = notify, d.text("priority"), d.has("batch")
	m.batch = out.event.batch
	if len(d.args) > 0 {
		out.wire = d.args[0].text
	}
	out.wire, out.event.prefix = strings.CutSuffix(out.wire, anyEvent)
	switch {
	case out.priority == "":
		out.event.priorities = []string{"info"}
	case out.priority != anyPriority:
		out.event.priorities = strings.Split(out.priority, ",")
	}
	m.sides(out, d)
	if out.forListeners() {
		if v, given := d.values["only"]; given && out.only == clientSide {
			m.errorf(v.pos, "only=client: a notifier can't send %s", article(notify)+" of several types, several priorities or in batches")
		}
		out.only = serverSide
	}
	m.filters(out)
}

// forListeners reports whether a method does not say which one notification a
// notifier would send.
func (m *method) forListeners() bool {
	return m.event.prefix || m.event.batch || len(m.event.priorities) != 1
}

// filters reads the oslo:filter directives of an event.
func (m *methodBuilder) filters(out *method) {
	seen := map[string]bool{}
	for _, d := range m.b.claimMethod(m.decl) {
		if d.rule.name != "filter" {
			continue
		}
		for _, arg := range d.args {
			place, expr, _ := strings.Cut(arg.text, "=")
			switch {
			case checkFilter(arg.text) != nil:
			case seen[place]:
				m.errorf(arg.pos, "two filters of %s: make one regular expression of them", place)
			case place == "event_type" && out.wire != "":
				m.errorf(arg.pos, "the event has a type already; filter event_type goes with %s:event %s", tool, anyEvent)
			case out.only == clientSide || m.iface.only == clientSide:
				m.errorf(arg.pos, "filters are for listeners, and the method is for notifiers only")
			}
			seen[place] = true
			out.event.filters = append(out.event.filters, namedText{place, expr})
		}
	}
}

// filterPlaces are the parts of a notification that a filter can look at. Those that
// end with a dot want a key.
var filterPlaces = []string{"publisher_id", "event_type", "metadata.message_id", "metadata.timestamp", "context.", "payload."}

// checkFilter knows place=regexp.
func checkFilter(s string) error {
	place, expr, ok := strings.Cut(s, "=")
	if !ok || !slices.ContainsFunc(filterPlaces, func(p string) bool {
		return place == p || strings.HasSuffix(p, ".") && strings.HasPrefix(place, p) && len(place) > len(p)
	}) {
		return fmt.Errorf("want publisher_id=, event_type=, context.KEY=, payload.KEY=, metadata.message_id= or metadata.timestamp= and a regular expression")
	}
	if _, err := regexp.Compile(expr); err != nil || expr == "" {
		return fmt.Errorf("want a regular expression of Go behind =")
	}
	return nil
}

// checkPayload reports a parameter that is no payload.
func (m *methodBuilder) checkPayload(out *method, counts map[role]int) {
	if len(out.params) != 1 || counts[argument] != 1 {
		m.errorf(m.pos(), "event %s needs exactly one parameter after the context: its payload", out.name)
		return
	}
	t := out.params[0].typ
	if out.event.raw = isIncoming(t); out.event.batch && !out.event.raw && elementOf(t) == nil {
		m.errorf(m.pos(), "event %s is a batch: its parameter is a slice of payloads or []*notify.Incoming, not %s", out.name, typeText(t))
	}
}

// elementOf returns the type of the elements of a slice, or nil for no slice.
func elementOf(t types.Type) types.Type {
	if s, ok := t.Underlying().(*types.Slice); ok {
		return s.Elem()
	}
	return nil
}

// isIncoming reports whether t is []*notify.Incoming.
func isIncoming(t types.Type) bool {
	s, ok := t.(*types.Slice)
	if !ok {
		return false
	}
	p, ok := s.Elem().(*types.Pointer)
	return ok && isNamed(p.Elem(), notifyPath, "Incoming")
}

// anyPriority is the priority that stands for all.
const anyPriority = "any"

// checkPriorities knows a list of priorities, or any.
func checkPriorities(s string) error {
	if s == anyPriority {
		return nil
	}
	seen := map[string]bool{}
	for p := range strings.SplitSeq(s, ",") {
		if !slices.Contains(priorities, p) {
			return fmt.Errorf("want any, or one or more of %s", strings.Join(priorities, ", "))
		}
		if seen[p] {
			return fmt.Errorf("%s is given twice", p)
		}
		seen[p] = true
	}
	return nil
}

// settleSides leaves out a notifier or a listener that would have no method.
func (i *iface) settleSides() {
	switch {
	case i.notify == nil || len(i.methods) == 0:
	case len(i.methodsOn(clientSide)) == 0:
		i.only = serverSide
	case len(i.methodsOn(serverSide)) == 0:
		i.only = clientSide
	}
}
