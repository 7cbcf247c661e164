package gen

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// listener emits the constructor, the function and the type that hand
// notifications to an implementation.
func (e emitter) listener(i *iface) []jen.Code {
	var decls []jen.Code
	if i.ids.endpoint != i.name {
		text := fmt.Sprintf("%s has the methods of %s that listeners call. The others are for notifiers only.", i.ids.endpoint, i.name)
		decls = append(decls, e.endpointType(i, text))
	}
	decls = append(decls, e.newListener(i),
		function(doc(fmt.Sprintf("%s registers impl with l for the events of %s.", i.ids.register, i.name), deprecation(i.doc)),
			i.ids.register+"(l *"+e.notify("Listener")+", impl "+i.ids.endpoint+")",
			e.src.local.adapter+" := "+i.ids.adapter+"{impl: impl}", "l.Handle("+oneALine(e.events(i))+")"),
		structure(doc(i.ids.adapter+" reads the payloads of notifications for impl."), i.ids.adapter, "impl "+i.ids.endpoint),
	)
	for _, m := range i.methodsOn(serverSide) {
		decls = append(decls, e.receive(i, m))
	}
	return decls
}

// newListener emits the constructor of a listener with this one interface.
func (e emitter) newListener(i *iface) jen.Code {
	topics := i.notify.topics
	if len(topics) == 0 {
		topics = []string{"notifications"}
	}
	var targets []string
	for _, topic := range topics {
		var f fields
		f.template("Exchange", i.notify.exchange, i)
		f.text("Topic", topic)
		targets = append(targets, f.inOneLine())
	}
	params := "(tr " + e.oslo("Transport") + given(i, i.serverParams()) + ", impl " + i.ids.endpoint + ", opts ..." + e.notify("ListenerOption") + ")"
	return function(doc(fmt.Sprintf("%s returns a listener%s that hands the events of %s to impl. It does no I/O.", i.ids.newServer, strings.Replace(toTopics(topics), " to ", " of ", 1), i.name), deprecation(i.doc)),
		i.ids.newServer+params+" *"+e.notify("Listener"),
		"l := "+e.notify("NewListener")+"(tr, []"+e.oslo("Target")+"{"+strings.Join(targets, ", ")+"}, opts...)",
		i.ids.register+"(l, impl)",
		"return l")
}

// events emits the event of each method.
func (e emitter) events(i *iface) []string {
	var events []string
	for _, m := range i.methodsOn(serverSide) {
		var f fields
		if m.event.prefix {
			f.text("Name", m.wire+anyEvent)
		} else {
			f.text("Type", m.wire)
		}
		if len(i.notify.topics) > 0 {
			f.add("Topics", "[]string{"+quoted(i.notify.topics)+"}")
		}
		if list := m.event.priorities; len(list) > 0 {
			var names []string
			for _, p := range list {
				names = append(names, e.priority(p))
			}
			f.add("Priorities", "[]"+e.notify("Priority")+"{"+strings.Join(names, ", ")+"}")
		}
		if filter := filterOf(m); len(filter) > 0 {
			f.add("Filter", e.notify("Filter")+filter.inOneLine())
		}
		run := "Run"
		if m.event.batch {
			run = "RunBatch"
		}
		f.add(run, e.src.local.adapter+"."+m.name)
		events = append(events, e.notify("Event")+f.inOneLine())
	}
	return events
}

// filterOf returns the fields of the event's filter.
func filterOf(m *method) fields {
	var f fields
	if m.event.prefix && m.wire != "" {
		f.text("EventType", regexp.QuoteMeta(m.wire))
	}
	maps := map[string][]string{}
	for _, one := range m.event.filters {
		if place, key, ok := strings.Cut(one.name, "."); ok {
			maps[place] = append(maps[place], strconv.Quote(key)+": "+strconv.Quote(one.value))
		}
		switch one.name {
		case "publisher_id":
			f.text("PublisherID", one.value)
		case "event_type":
			f.text("EventType", one.value)
		}
	}
	for _, place := range []string{"context", "metadata", "payload"} {
		if len(maps[place]) > 0 {
			f.add(exported(place), "map[string]string{"+strings.Join(maps[place], ", ")+"}")
		}
	}
	return f
}

// receive emits the adapter's method that runs m.
func (e emitter) receive(i *iface, m *method) jen.Code {
	l := e.src.local
	run := l.adapter + ".impl." + m.name
	signature := "(" + l.adapter + " " + i.ids.adapter + ") " + m.name + "(" + l.ctx + " " + e.context() + ", " + l.in + " "
	switch {
	case m.event.raw:
		return function(doc(), signature+"[]*"+e.notify("Incoming")+") error", "return "+run+"("+l.ctx+", "+l.in+")")
	case m.event.batch:
		return function(doc(), signature+"[]*"+e.notify("Incoming")+") error",
			"return "+e.notify("BatchOf")+"["+e.typ(elementOf(m.params[0].typ))+"]("+run+")("+l.ctx+", "+l.in+")")
	}
	return function(doc(), signature+"*"+e.notify("Incoming")+") error",
		"var payload "+e.typ(m.params[0].typ),
		"if err := "+l.in+".Decode(&payload); err != nil {",
		"return err",
		"}",
		"return "+run+"("+l.ctx+", payload)")
}

// priority emits the constant of a priority.
func (e emitter) priority(name string) string { return e.notify("Priority" + exported(name)) }
