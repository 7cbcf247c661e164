package build

import (
	"go/types"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// event reads oslo:event and its oslo:filter directives.
func (m *methodBuilder) event(out *model.Method, d *directive.Directive) {
	out.Verb, out.Priority, out.Event.Batch = model.Notify, d.Text("priority"), d.Has("batch")
	if len(d.Args) > 0 {
		out.Wire = d.Args[0].Text
	}
	out.Wire, out.Event.Prefix = strings.CutSuffix(out.Wire, model.AnyEvent)
	switch {
	case out.Priority == "":
		out.Event.Priorities = []string{"info"}
	case out.Priority != directive.AnyPriority:
		out.Event.Priorities = strings.Split(out.Priority, ",")
	}
	m.sides(out, d)
	if out.ForListeners() {
		if v, given := d.Values["only"]; given && out.Only == model.ClientSide {
			m.errorf(v.Pos, "only=client: a notifier can't send %s", article(model.Notify)+" of several types, several priorities or in batches")
		}
		out.Only = model.ServerSide
	}
	m.filters(out)
}

// filters reads the oslo:filter directives of an event.
func (m *methodBuilder) filters(out *model.Method) {
	seen := map[string]bool{}
	for _, d := range m.found.Claim(m.decl) {
		if d.Name() != "filter" {
			continue
		}
		for _, arg := range d.Args {
			place, expr, _ := strings.Cut(arg.Text, "=")
			switch {
			case arg.Wrong:
			case seen[place]:
				m.errorf(arg.Pos, "two filters of %s: make one regular expression of them", place)
			case place == "event_type" && out.Wire != "":
				m.errorf(arg.Pos, "the event has a type already; filter event_type goes with %s:event %s", directive.Tool, model.AnyEvent)
			case out.Only == model.ClientSide || m.iface.Only == model.ClientSide:
				m.errorf(arg.Pos, "filters are for listeners, and the method is for notifiers only")
			}
			seen[place] = true
			out.Event.Filters = append(out.Event.Filters, model.NamedText{Name: place, Text: expr})
		}
	}
}

// checkPayload reports a parameter that is no payload.
func (m *methodBuilder) checkPayload(out *model.Method, counts map[model.Role]int) {
	if len(out.Params) != 1 || counts[model.Argument] != 1 {
		m.errorf(m.pos(), "event %s needs exactly one parameter after the context: its payload", out.Name)
		return
	}
	t := out.Params[0].Type
	out.Event.Raw = isIncoming(t)
	switch {
	case holdsIncoming(t) && (!out.Event.Raw || !out.Event.Batch):
		m.errorf(m.pos(), "event %s: its parameter is the payload, and notify.IncomingFrom(ctx) has the rest; []*notify.Incoming goes with batch", out.Name)
	case out.Event.Batch && !out.Event.Raw && wiretype.ElementOf(t) == nil:
		m.errorf(m.pos(), "event %s is a batch: its parameter is a slice of payloads or []*notify.Incoming, not %s", out.Name, wiretype.Text(t))
	}
}

// isIncoming reports whether t is []*notify.Incoming.
func isIncoming(t types.Type) bool {
	s, ok := t.(*types.Slice)
	if !ok {
		return false
	}
	p, ok := s.Elem().(*types.Pointer)
	return ok && isNamed(p.Elem(), model.NotifyPath, "Incoming")
}

// holdsIncoming reports whether t is notify.Incoming, a pointer to it, or a slice
// of either.
func holdsIncoming(t types.Type) bool {
	if elem := wiretype.ElementOf(t); elem != nil {
		t = elem
	}
	return isNamed(wiretype.Pointee(t), model.NotifyPath, "Incoming")
}
