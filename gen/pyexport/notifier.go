package pyexport

import (
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// notifications writes the notifiers of interfaces of notifications, and the
// endpoints of their listeners.
func (o *output) notifications() {
	for _, i := range o.pkg.Interfaces {
		if !i.Notify {
			continue
		}
		m := o.module("notifications", "Notifications of "+o.pkg.Name+".")
		n := &notifier{module: m, iface: i}
		if i.has(breaking.ClientOnly) {
			n.write()
		}
		if i.has(breaking.ServerOnly) {
			(&listener{module: m, iface: i}).write()
		}
	}
}

// notifier writes the class that sends the notifications of one interface.
type notifier struct {
	*module
	iface *Interface
}

func (n *notifier) write() {
	n.imports["messaging"] = true
	taken := set("notifier", "TOPICS")
	n.apart()
	n.line("class %s(object):", n.declare(capital(n.iface.Name)+"Notifier", n.iface))
	n.in(func() {
		n.doc(append([]string{"Sends the notifications of " + n.iface.Name + "."}, n.documentation()...)...)
		n.line("")
		n.line("TOPICS = [%s]", quoted(n.iface.Topics))
		n.line("")
		n.constructor()
		for _, e := range n.iface.Methods {
			if !e.on(breaking.ClientOnly) {
				continue
			}
			e.Python = taken.take(name(e.Name))
			n.line("")
			n.list("def "+e.Python+"(", []string{"self", "ctxt", "payload: " + n.hint(e.Event.Payload)}, ") -> None:")
			n.in(func() {
				if doc := e.documentation(e.Python); doc != nil {
					n.doc(doc...)
				}
				n.list("self.notifier."+e.Event.Priorities[0]+"(", []string{"ctxt", quote(e.Event.Type), "payload"}, ")")
			})
		}
	})
}

func (n *notifier) documentation() []string {
	list := paragraphs(n.iface.Doc)
	if n.iface.Exchange != "" {
		list = append(list, "They go to the exchange "+n.iface.Exchange+": set that as the control_exchange of the transport.")
	}
	return list
}

func quoted(list []string) string {
	var out []string
	for _, text := range list {
		out = append(out, quote(text))
	}
	return strings.Join(out, ", ")
}

// constructor writes __init__, with the parameters of the publisher.
func (n *notifier) constructor() {
	params, names := []string{"self", "transport"}, map[string]string{}
	local := set("self", "transport", "driver", "serializer")
	for _, text := range parameters(n.iface.Publisher) {
		if names[text] == "" {
			names[text] = local.take(text)
			params = append(params, names[text])
		}
	}
	serializer := n.serializer(n.iface)
	n.list("def __init__(", append(params, "driver=None", "serializer=None"), "):")
	n.in(func() {
		if serializer != "" {
			n.line("if serializer is None:")
			n.in(func() { n.line("serializer = %s()", serializer) })
		}
		n.list("self.notifier = messaging.Notifier(", []string{
			"transport", "publisher_id=" + format(n.iface.Publisher, names), "driver=driver", "topics=self.TOPICS", "serializer=serializer",
		}, ")")
	})
}
