package build

import (
	"slices"

	"github.com/oslogen/oslogen/gen/internal/model"
)

// clash finds the method of i that a server or a listener could not tell from
// m.
func clash(i *model.Interface, m *model.Method) *model.Method {
	for _, other := range i.Methods {
		if sharedName(other, m) != "" && (i.RPC == nil && sameEvent(m, other) || i.RPC != nil && sameRequest(m, other)) {
			return other
		}
	}
	return nil
}

// sharedName returns a name that requests for both methods have. Servers answer to
// old names too.
func sharedName(a, b *model.Method) string {
	for _, name := range []string{b.Wire, b.History.Was} {
		if name != "" && (name == a.Wire || name == a.History.Was) {
			return name
		}
	}
	return ""
}

// sameEvent reports whether two events of one type have a priority and a side in
// common.
func sameEvent(a, b *model.Method) bool {
	if a.Event.Prefix != b.Event.Prefix || a.Only != "" && b.Only != "" && a.Only != b.Only {
		return false
	}
	if len(a.Event.Filters)+len(b.Event.Filters) > 0 {
		return false // filters may tell them apart
	}
	return len(a.Event.Priorities) == 0 || len(b.Event.Priorities) == 0 ||
		slices.ContainsFunc(a.Event.Priorities, func(p string) bool { return slices.Contains(b.Event.Priorities, p) })
}

// sameRequest reports whether requests for both methods look the same to a
// server. A server can tell calls from casts, because only calls want an
// answer.
func sameRequest(a, b *model.Method) bool {
	return a.On(model.ServerSide) && b.On(model.ServerSide) && (a.Verb == model.Call) == (b.Verb == model.Call)
}

func clashAdvice(m *model.Method) string {
	if m.Verb == model.Notify {
		return ""
	}
	return ": say only=client at the one that servers don't implement"
}
