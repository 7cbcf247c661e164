package gen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// notifier emits the type that sends the events of an interface.
func (e emitter) notifier(i *iface) []jen.Code {
	name, c, options := i.ids.client, e.src.local.client, "opts ..."+e.notify("NotifierOption")
	self := "(" + c + " *" + name + ") "
	made := func(notifier string) string { return "return &" + name + "{n: " + notifier + "}" }
	decls := []jen.Code{
		structure(doc(fmt.Sprintf("%s sends the events of %s. It is safe for concurrent use.", name, i.name), i.doc),
			name, "n *"+e.notify("Notifier")),

		function(doc(newNotifierDoc(i), deprecation(i.doc)),
			i.ids.newClient+"(tr "+e.oslo("Transport")+given(i, i.clientParams())+", "+options+") *"+name, made(e.newNotifier(i))),

		function(doc("With returns a copy of the notifier changed by opts."),
			self+"With("+options+") *"+name, made(c+".n.With(opts...)")),

		jen.Id("var _ " + i.name + " = (*" + name + ")(nil)"),
	}
	for _, m := range i.methods {
		send := c + ".n.Notify(" + m.ctx + ", " + e.priority(m) + ", " + strconv.Quote(m.wire) + ", " + m.params[0].name + ")"
		decls = append(decls, function(doc(m.doc), self+m.name+"("+e.params(m)+") error", "return "+send))
	}
	return decls
}

func newNotifierDoc(i *iface) string {
	return fmt.Sprintf("%s returns a notifier that sends as publisher %q%s unless opts say otherwise.",
		i.ids.newClient, i.notify.publisher, toTopics(i.notify.topics))
}

// toTopics returns " to topic audit" for the topics of the directive, or "" if
// it names none.
func toTopics(topics []string) string {
	switch len(topics) {
	case 0:
		return ""
	case 1:
		return " to topic " + topics[0]
	default:
		return " to topics " + strings.Join(topics, ", ")
	}
}

func (e emitter) newNotifier(i *iface) string {
	t := i.notify
	args := "tr, " + t.publisher.expression(i.ids.params)
	if len(t.topics) == 0 {
		return e.notify("NewNotifier") + "(" + args + ", opts...)"
	}
	return e.notify("NewNotifier") + "(" + args + ", " + e.notify("WithTopics") + "(" + quoted(t.topics) + ")).With(opts...)"
}

// listener emits the function and the type that hand notifications to an
// implementation.
func (e emitter) listener(i *iface) []jen.Code {
	var events []string
	for _, m := range i.methods {
		var f fields
		f.text("Type", m.wire)
		f.add("Priorities", "[]"+e.notify("Priority")+"{"+e.priority(m)+"}")
		f.add("Run", e.src.local.adapter+"."+m.name)
		events = append(events, e.notify("Event")+f.inOneLine())
	}
	decls := []jen.Code{
		function(doc(fmt.Sprintf("%s registers impl with l for the events of %s.", i.ids.register, i.name), deprecation(i.doc)),
			i.ids.register+"(l *"+e.notify("Listener")+", impl "+i.name+")",
			e.src.local.adapter+" := "+i.ids.adapter+"{impl: impl}", "l.Handle("+oneALine(events)+")"),
		structure(doc(i.ids.adapter+" reads the payloads of notifications for impl."), i.ids.adapter, "impl "+i.name),
	}
	for _, m := range i.methods {
		decls = append(decls, e.receive(i, m))
	}
	return decls
}

func (e emitter) receive(i *iface, m *method) jen.Code {
	l := e.src.local
	params := "(" + l.ctx + " " + e.context() + ", " + l.in + " *" + e.notify("Incoming") + ") error"
	return function(doc(), "("+l.adapter+" "+i.ids.adapter+") "+m.name+params,
		"var payload "+e.typ(m.params[0].typ),
		"if err := "+l.in+".Decode(&payload); err != nil {",
		"return err",
		"}",
		"return "+l.adapter+".impl."+m.name+"("+l.ctx+", payload)")
}

// priority emits the constant of an event's priority. The default is info.
func (e emitter) priority(m *method) string {
	if m.priority == "" {
		return e.notify("PriorityInfo")
	}
	return e.notify("Priority" + exported(m.priority))
}
