package gen

// eventRule says which notifications a method of a listener gets.
type eventRule struct {
	prefix     bool        // all types that begin with the method's
	priorities []string    // empty for all
	batch      bool        // several at once
	raw        bool        // the notifications themselves, not their payloads
	filters    []namedText // places and regular expressions
}

// anyEvent is the event type that stands for all.
const anyEvent = "*"

// givenPublisher is the publisher of an interface that names none: the constructor
// of its notifier gets it.
const givenPublisher template = "{publisherID}"

// forListeners reports whether a method does not say which one notification a
// notifier would send.
func (m *method) forListeners() bool {
	return m.event.prefix || m.event.batch || len(m.event.priorities) != 1
}

// settleSides leaves out a notifier or a listener that would have no method.
func (i *iface) settleSides() {
	switch {
	case i.notify == nil || len(i.methods) == 0:
	case len(i.methodsOn(clientSide)) == 0:
		i.only = serverSide
	case len(i.methodsOn(serverSide)) == 0:
		i.only = clientSide
	}
}
