package amqp

import (
	"context"
	"errors"
	"fmt"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// What may become of an attempt to send a message. All but errLost and errUnconfirmed
// mean that the broker has not got it.
var (
	// errLost: the connection or channel went before the fate of the message
	// was known.
	errLost = errors.New("connection lost while sending")
	// errUnsent is an errLost whose message provably has not reached the broker.
	errUnsent = fmt.Errorf("%w, before anything was sent", errLost)
	// errBehind is an errUnsent: the broker closed the channel for a message before this
	// one. Another attempt has nothing to fear from it.
	errBehind = fmt.Errorf("%w: the broker closed the channel for another message", errUnsent)
	// errAbsent is an errUnsent: the exchange is not there, and is declared again.
	errAbsent = fmt.Errorf("%w: the exchange is missing", errUnsent)
	// errSetup is an errUnsent: the broker answered, but an entity that the
	// message needs could not be made.
	errSetup = fmt.Errorf("%w", errUnsent)
	// errNacked: the broker did not take the message (basic.nack).
	errNacked = fmt.Errorf("%w: the message was not taken (basic.nack)", oslo.ErrRefused)
	// errStale: the reply queue that a request names is read no longer.
	errStale = errors.New("the reply queue was replaced")
	// errUnconfirmed: time ran out before the confirm came.
	errUnconfirmed = errors.New("the broker has not confirmed the message, which it may have")
)

// setupError is the error of something that a message needs, and that passes: an
// errSetup if the broker answered, else an errUnsent.
func setupError(c *conn.Conn, err error) error {
	if c.Alive() {
		return fmt.Errorf("%w: %w", errSetup, err)
	}
	return fmt.Errorf("%w: %w", errUnsent, err)
}

// attempts counts the attempts to send one message and says when there are enough.
type attempts struct {
	retry  int   // further attempts, without limit if negative
	failed int   // failed attempts that count
	spared int   // fruitless attempts that do not count
	doubt  error // the error of the last attempt that may have reached the broker
	last   error // of the attempt before
}

// again reports whether another attempt follows one that failed with err. An
// attempt counts if the broker answered it or may have got the message. The
// first lost connection that took nothing does not count, because it may have
// been dead before.
func (a *attempts) again(err error) bool {
	switch {
	case errors.Is(err, errBehind):
		return true
	case errors.Is(err, errSetup):
		a.failed++
	case errors.Is(err, errUnsent), errors.Is(err, oslo.ErrUndeliverable):
		if a.spared++; a.spared > 1 {
			a.failed++
		}
	case errors.Is(err, errLost):
		a.doubt = err
		a.failed++
	default: // basic.nack
		a.failed++
	}
	return a.retry < 0 || a.failed <= a.retry
}

// final returns a message's error for a reason that does not pass. If ctx has
// ended, the error also names the earlier failure.
func (a *attempts) final(ctx context.Context, err error) error {
	if a.last != nil && ctx.Err() != nil && errors.Is(err, context.Cause(ctx)) {
		return a.verdict(fmt.Errorf("%w: %w", err, a.last))
	}
	if a.doubt != nil || errors.Is(err, errUnconfirmed) {
		return &doubtError{err}
	}
	return err
}

// verdict returns the error of a message after its last attempt, which failed
// with err.
func (a *attempts) verdict(err error) error {
	switch {
	case errors.Is(err, errUnconfirmed), a.doubt != nil:
		return &doubtError{err}
	case errors.Is(err, oslo.ErrRefused), errors.Is(err, oslo.ErrUnavailable):
		return err
	}
	return fmt.Errorf("%w: %w", oslo.ErrUnavailable, err)
}

// doubtError is the error of a message that may have reached the broker, whatever
// happened later. It matches oslo.ErrReplyLost, and no error that says otherwise.
type doubtError struct{ last error }

func (e *doubtError) Error() string { return oslo.ErrReplyLost.Error() + ": " + e.last.Error() }

// Is matches the condition, and the end of a ctx.
func (e *doubtError) Is(target error) bool {
	switch target {
	case oslo.ErrReplyLost:
		return true
	case context.Canceled, context.DeadlineExceeded, oslo.ErrTimeout, oslo.ErrClosed:
		return errors.Is(e.last, target)
	}
	return false
}

// room waits until the connection takes more.
func room(ctx context.Context, c *conn.Conn) error {
	err := c.Room(ctx)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("the broker takes no more data: %w%s", ended(ctx), blockedNote(c))
	}
	return fmt.Errorf("%w: %w", errUnsent, err)
}

// blockedNote is BlockedReason to put behind an error.
func blockedNote(c *conn.Conn) string {
	if reason := c.BlockedReason(); reason != "" {
		return " (" + reason + ")"
	}
	return ""
}
