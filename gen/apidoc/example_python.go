package apidoc

import (
	"slices"
	"strconv"
	"strings"
)

const pythonHead = `import oslo_messaging
from oslo_config import cfg

conf = cfg.CONF
`

// pythonSetup is the beginning of a Python program that calls the interface.
func (i *Interface) pythonSetup() string {
	if i.Notify != nil {
		return i.pythonNotifier()
	}
	var modules []any
	for _, e := range i.RPC.Errors {
		for _, class := range e.Classes {
			if module := class[:max(strings.LastIndexByte(class, '.'), 0)]; !slices.Contains(modules, any(module)) && module != "builtins" {
				modules = append(modules, module)
			}
		}
	}
	open := []string{"conf", "url=" + python(brokerURL)}
	if len(modules) > 0 {
		open = append(open, "allowed_remote_exmods="+python(modules))
	}
	target := i.pythonTarget(fill(i.RPC.Topic))
	if i.RPC.Namespace != "" {
		target = append(target, "namespace="+python(fill(i.RPC.Namespace)))
	}
	target = append(target, "version="+python(i.base()))
	return pythonHead + spread("transport = oslo_messaging.get_rpc_transport(", open, ")", "    ") + "\n" +
		spread("target = oslo_messaging.Target(", target, ")", "    ") + "\n" +
		"client = oslo_messaging.get_rpc_client(transport, target)\n"
}

// base is the version of the Python examples' target.
func (i *Interface) base() string { return strconv.Itoa(i.RPC.History.Version.Major) + ".0" }

func (i *Interface) pythonTarget(topic string) []string {
	target := []string{"topic=" + python(topic)}
	if i.Exchange != "" {
		target = append(target, "exchange="+python(fill(i.Exchange)))
	}
	return target
}

// pythonExample calls a method in Python.
func (i *Interface) pythonExample(m *Method) string {
	r := i.example(m)
	client := "client"
	if list := i.prepared(m, r); len(list) > 0 {
		client += ".prepare(" + strings.Join(list, ", ") + ")"
	}
	args := []string{"{}", python(r.name)}
	var rest Object
	for n, a := range r.args {
		if name := r.names[n]; isPythonName(name) {
			args = append(args, name+"="+python(a.Sample))
		} else {
			rest.Put(name, a.Sample)
		}
	}
	if len(rest) > 0 {
		args = append(args, "**"+python(rest))
	}
	verb := ".cast("
	if m.Kind == "call" {
		verb = ".call("
		if len(m.Results) > 0 {
			client = "result = " + client
		}
	}
	return spread(client+verb, args, ")", "    ") + "\n"
}

// prepared are the arguments of prepare.
func (i *Interface) prepared(m *Method, r request) (list []string) {
	if topic := i.topic(m); topic != fill(i.RPC.Topic) {
		list = append(list, "topic="+python(topic))
	}
	if m.Server != "" {
		list = append(list, "server="+python(m.Server))
	}
	if m.Kind == "fanout" {
		list = append(list, "fanout=True")
	}
	if label := r.label.String(); label != i.base() {
		list = append(list, "version="+python(label))
	}
	if m.Timeout > 0 {
		list = append(list, "timeout="+seconds(m.Timeout))
	}
	if m.Monitor > 0 {
		list = append(list, "call_monitor_timeout="+seconds(m.Monitor))
	}
	return list
}

// pythonNotifier is the beginning of a Python program that sends the events.
func (i *Interface) pythonNotifier() string {
	var b strings.Builder
	b.WriteString(pythonHead)
	if i.Exchange != "" {
		b.WriteString("oslo_messaging.set_transport_defaults(control_exchange=" + python(fill(i.Exchange)) + ")\n")
	}
	b.WriteString("transport = oslo_messaging.get_notification_transport(conf, url=" + python(brokerURL) + ")\n")
	var topics []any
	for _, topic := range i.Notify.Topics {
		topics = append(topics, topic)
	}
	args := []string{"transport", "publisher_id=" + python(fill(i.Notify.Publisher)), "driver='messagingv2'", "topics=" + python(topics)}
	b.WriteString(spread("notifier = oslo_messaging.Notifier(", args, ")", "    ") + "\n")
	return b.String()
}

// pythonEvent sends an event in Python.
func (m *Method) pythonEvent() string {
	args := []string{"{}", python(m.eventType()), python(m.Args[0].Sample)}
	return spread("notifier."+m.priority()+"(", args, ")", "    ") + "\n"
}

// pythonListener is a Python program that receives the events.
func (i *Interface) pythonListener() string {
	all := i.priorities()
	var b strings.Builder
	b.WriteString("class Endpoint:\n    def " + all[0] + "(self, ctxt, publisher_id, event_type, payload, metadata):\n        print(event_type, payload)\n\n")
	if len(all) > 1 {
		b.WriteString("    " + strings.Join(all[1:], " = ") + " = " + all[0] + "\n\n")
	}
	var targets []string
	for _, topic := range i.Notify.Topics {
		targets = append(targets, "oslo_messaging.Target("+strings.Join(i.pythonTarget(topic), ", ")+")")
	}
	b.WriteString("\n" + spread("targets = [", targets, "]", "    ") + "\n")
	b.WriteString(spread("listener = oslo_messaging.get_notification_listener(", []string{"transport", "targets", "[Endpoint()]", "executor='threading'"}, ")", "    ") +
		"\nlistener.start()\n")
	return b.String()
}
