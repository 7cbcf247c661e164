package fit

import (
	"fmt"
	"maps"
	"slices"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// method compares a request with its method.
func (i *Interfaces) method(m *breaking.Method, r Request, label ladder.Version) (found []Finding) {
	found = append(found, span(m.Span, m.Pos, "method "+r.Method, label)...)
	if len(found) == 0 && m.At(label) != r.Method {
		found = append(found, renamed(m.WireName, m.Pos, "method "+r.Method, label))
	}
	taken := map[string]bool{}
	for _, a := range m.Args {
		if !a.Rest {
			found = append(found, i.argument(a, r, label, taken)...)
		}
	}
	if slices.ContainsFunc(m.Args, func(a *breaking.Arg) bool { return a.Rest }) {
		return found
	}
	for _, name := range slices.Sorted(maps.Keys(r.Args)) {
		if !taken[name] {
			found = append(found, Finding{UnknownArgument, m.Pos, fmt.Sprintf("argument %s: %s has none of the name%s", name, m.Go, nearest(name, argumentNames(m)))})
		}
	}
	return found
}

// argument compares the argument of a request, and notes its name as taken.
func (i *Interfaces) argument(a *breaking.Arg, r Request, label ladder.Version, taken map[string]bool) []Finding {
	name := a.At(label)
	value, there := r.Args[name]
	if other := otherName(a.WireName, name); !there && other != "" {
		if _, there := r.Args[other]; there {
			taken[other] = true
			return []Finding{renamed(a.WireName, a.Pos, "argument "+other, label)}
		}
	}
	if !there {
		if a.Optional || a.Constant != "" || !a.Has(label) {
			return nil
		}
		return []Finding{{MissingArgument, a.Pos, fmt.Sprintf("argument %s is missing", name)}}
	}
	taken[name] = true
	if found := span(a.Span, a.Pos, "argument "+name, label); len(found) > 0 && !a.Converted {
		return found
	} else if len(found) > 0 {
		return nil // its older form has another type
	}
	return i.value(a.Type, value, a.Pos, "argument "+name)
}

// otherName is the name that a thing has at other versions, "" if it has always had
// one.
func otherName(n ladder.WireName, name string) string {
	if n.Was != "" && name == n.Name {
		return n.Was
	}
	if n.Was != "" {
		return n.Name
	}
	return ""
}

// span finds a part that the label's version lacks.
func span(s ladder.Span, pos breaking.Pos, what string, label ladder.Version) []Finding {
	switch {
	case s.Has(label):
		return nil
	case label.Below(s.Since):
		return []Finding{{LowLabel, pos, fmt.Sprintf("%s came with version %s, and the message says %s", what, s.Since, label)}}
	}
	return []Finding{{Gone, pos, fmt.Sprintf("%s went after version %s, and the message says %s", what, s.Until, label)}}
}

// renamed is a name that is not the one of the label's version.
func renamed(n ladder.WireName, pos breaking.Pos, what string, label ladder.Version) Finding {
	if label.Below(n.Renamed) {
		return Finding{LowLabel, pos, fmt.Sprintf("%s has its name since version %s, and the message says %s: it was %s", what, n.Renamed, label, n.Was)}
	}
	return Finding{Gone, pos, fmt.Sprintf("%s was renamed to %s in version %s, and the message says %s", what, n.Name, n.Renamed, label)}
}

func argumentNames(m *breaking.Method) (names []string) {
	for _, a := range m.Args {
		names = append(names, a.Name)
	}
	return names
}

// Result compares the result of a call.
func (i *Interfaces) Result(m *breaking.Method, result any) []Finding {
	if result == nil || len(m.Results) == 0 {
		return nil
	}
	what := "result of " + m.Name
	if len(m.Results) == 1 {
		return i.value(m.Results[0], result, m.Pos, what)
	}
	list, ok := result.([]any)
	if !ok || len(list) != len(m.Results) {
		return []Finding{{WrongType, m.Pos, fmt.Sprintf("%s: want an array of %d, got %s", what, len(m.Results), describe(result))}}
	}
	var found []Finding
	for n, value := range list {
		found = append(found, i.value(m.Results[n], value, m.Pos, fmt.Sprintf("%s, [%d]", what, n))...)
	}
	return found
}

// Event compares the payload of a notification with every event of its type. known is
// false if no interface has the type.
func (i *Interfaces) Event(eventType string, payload any) (found []Finding, known bool) {
	for _, c := range i.state.Interfaces {
		if m := methodOf(c, eventType, ladder.Version{}); c.Notify && m != nil {
			known = true
			for _, a := range m.Args {
				found = append(found, i.value(a.Type, payload, a.Pos, "payload")...)
			}
		}
	}
	return found, known
}
