package model

import (
	"slices"

	"github.com/oslogen/oslogen/gen/internal/directive"
)

// ClientParams returns the template parameters of the client's constructor.
func (i *Interface) ClientParams() []string {
	if i.Notify != nil {
		return names(i.Notify.Publisher, i.Notify.Exchange)
	}
	if i.ByMethods() {
		return names(i.RPC.Exchange, i.RPC.Namespace)
	}
	return i.ServerParams()
}

// ServerParams returns the template parameters of the server's constructor.
func (i *Interface) ServerParams() []string {
	if i.Notify != nil {
		return i.Notify.Exchange.Names()
	}
	return names(i.RPC.Topic, i.RPC.Exchange, i.RPC.Namespace)
}

// RegisterParams returns the template parameters of the function that registers
// an implementation.
func (i *Interface) RegisterParams() []string { return names(i.RPC.Exchange, i.RPC.Namespace) }

// ByMethods reports whether methods have the parameter of the interface's
// topic.
func (i *Interface) ByMethods() bool {
	return slices.ContainsFunc(i.Methods, func(m *Method) bool { return m.Topic == "" && m.With(TopicPart) != nil })
}

func names(templates ...directive.Template) []string {
	var list []string
	for _, t := range templates {
		for _, name := range t.Names() {
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}
