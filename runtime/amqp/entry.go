package amqp

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/oslogen/oslogen/runtime/transport"
)

// entry is one message.
type entry struct {
	position      uint64 // of the connection's stream
	size          int    // of the body, in bytes
	exchange, key string
	owner
	settled bool // out of turn
}

// owner learns the fate of a message. At most one of its fields waits, parcel
// and call is set.
type owner struct {
	waits   *confirm     // the sender, for the broker's confirm
	parcel  *parcel      // the message itself is kept, and no caller waits
	call    transport.ID // a call, for its reply
	attempt uint32       // of the call
}

// confirm tells a sender the fate of its message. The fields are set before
// done is closed.
type confirm struct {
	done     chan struct{}
	unique   transport.ID
	outcome  outcome
	reason   error // of outcomeRefused and outcomeUnknown
	returned bool  // no queue took it
}

// outcome is the fate of a message.
type outcome int

const (
	outcomeUnknown     outcome = iota // the channel is gone, and the broker may have the message
	outcomeTaken                      // the broker has processed it
	outcomeNacked                     // basic.nack
	outcomeUnprocessed                // the channel went before the broker came to it
	outcomeRefused                    // the broker closed the channel because of it
)

// outcomeError is the error of a message that the broker is not known to have.
func outcomeError(as outcome, reason error) error {
	switch as {
	case outcomeUnprocessed:
		if errors.Is(reason, errLost) {
			return fmt.Errorf("%w: %w", errUnsent, reason)
		}
		return errBehind
	case outcomeRefused:
		return reason
	case outcomeNacked:
		return errNacked
	}
	if reason == nil || errors.Is(reason, errLost) {
		return cmp.Or(reason, errLost)
	}
	return fmt.Errorf("%w: %w", errLost, reason)
}
