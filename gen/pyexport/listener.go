package pyexport

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// listener writes the endpoint of a notification listener.
type listener struct {
	*module
	iface  *Interface
	events []*Method
}

// priorities are the methods of endpoints, in the order of oslo.messaging.
var priorities = []string{"audit", "debug", "info", "warn", "error", "critical", "sample"}

func (l *listener) write() {
	l.imports["messaging"], l.imports["abc"] = true, true
	taken := set(slices.Concat(priorities, []string{"filter_rule"})...)
	for _, e := range l.iface.Methods {
		if e.on(breaking.ServerOnly) && l.check(e) {
			e.Python = taken.take(name(e.Name))
			l.events = append(l.events, e)
		}
	}
	l.apart()
	l.line("class %s(metaclass=abc.ABCMeta):", l.declare(capital(l.iface.Name)+"Endpoint", l.iface))
	l.in(func() {
		l.doc(append([]string{"Takes the notifications of " + l.iface.Name + "."}, paragraphs(l.iface.Doc)...)...)
		for _, e := range l.events {
			l.line("")
			l.event(e)
		}
		for _, p := range priorities {
			l.dispatch(p)
		}
	})
	l.targets()
}

// goOnly finds syntax that Go's regular expressions have and Python's have not.
var goOnly = regexp.MustCompile(`\\[pPzQEC]|\[\[:|\(\?[a-zA-Z]*(-|U)|\(\?<`)

// check reports an event that Python can't take.
func (l *listener) check(e *Method) bool {
	if e.Event.Batch {
		l.out.problems.add(e.Pos, "event %s is a batch: oslo.messaging hands batches to listeners of their own; put it into an interface of its own, and name the others in the command", e.Go)
		return false
	}
	for _, f := range e.Event.Filters {
		if found := goOnly.FindString(f.Expr); found != "" {
			l.out.problems.add(e.Pos, "filter %s of %s: Python's regular expressions have no %s; write it otherwise", f.Place, e.Go, found)
			return false
		}
	}
	return true
}

// arguments are those of every endpoint's method.
var arguments = []string{"ctxt", "publisher_id", "event_type", "payload", "metadata"}

// event writes the method that a service implements, and the filter of its
// notifications.
func (l *listener) event(e *Method) {
	l.list("_"+e.Python+" = messaging.NotificationFilter(", l.filter(e.Event), ")")
	l.line("")
	l.line("@abc.abstractmethod")
	l.list("def "+e.Python+"(", []string{"self", "ctxt", "publisher_id", "event_type", "payload: " + l.hint(e.Event.Payload), "metadata"}, "):")
	l.in(func() {
		doc := e.documentation(e.Python)
		if doc == nil {
			doc = []string{"Takes a notification."}
		}
		l.doc(doc...)
	})
}

// filter are the keywords of an event's NotificationFilter.
func (l *listener) filter(e *Event) []string {
	var list []string
	typ := regexp.QuoteMeta(e.Type)
	switch {
	case !e.Prefix:
		list = append(list, "event_type="+quote("^"+typ+"$"))
	case e.Type != "":
		list = append(list, "event_type="+quote("^"+typ))
	}
	dicts := map[string][]string{}
	for _, f := range e.Filters {
		place, key, inner := strings.Cut(f.Place, ".")
		if inner {
			dicts[place] = append(dicts[place], quote(key)+": "+quote(f.Expr))
		} else {
			list = append(list, place+"="+quote(f.Expr))
		}
	}
	for _, place := range []string{"context", "metadata", "payload"} {
		if dicts[place] != nil {
			list = append(list, place+"={"+strings.Join(dicts[place], ", ")+"}")
		}
	}
	return list
}

// dispatch writes the method of a priority, which oslo.messaging calls.
func (l *listener) dispatch(priority string) {
	var list []*Method
	for _, e := range l.events {
		if len(e.Event.Priorities) == 0 || slices.Contains(e.Event.Priorities, priority) {
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		return
	}
	l.line("")
	l.list("def "+priority+"(", append([]string{"self"}, arguments...), "):")
	l.in(func() {
		for _, e := range list {
			l.list("if self._"+e.Python+".match(", []string{"ctxt", "publisher_id", "event_type", "metadata", "payload"}, "):")
			l.in(func() { l.list("self."+e.Python+"(", arguments, ")") })
		}
	})
}

// targets writes the function that returns the targets of a listener.
func (l *listener) targets() {
	params, names := []string(nil), map[string]string{}
	for _, text := range parameters(l.iface.Exchange) {
		names[text] = nameSet{}.take(text)
		params = append(params, names[text])
	}
	exchange := ""
	if l.iface.Exchange != "" {
		exchange = ", exchange=" + format(l.iface.Exchange, names)
	}
	var list []string
	for _, topic := range l.iface.Topics {
		list = append(list, "messaging.Target(topic="+quote(topic)+exchange+")")
	}
	l.apart()
	l.line("def %s(%s):", l.declare(words(l.iface.Name, "_")+"_targets", l.iface), strings.Join(params, ", "))
	l.in(func() {
		l.doc("Returns the targets for messaging.get_notification_listener.")
		l.list("return [", list, "]")
	})
}
