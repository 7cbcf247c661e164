package emit

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// listener emits the constructor, the function and the type that hand
// notifications to an implementation.
func (e Emitter) listener(i *model.Interface) []jen.Code {
	var decls []jen.Code
	if i.IDs.Endpoint != i.Name {
		text := fmt.Sprintf("%s has the methods of %s that listeners call. The others are for notifiers only.", i.IDs.Endpoint, i.Name)
		decls = append(decls, e.endpointType(i, text))
	}
	decls = append(decls, e.newListener(i),
		function(doc(fmt.Sprintf("%s registers impl with l for the events of %s.", i.IDs.Register, i.Name), deprecation(i.Doc)),
			i.IDs.Register+"(l *"+e.notify("Listener")+", impl "+i.IDs.Endpoint+")",
			e.src.Local.Adapter+" := "+i.IDs.Adapter+"{impl: impl}", "l.Handle("+oneALine(e.events(i))+")"),
		structure(doc(i.IDs.Adapter+" reads the payloads of notifications for impl."), i.IDs.Adapter, "impl "+i.IDs.Endpoint),
	)
	for _, m := range i.MethodsOn(model.ServerSide) {
		decls = append(decls, e.receive(i, m))
	}
	return decls
}

// newListener emits the constructor of a listener with this one interface.
func (e Emitter) newListener(i *model.Interface) jen.Code {
	topics := i.Notify.Topics
	if len(topics) == 0 {
		topics = []string{"notifications"}
	}
	var targets []string
	for _, topic := range topics {
		var f fields
		f.template("Exchange", i.Notify.Exchange, i)
		f.text("Topic", topic)
		targets = append(targets, f.inOneLine())
	}
	params := "(tr " + e.oslo("Transport") + given(i, i.ServerParams()) + ", impl " + i.IDs.Endpoint + ", opts ..." + e.notify("ListenerOption") + ")"
	return function(doc(fmt.Sprintf("%s returns a listener%s that hands the events of %s to impl. It does no I/O.", i.IDs.NewServer, strings.Replace(toTopics(topics), " to ", " of ", 1), i.Name), deprecation(i.Doc)),
		i.IDs.NewServer+params+" *"+e.notify("Listener"),
		"l := "+e.notify("NewListener")+"(tr, []"+e.oslo("Target")+"{"+strings.Join(targets, ", ")+"}, opts...)",
		i.IDs.Register+"(l, impl)",
		"return l")
}

// events emits the event of each method.
func (e Emitter) events(i *model.Interface) []string {
	var events []string
	for _, m := range i.MethodsOn(model.ServerSide) {
		var f fields
		if m.Event.Prefix {
			f.text("Name", m.Wire+model.AnyEvent)
		} else {
			f.text("Type", m.Wire)
		}
		if len(i.Notify.Topics) > 0 {
			f.add("Topics", "[]string{"+quoted(i.Notify.Topics)+"}")
		}
		if list := m.Event.Priorities; len(list) > 0 {
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
		if m.Event.Batch {
			run = "RunBatch"
		}
		f.add(run, e.src.Local.Adapter+"."+m.Name)
		events = append(events, e.notify("Event")+f.inOneLine())
	}
	return events
}

// filterOf returns the fields of the event's filter.
func filterOf(m *model.Method) fields {
	var f fields
	if m.Event.Prefix && m.Wire != "" {
		f.text("EventType", regexp.QuoteMeta(m.Wire))
	}
	maps := map[string][]string{}
	for _, one := range m.Event.Filters {
		if place, key, ok := strings.Cut(one.Name, "."); ok {
			maps[place] = append(maps[place], strconv.Quote(key)+": "+strconv.Quote(one.Text))
		}
		switch one.Name {
		case "publisher_id":
			f.text("PublisherID", one.Text)
		case "event_type":
			f.text("EventType", one.Text)
		}
	}
	for _, place := range []string{"context", "metadata", "payload"} {
		if len(maps[place]) > 0 {
			f.add(naming.Exported(place), "map[string]string{"+strings.Join(maps[place], ", ")+"}")
		}
	}
	return f
}

// receive emits the adapter's method that runs m.
func (e Emitter) receive(i *model.Interface, m *model.Method) jen.Code {
	l := e.src.Local
	run := l.Adapter + ".impl." + m.Name
	signature := "(" + l.Adapter + " " + i.IDs.Adapter + ") " + m.Name + "(" + l.Ctx + " " + e.context() + ", " + l.In + " "
	switch {
	case m.Event.Raw:
		return function(doc(), signature+"[]*"+e.notify("Incoming")+") error", "return "+run+"("+l.Ctx+", "+l.In+")")
	case m.Event.Batch:
		return function(doc(), signature+"[]*"+e.notify("Incoming")+") error",
			"return "+e.notify("BatchOf")+"["+e.typ(wiretype.ElementOf(m.Params[0].Type))+"]("+run+")("+l.Ctx+", "+l.In+")")
	}
	return function(doc(), signature+"*"+e.notify("Incoming")+") error",
		"var payload "+e.typ(m.Params[0].Type),
		"if err := "+l.In+".Decode(&payload); err != nil {",
		"return err",
		"}",
		"return "+run+"("+l.Ctx+", payload)")
}

// priority emits the constant of a priority.
func (e Emitter) priority(name string) string { return e.notify("Priority" + naming.Exported(name)) }
