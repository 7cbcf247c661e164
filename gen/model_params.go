package gen

import "slices"

// clientParams, serverParams and registerParams return the template parameters
// of the generated functions.

func (i *iface) clientParams() []string {
	if i.notify != nil {
		return names(i.notify.publisher, i.notify.exchange)
	}
	if i.byMethods() {
		return names(i.rpc.exchange, i.rpc.namespace)
	}
	return i.serverParams()
}

func (i *iface) serverParams() []string {
	if i.notify != nil {
		return i.notify.exchange.names()
	}
	return names(i.rpc.topic, i.rpc.exchange, i.rpc.namespace)
}

func (i *iface) registerParams() []string { return names(i.rpc.exchange, i.rpc.namespace) }

// byMethods reports whether methods have the parameter of the interface's
// topic.
func (i *iface) byMethods() bool {
	return slices.ContainsFunc(i.methods, func(m *method) bool { return m.topic == "" && m.with(topicPart) != nil })
}

func names(templates ...template) []string {
	var list []string
	for _, t := range templates {
		for _, name := range t.names() {
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}
