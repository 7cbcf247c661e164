package pyexport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// rpc writes the client classes and the managers of the RPC interfaces.
func (o *output) rpc() {
	for _, i := range o.pkg.Interfaces {
		if i.Notify {
			continue
		}
		if i.has(breaking.ClientOnly) {
			m := o.module("rpcapi", "Client side of the RPC API of "+o.pkg.Name+".")
			(&client{module: m, iface: i}).write()
		}
		if i.has(breaking.ServerOnly) {
			m := o.module("manager", "Server side of the RPC API of "+o.pkg.Name+".")
			(&server{module: m, iface: i}).write()
		}
	}
}

// client writes the client class of one interface.
type client struct {
	*module
	iface  *Interface
	params map[string]string // the constructor's, by their names in templates
	taken  nameSet           // the attributes of the class
}

func (c *client) write() {
	c.imports["messaging"] = true
	c.taken = set("client", "mandatory_client", "RPC_API_VERSION", "TOPIC", "VERSION_ALIASES")
	for _, m := range c.iface.Methods {
		if m.on(breaking.ClientOnly) {
			m.Python = c.taken.take(name(m.Name))
		}
	}
	c.apart()
	c.line("class %s(object):", c.declare(capital(c.iface.Name)+"API", c.iface))
	c.in(func() {
		c.doc(append([]string{"Client side of " + c.iface.Name + "."}, c.documentation()...)...)
		c.line("")
		c.attributes()
		c.line("")
		c.constructor()
		for _, m := range c.iface.Methods {
			if m.on(breaking.ClientOnly) {
				c.line("")
				c.method(m)
			}
		}
		c.converters()
	})
}

// documentation is the text of the Go interface and the history of its versions.
func (c *client) documentation() []string {
	list := paragraphs(c.iface.Doc)
	var lines []string
	for _, entry := range c.iface.history() {
		head := tab + entry.version.String() + " - "
		text := wrap(entry.text, width-len(tab+c.indent+head))
		lines = append(lines, head+strings.Join(text, "\n"+strings.Repeat(" ", len(head))))
	}
	return append(list, "API version history:", strings.Join(lines, "\n"))
}

func (c *client) attributes() {
	c.line("RPC_API_VERSION = %s", quote(c.iface.Version.String()))
	if len(parameters(c.iface.Topic)) == 0 {
		c.line("TOPIC = %s", quote(c.iface.Topic))
	}
	if len(c.iface.Releases) == 0 {
		return
	}
	c.line("")
	c.line("# What a version_cap may say instead of a version.")
	c.line("VERSION_ALIASES = {")
	for _, r := range c.iface.Releases {
		c.line("    %s: %s,", quote(r.Name), quote(r.Version.String()))
	}
	c.line("}")
}

// mandatory reports whether a method needs a client that is told of messages that
// no queue takes.
func (c *client) mandatory() bool {
	return slices.ContainsFunc(c.iface.Methods, func(m *Method) bool { return m.Mandatory && m.on(breaking.ClientOnly) })
}

// converters writes the methods that make older forms, each once.
func (c *client) converters() {
	done := nameSet{}
	for _, m := range c.iface.Methods {
		for _, p := range m.Params {
			if p.Convert != "" && m.on(breaking.ClientOnly) && !done[p.Convert] {
				done[p.Convert] = true
				c.line("")
				c.converter(p, m.Rule.Args[p.Rule].Since)
			}
		}
	}
}

// constructor writes __init__. Parameters of topic, exchange and namespace come
// first.
func (c *client) constructor() {
	local := set("self", "transport", "version_cap", "serializer", "target")
	params := []string{"self", "transport"}
	c.params = map[string]string{}
	templates := c.iface.Topic + c.iface.Exchange + c.iface.Namespace
	if c.iface.ByMethods {
		templates = c.iface.Exchange + c.iface.Namespace
	}
	for _, name := range parameters(templates) {
		if c.params[name] == "" {
			c.params[name] = local.take(name)
			params = append(params, c.params[name])
		}
	}
	params = append(params, "version_cap=None", "serializer=None")
	serializer := c.serializer(c.iface)
	c.list("def __init__(", params, "):")
	c.in(func() {
		if len(c.iface.Releases) > 0 {
			c.line("version_cap = self.VERSION_ALIASES.get(version_cap, version_cap)")
		}
		if serializer != "" {
			c.line("if serializer is None:")
			c.in(func() { c.line("serializer = %s()", serializer) })
		}
		c.list("target = messaging.Target(", c.target(), ")")
		c.clients()
	})
}

// converter writes the method that makes an older form. Subclasses have it.
func (c *client) converter(p *Param, older ladder.Version) {
	value := set("self").take(name(p.Name))
	c.line("def _%s(self, %s):", p.Convert, value)
	c.in(func() {
		c.doc("Makes the form of "+p.Name+" that servers below "+older.String()+" take.", "Go has a function for it. Do the same in a subclass of this class.")
		c.line("raise NotImplementedError()")
	})
}

func (c *client) target() []string {
	list := []string{"version=self.RPC_API_VERSION"}
	switch {
	case c.iface.ByMethods:
	case len(parameters(c.iface.Topic)) == 0:
		list = slices.Insert(list, 0, "topic=self.TOPIC")
	default:
		list = slices.Insert(list, 0, "topic="+format(c.iface.Topic, c.params))
	}
	if c.iface.Namespace != "" {
		list = append(list, "namespace="+format(c.iface.Namespace, c.params))
	}
	if c.iface.Exchange != "" {
		list = append(list, "exchange="+format(c.iface.Exchange, c.params))
	}
	return list
}

func (c *client) clients() {
	options := []string{"transport", "target", "version_cap=version_cap", "serializer=serializer"}
	c.list("self.client = messaging.get_rpc_client(", options, ")")
	if c.mandatory() {
		c.line("# Fails with MessageUndeliverable when no queue takes a message.")
		options = append(options, "transport_options=messaging.TransportOptions(at_least_once=True)")
		c.list("self.mandatory_client = messaging.get_rpc_client(", options, ")")
	}
}
