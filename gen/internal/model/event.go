package model

import "github.com/oslogen/oslogen/gen/internal/directive"

// EventRule says which notifications a method of a listener gets.
type EventRule struct {
	Prefix     bool        // all types that begin with the method's
	Priorities []string    // empty for all
	Batch      bool        // several at once
	Raw        bool        // the notifications themselves, not their payloads
	Filters    []NamedText // places and regular expressions
}

// AnyEvent is the event type that stands for all.
const AnyEvent = "*"

// GivenPublisher is the publisher of an interface that names none: the constructor
// of its notifier gets it.
const GivenPublisher directive.Template = "{publisherID}"

// ForListeners reports whether a method does not say which one notification a
// notifier would send.
func (m *Method) ForListeners() bool {
	return m.Event.Prefix || m.Event.Batch || len(m.Event.Priorities) != 1
}

// SettleSides leaves out a side that would have no method: a client or a notifier,
// a server or a listener.
func (i *Interface) SettleSides() {
	switch {
	case len(i.Methods) == 0:
	case len(i.MethodsOn(ClientSide)) == 0:
		i.Only = ServerSide
	case len(i.MethodsOn(ServerSide)) == 0:
		i.Only = ClientSide
	}
}
