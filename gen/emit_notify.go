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
	made := func(notifier string) jen.Code { return jen.Return(jen.Id("&" + name + "{n: " + notifier + "}")) }
	decls := []jen.Code{
		doc(fmt.Sprintf("%s sends the events of %s. It is safe for concurrent use.", name, i.name), i.doc).
			Type().Id(name).Struct(jen.Id("n *" + e.notify("Notifier"))),

		doc(newNotifierDoc(i), deprecation(i.doc)).
			Func().Id(i.ids.newClient + "(tr " + e.oslo("Transport") + given(i, i.clientParams()) + ", " + options + ") *" + name).
			Block(made(e.newNotifier(i))),

		doc("With returns a copy of the notifier changed by opts.").
			Func().Id(self + "With(" + options + ") *" + name).Block(made(c + ".n.With(opts...)")),

		jen.Var().Id("_ " + i.name + " = (*" + name + ")(nil)"),
	}
	for _, m := range i.methods {
		send := c + ".n.Notify(" + m.ctx + ", " + e.priority(m) + ", " + strconv.Quote(m.wire) + ", " + m.params[0].name + ")"
		decls = append(decls, doc(m.doc).
			Func().Id(self+m.name+"("+e.params(m)+") error").Block(jen.Return(jen.Id(send))))
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
		f.add("Priorities", "[]"+e.oslo("Priority")+"{"+e.priority(m)+"}")
		f.add("Run", e.src.local.adapter+"."+m.name)
		events = append(events, e.notify("Event")+f.inOneLine())
	}
	decls := []jen.Code{
		doc(fmt.Sprintf("%s registers impl with l for the events of %s.", i.ids.register, i.name), deprecation(i.doc)).
			Func().Id(i.ids.register+"(l *"+e.notify("Listener")+", impl "+i.name+")").
			Block(jen.Id(e.src.local.adapter+" := "+i.ids.adapter+"{impl: impl}"), jen.Id("l.Handle").Call(oneALine(events)...)),
		doc(i.ids.adapter + " reads the payloads of notifications for impl.").
			Type().Id(i.ids.adapter).Struct(jen.Id("impl " + i.name)),
	}
	for _, m := range i.methods {
		decls = append(decls, e.receive(i, m))
	}
	return decls
}

func (e emitter) receive(i *iface, m *method) jen.Code {
	l := e.src.local
	params := "(" + l.ctx + " " + e.context() + ", " + l.in + " *" + e.oslo("IncomingNotification") + ") error"
	return jen.Func().Id("("+l.adapter+" "+i.ids.adapter+") "+m.name+params).Block(
		jen.Var().Id("payload "+e.typ(m.params[0].typ)),
		jen.If(jen.Id("err := "+l.in+".Decode(&payload)"), jen.Id("err != nil")).Block(jen.Return(jen.Id("err"))),
		jen.Return(jen.Id(l.adapter+".impl."+m.name+"("+l.ctx+", payload)")))
}

// priority emits the constant of an event's priority. The default is info.
func (e emitter) priority(m *method) string {
	if m.priority == "" {
		return e.oslo("PriorityInfo")
	}
	return e.oslo("Priority" + exported(m.priority))
}
