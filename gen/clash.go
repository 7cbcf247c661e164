package gen

import "slices"

// clash finds the method of i that a server or a listener could not tell from
// m.
func clash(i *iface, m *method) *method {
	for _, other := range i.methods {
		if sharedName(other, m) != "" && (i.rpc == nil && sameEvent(m, other) || i.rpc != nil && sameRequest(m, other)) {
			return other
		}
	}
	return nil
}

// sharedName returns a name that requests for both methods have. Servers answer to
// old names too.
func sharedName(a, b *method) string {
	for _, name := range []string{b.wire, b.history.was} {
		if name != "" && (name == a.wire || name == a.history.was) {
			return name
		}
	}
	return ""
}

// sameEvent reports whether two events of one type have a priority and a side in
// common.
func sameEvent(a, b *method) bool {
	if a.event.prefix != b.event.prefix || a.only != "" && b.only != "" && a.only != b.only {
		return false
	}
	if len(a.event.filters)+len(b.event.filters) > 0 {
		return false // filters may tell them apart
	}
	return len(a.event.priorities) == 0 || len(b.event.priorities) == 0 ||
		slices.ContainsFunc(a.event.priorities, func(p string) bool { return slices.Contains(b.event.priorities, p) })
}

// sameRequest reports whether requests for both methods look the same to a
// server. A server can tell calls from casts, because only calls want an
// answer.
func sameRequest(a, b *method) bool {
	return a.on(serverSide) && b.on(serverSide) && (a.verb == call) == (b.verb == call)
}

func clashAdvice(m *method) string {
	if m.verb == notify {
		return ""
	}
	return ": say only=client at the one that servers don't implement"
}
