package fit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// Wanted names a method, as the command line does.
type Wanted struct {
	Target    string // TOPIC or TOPIC.SERVER
	Namespace string // empty for any
	Method    string // its name on the wire, or in Go
	Kind      string // call, cast or fanout
}

// Match is a method and its interface.
type Match struct {
	Interface *breaking.Interface
	Method    *breaking.Method
}

// Misfit is the error of a request that does not fit.
type Misfit []Finding

func (m Misfit) Error() string {
	lines := make([]string, len(m))
	for n, f := range m {
		lines[n] = f.Pos.String() + ": " + f.Message
	}
	return strings.Join(lines, "\n")
}

// Find finds a method. The error is a [Misfit] if an interface has the target but not
// the method.
func (i *Interfaces) Find(w Wanted) (*Match, error) {
	all := i.At(w.Target)
	if len(all) == 0 {
		return nil, fmt.Errorf("no interface has the topic of %s: the topics are %s", w.Target, strings.Join(i.Topics(), ", "))
	}
	named := slices.DeleteFunc(slices.Clone(all), func(m *Match) bool {
		return w.Namespace != "" && !takes(m.Interface, Request{Namespace: w.Namespace, HasNamespace: true})
	})
	if len(named) == 0 {
		c := all[0].Interface
		return nil, Misfit{{NoNamespace, c.Topic.Pos, fmt.Sprintf("namespace %q: %s has %s", w.Namespace, c.Name, orNone(c.Namespace.Text))}}
	}
	return among(named, w)
}

// among chooses the method among those of the target and the namespace.
func among(all []*Match, w Wanted) (*Match, error) {
	var names []string
	var same []*Match
	for _, m := range all {
		names = append(names, m.Method.Name)
		if w.Method == m.Method.Name || w.Method == m.Method.Was || w.Method == m.Method.Go {
			same = append(same, m)
		}
	}
	if len(same) == 0 {
		slices.Sort(names)
		c := all[0].Interface
		text := fmt.Sprintf("method %s: %s has none of the name%s", w.Method, c.Name, nearest(w.Method, names))
		return nil, Misfit{{UnknownMethod, c.Pos, text}}
	}
	fit := slices.DeleteFunc(slices.Clone(same), func(m *Match) bool { return m.Method.Kind != w.Kind })
	if len(fit) == 0 {
		m := same[0].Method
		return nil, Misfit{{WrongKind, m.Pos, fmt.Sprintf("method %s is a %s, not a %s", m.Name, m.Kind, w.Kind)}}
	}
	if w.Namespace != "" {
		return fit[0], nil
	}
	return only(fit)
}

// only returns the first match, if it has one namespace and the others have it too.
func only(fit []*Match) (*Match, error) {
	first := fit[0]
	if strings.Contains(first.Interface.Namespace.Text, "{}") {
		return nil, fmt.Errorf("the namespace of %s has a parameter: name one", first.Interface.Name)
	}
	for _, m := range fit[1:] {
		if a, b := first.Interface, m.Interface; a.Namespace.Text != b.Namespace.Text {
			return nil, fmt.Errorf("method %s is in namespace %s of %s and in namespace %s of %s: name one",
				m.Method.Name, orNone(a.Namespace.Text), a.Name, orNone(b.Namespace.Text), b.Name)
		}
	}
	return first, nil
}

// At lists the methods that can be sent to TOPIC or TOPIC.SERVER.
func (i *Interfaces) At(target string) (list []*Match) {
	for _, c := range i.state.Interfaces {
		for _, m := range c.Methods {
			topic := cmp.Or(m.TopicText, c.Topic.Text)
			if !c.Notify && (matches(topic, target) || matches(topic+".{}", target)) {
				list = append(list, &Match{c, m})
			}
		}
	}
	return list
}

// Topics lists the topics of all methods. A parameter of a topic is {}.
func (i *Interfaces) Topics() (list []string) {
	for _, c := range i.state.Interfaces {
		for _, m := range c.Methods {
			if !c.Notify {
				list = append(list, cmp.Or(m.TopicText, c.Topic.Text))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
