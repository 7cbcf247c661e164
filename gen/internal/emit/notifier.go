package emit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/oslogen/oslogen/gen/internal/model"
)

// notifier emits the type that sends the events of an interface.
func (e Emitter) notifier(i *model.Interface) []jen.Code {
	name, c, options := i.IDs.Client, e.src.Local.Client, "opts ..."+e.notify("NotifierOption")
	self := "(" + c + " *" + name + ") "
	made := func(notifier string) string { return "return &" + name + "{n: " + notifier + "}" }
	decls := []jen.Code{
		structure(doc(fmt.Sprintf("%s sends the events of %s. It is safe for concurrent use.", name, i.Name), i.Doc),
			name, "n *"+e.notify("Notifier")),

		function(doc(newNotifierDoc(i), deprecation(i.Doc)),
			i.IDs.NewClient+"(tr "+e.oslo("Transport")+given(i, i.ClientParams())+", "+options+") *"+name, made(e.newNotifier(i))),

		function(doc("With returns a copy of the notifier changed by opts."),
			self+"With("+options+") *"+name, made(c+".n.With(opts...)")),
	}
	methods := i.MethodsOn(model.ClientSide)
	if len(methods) == len(i.Methods) {
		decls = append(decls, jen.Id("var _ "+i.Name+" = (*"+name+")(nil)"))
	}
	for _, m := range methods {
		send := c + ".n.Notify(" + m.Ctx + ", " + e.priority(m.Event.Priorities[0]) + ", " + strconv.Quote(m.Wire) + ", " + m.Params[0].Name + ")"
		decls = append(decls, function(doc(m.Doc), self+m.Name+"("+e.params(m)+") error", "return "+send))
	}
	return decls
}

func newNotifierDoc(i *model.Interface) string {
	publisher := strconv.Quote(string(i.Notify.Publisher))
	if i.Notify.Publisher == model.GivenPublisher {
		publisher = i.IDs.Params["publisherID"]
	}
	return fmt.Sprintf("%s returns a notifier that sends as publisher %s%s unless opts say otherwise.",
		i.IDs.NewClient, publisher, toTopics(i.Notify.Topics))
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

func (e Emitter) newNotifier(i *model.Interface) string {
	t := i.Notify
	args := "tr, " + t.Publisher.Expression(i.IDs.Params)
	if len(t.Topics) == 0 && t.Exchange == "" {
		return e.notify("NewNotifier") + "(" + args + ", opts...)"
	}
	if len(t.Topics) > 0 {
		args += ", " + e.notify("WithTopics") + "(" + quoted(t.Topics) + ")"
	}
	if t.Exchange != "" {
		args += ", " + e.notify("WithExchange") + "(" + t.Exchange.Expression(i.IDs.Params) + ")"
	}
	return e.notify("NewNotifier") + "(" + args + ").With(opts...)"
}
