package amqp

import (
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// outgoing is one message on its way to the broker, with the entities that must
// be declared for it. The publisher compresses its body.
type outgoing struct {
	frame.Message
	to     exchange     // declared before the first message, the default exchange if unnamed
	queue  *queue       // declared and bound before the first message of its key, for notifications only
	unique transport.ID // the body's _unique_id

	// Of a call.
	replyTo replyTo
	waiter  *inflight.Waiter[transport.Reply]
}

// messageTo makes a message for an exchange, without a body.
func messageTo(e exchange, key string) outgoing {
	return outgoing{Message: frame.Message{Exchange: e.name, Key: key}, to: e}
}

// replyTo is the reply queue of a call. hold makes the call hang on it, and keeps it from
// being given up until letGo. It reports false, and holds nothing, if it is gone or the
// call has ended.
type replyTo interface {
	hold(*inflight.Waiter[transport.Reply]) bool
	letGo()
}
