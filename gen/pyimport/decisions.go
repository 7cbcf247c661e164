package pyimport

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// decision is the answer of a person where the source decides nothing.
type decision struct {
	class string // module.Class
	verb  string
	text  string
	pos   Pos
	used  bool
}

type decisions []*decision

// verbs are those of a file of decisions.
var verbs = []string{"event", "priority", "sends", "settled"}

// readDecisions reads a file of lines "module.Class verb text". A line that begins
// with # is a comment. A missing path is a file without decisions.
func readDecisions(path string) (decisions, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list decisions
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		class, rest, _ := strings.Cut(line, " ")
		verb, rest, _ := strings.Cut(strings.TrimSpace(rest), " ")
		d := &decision{class: class, verb: verb, text: strings.TrimSpace(rest), pos: Pos{path, number}}
		if !slices.Contains(verbs, verb) || d.text == "" {
			return nil, fmt.Errorf("%s: write CLASS VERB TEXT, where the verb is one of %s", d.pos, strings.Join(verbs, ", "))
		}
		list = append(list, d)
	}
	return list, nil
}

// of returns the decisions for a class and marks them as used.
func (ds decisions) of(class, verb string) decisions {
	var list decisions
	for _, d := range ds {
		if d.class == class && d.verb == verb {
			d.used = true
			list = append(list, d)
		}
	}
	return list
}

// unused returns an error for a decision on a class that was imported and had
// nothing to decide.
func (ds decisions) unused(r *Result) error {
	imported := map[string]bool{}
	for _, i := range r.Interfaces {
		imported[i.Class] = true
	}
	for _, n := range r.Notifications {
		imported[n.dotted] = true
	}
	for _, d := range ds {
		if imported[d.class] && !d.used {
			return fmt.Errorf("%s: %s has nothing that it decides", d.pos, d.class)
		}
	}
	return nil
}

// send applies "sends NAME... [as OTHER]". The messages whose wire name the source
// leaves open get these names, and so do copies of those called OTHER.
func (ds decisions) send(class string, sent *collection) {
	list := ds.of(class, "sends")
	for _, d := range list {
		text, other, _ := strings.Cut(d.text, " as ")
		names := strings.Fields(text)
		for _, s := range sent.seen {
			if s.Wire != "" && s.Wire != other {
				continue
			}
			for _, name := range names {
				message := *s.Message
				message.Wire = name
				sent.seen = append(sent.seen, seen{&message, s.python, s.method, s.limit})
			}
		}
	}
	if len(list) > 0 {
		sent.seen = slices.DeleteFunc(sent.seen, func(s seen) bool { return s.Wire == "" })
	}
}

// settle drops the TODOs that contain the text of a "settled".
func (ds decisions) settle(i *Interface) {
	for _, d := range ds {
		if d.class != i.Class || d.verb != "settled" {
			continue
		}
		has := func(t Todo) bool {
			found := strings.Contains(t.Text, d.text)
			d.used = d.used || found
			return found
		}
		i.Todos = slices.DeleteFunc(i.Todos, has)
		for _, m := range i.Methods {
			m.Todos = slices.DeleteFunc(m.Todos, has)
		}
	}
}

// events adds the event types of "event TYPE... [priority=PRIORITY]". A type may
// have alternatives in braces: node.{create,delete}.{start,end}. It reports
// whether there are any.
func (ds decisions) events(n *Notification) bool {
	list := ds.of(n.dotted, "event")
	for _, d := range list {
		priority := "info"
		for word := range strings.FieldsSeq(d.text) {
			if p, ok := strings.CutPrefix(word, "priority="); ok {
				priority = p
			}
		}
		for word := range strings.FieldsSeq(d.text) {
			if strings.HasPrefix(word, "priority=") {
				continue
			}
			for _, typ := range alternatives(word) {
				n.Events = append(n.Events, &Event{eventName(typ), typ, priority, d.pos})
			}
		}
	}
	return len(list) > 0
}

// alternatives expands the braces of a{b,c}d.
func alternatives(text string) []string {
	before, rest, ok := strings.Cut(text, "{")
	inside, after, closed := strings.Cut(rest, "}")
	if !ok || !closed {
		return []string{text}
	}
	var list []string
	for one := range strings.SplitSeq(inside, ",") {
		list = append(list, alternatives(before+one+after)...)
	}
	return list
}

// priorities sets the priorities of "priority PRIORITY [.LAST]": of all events, or
// of those whose type ends so. It reports whether there are any.
func (ds decisions) priorities(n *Notification) bool {
	list := ds.of(n.dotted, "priority")
	for _, d := range list {
		priority, last, _ := strings.Cut(d.text, " ")
		for _, e := range n.Events {
			if strings.HasSuffix(e.Type, last) {
				e.Priority = priority
			}
		}
	}
	return len(list) > 0
}

func dottedName(c *pyast.Class) string { return c.Module.Name + "." + c.Name }

// eventName returns the Go method of an event type.
func eventName(typ string) string {
	return exported(strings.NewReplacer(".", "_", "-", "_").Replace(typ))
}
