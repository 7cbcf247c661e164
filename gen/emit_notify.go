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
	}
	methods := i.methodsOn(clientSide)
	if len(methods) == len(i.methods) {
		decls = append(decls, jen.Id("var _ "+i.name+" = (*"+name+")(nil)"))
	}
	for _, m := range methods {
		send := c + ".n.Notify(" + m.ctx + ", " + e.priority(m.event.priorities[0]) + ", " + strconv.Quote(m.wire) + ", " + m.params[0].name + ")"
		decls = append(decls, function(doc(m.doc), self+m.name+"("+e.params(m)+") error", "return "+send))
	}
	return decls
}

func newNotifierDoc(i *iface) string {
	publisher := strconv.Quote(string(i.notify.publisher))
	if i.notify.publisher == givenPublisher {
		publisher = i.ids.params["publisherID"]
	}
	return fmt.Sprintf("%s returns a notifier that sends as publisher %s%s unless opts say otherwise.",
		i.ids.newClient, publisher, toTopics(i.notify.topics))
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
	if len(t.topics) == 0 && t.exchange == "" {
		return e.notify("NewNotifier") + "(" + args + ", opts...)"
	}
	if len(t.topics) > 0 {
		args += ", " + e.notify("WithTopics") + "(" + quoted(t.topics) + ")"
	}
	if t.exchange != "" {
		args += ", " + e.notify("WithExchange") + "(" + t.exchange.expression(i.ids.params) + ")"
	}
	return e.notify("NewNotifier") + "(" + args + ").With(opts...)"
}
