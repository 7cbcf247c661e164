package gen

import (
	"go/types"
	"strings"
)

// notifications reads oslo:notify.
func (b *builder) notifications(m *marked, d *directive) *notifyTarget {
	t := &notifyTarget{publisher: resolve(b.src, m, d, "publisher"), exchange: resolve(b.src, m, d, "exchange")}
	if !d.has("publisher") {
		t.publisher = givenPublisher
	}
	topics := resolve(b.src, m, d, "topic")
	if !d.wrong("topic") && !topics.fixed() {
		b.src.report.errorf(d.values["topic"].pos, "{%s} is not declared as a constant, and the topics of notifications have no parameters: notify.WithTopics sets others", topics.names()[0])
	}
	if topics != "" {
		t.topics = strings.Split(string(topics), ",")
	}
	return t
}

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

// filters reads the oslo:filter directives of an event.
func (m *methodBuilder) filters(out *method) {
	seen := map[string]bool{}
	for _, d := range m.found.claimMethod(m.decl) {
		if d.name() != "filter" {
			continue
		}
		for _, arg := range d.args {
			place, expr, _ := strings.Cut(arg.text, "=")
			switch {
			case arg.wrong:
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

// isIncoming reports whether t is []*notify.Incoming.
func isIncoming(t types.Type) bool {
	s, ok := t.(*types.Slice)
	if !ok {
		return false
	}
	p, ok := s.Elem().(*types.Pointer)
	return ok && isNamed(p.Elem(), notifyPath, "Incoming")
}
