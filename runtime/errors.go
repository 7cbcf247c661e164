package oslo

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Conditions a caller may test for with errors.Is.
var (
	// ErrTimeout: no answer came in time. Such an error also matches
	// context.DeadlineExceeded. Source: MessagingTimeout.
	ErrTimeout = errors.New("timed out")
	// ErrClosed: the transport, client or server was closed.
	ErrClosed = errors.New("closed")
	// ErrUndeliverable: a mandatory message found no queue, as no server has the target.
	// Source: MessageUndeliverable.
	ErrUndeliverable = errors.New("undeliverable: no queue takes the message")
	// ErrReplyLost: the connection was lost after the request may have left. The
	// method may have run. Only the caller knows whether to call again.
	ErrReplyLost = errors.New("reply lost: the request may have run")
	// ErrUnavailable: no broker could be reached. The message was not sent.
	// Source: MessageDeliveryFailure.
	ErrUnavailable = errors.New("no connection to the broker")
	// ErrRefused: the broker refused the message or the declaration it needs.
	ErrRefused = errors.New("refused by the broker")
	// ErrTooLarge: a message is over a size limit and was not sent or not read.
	ErrTooLarge = errors.New("message too large")
	// ErrNoResult: the method ran and returned None, and the type of the result has no
	// value that says so. A pointer, slice, map or any is nil then.
	ErrNoResult = errors.New("the method returned None, which the type of its result can't hold: make it a pointer")
	// ErrTooManyCalls: the transport already has its limit of waiting calls.
	ErrTooManyCalls = errors.New("too many calls are waiting for a reply")
)

// TimeoutError is a call that ran out of time. It matches ErrTimeout and
// context.DeadlineExceeded.
type TimeoutError struct {
	Target Target
	Method string
	After  time.Duration // the time it had
	// MessageID names the call in the logs of its server. Empty if it was not sent.
	MessageID string
	// Monitor is set when the server's heartbeats stopped (call_monitor_timeout),
	// rather than the call's timeout passing.
	Monitor bool
	// Why holds further facts, such as that no queue took the request, or nil.
	Why error
}

func (e *TimeoutError) Error() string {
	what := "no reply"
	if e.Monitor {
		what = "no heartbeat"
	}
	text := fmt.Sprintf("call %s on %s: timed out after %s: %s", e.Method, e.Target, e.After.Round(time.Millisecond), what)
	if e.MessageID != "" {
		text += " to message " + e.MessageID
	}
	if e.Why != nil {
		text += ": " + e.Why.Error()
	}
	return text
}

// Unwrap returns Why.
func (e *TimeoutError) Unwrap() error { return e.Why }

// Is makes the error match both names of the condition.
func (e *TimeoutError) Is(target error) bool {
	return target == ErrTimeout || target == context.DeadlineExceeded
}

// Timeout reports true, as net.Error's method of that name.
func (e *TimeoutError) Timeout() bool { return true }

// InvalidTargetError is a target that can't be sent to or served. Nothing was sent.
// Source: InvalidTarget.
type InvalidTargetError struct {
	Target Target
	Reason string
}

func (e *InvalidTargetError) Error() string {
	return fmt.Sprintf("invalid target %s: %s", e.Target, e.Reason)
}

// VersionCapError is a message newer than the version its client is pinned to. It
// was not sent. Source: RPCVersionCapError.
type VersionCapError struct {
	Method   string
	Argument string // the argument that the pin does not allow, or empty for the method itself
	Needs    string // the version the message needs, or empty if the pin's major has none
	Cap      string // the pin
}

func (e *VersionCapError) Error() string {
	what := "method " + e.Method
	if e.Argument != "" {
		what = "argument " + e.Argument + " of " + what
	}
	if e.Needs == "" {
		return fmt.Sprintf("%s has gone, and the client is pinned to %s", what, e.Cap)
	}
	return fmt.Sprintf("%s needs version %s, and the client is pinned to %s", what, e.Needs, e.Cap)
}

// The texts of Python's dispatcher.
const (
	noSuchMethod       = "Endpoint does not support RPC method "
	unsupportedVersion = "Endpoint does not support RPC version "
	attemptedMethod    = ". Attempted method: "
)

// UnsupportedVersionError says that the server has no endpoint for the namespace and
// version of the request.
type UnsupportedVersionError struct {
	Version string
	Method  string
}

func (e *UnsupportedVersionError) Error() string {
	text := unsupportedVersion + e.Version
	if e.Method != "" {
		text += attemptedMethod + e.Method
	}
	return text
}

// NoSuchMethodError says that an endpoint matched, but has no such method, or does
// not expose it.
type NoSuchMethodError struct {
	Method string
}

func (e *NoSuchMethodError) Error() string {
	return noSuchMethod + e.Method
}

// ArgumentError says that the arguments of a request do not fit the method. Python
// peers see and send it as TypeError.
type ArgumentError struct {
	Method     string
	Missing    string // the name of a required argument that is not there
	Unexpected string // the name of an argument the method does not have
	Err        error  // otherwise: why the value could not be read
}

func (e *ArgumentError) Error() string {
	switch {
	case e.Missing != "":
		return fmt.Sprintf("%s() missing 1 required positional argument: '%s'", e.Method, e.Missing)
	case e.Unexpected != "":
		return fmt.Sprintf("%s() got an unexpected keyword argument '%s'", e.Method, e.Unexpected)
	default:
		return fmt.Sprintf("%s() %s", e.Method, e.Err)
	}
}

func (e *ArgumentError) Unwrap() error { return e.Err }

// ListenError says that a server could not declare or consume its queues. Source: ServerListenError.
type ListenError struct {
	Target Target
	Err    error
}

func (e *ListenError) Error() string { return fmt.Sprintf("listen on %s: %v", e.Target, e.Err) }

func (e *ListenError) Unwrap() error { return e.Err }

// PayloadError is a notification whose payload does not fit the event. It is
// logged and dropped: it would not fit the next time either.
type PayloadError struct {
	EventType string
	Err       error
}

func (e *PayloadError) Error() string {
	return fmt.Sprintf("read the payload of %s: %v", e.EventType, e.Err)
}

func (e *PayloadError) Unwrap() error { return e.Err }
