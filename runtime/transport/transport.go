// Package transport has the interface that transports implement. A transport
// carries messages that package oslo has prepared, with their body, exchange,
// routing key and timeout, and hands over those that arrive.
//
// Programs open a transport with oslo.Open and need nothing of this package. It
// is for authors who write a transport for another bus, or wrap one. A
// transport is ready when it passes the suite of package transporttest.
//
// Two transports implement it: package amqp for RabbitMQ, and package fake
// within the process.
package transport

import (
	"context"
	"log/slog"
	"time"
)

// Transport carries messages. All methods may be called concurrently.
//
// Errors match the conditions of package oslo: ErrUnavailable when no broker was
// reached, ErrUndeliverable when no queue takes a mandatory message, ErrReplyLost
// when a request may have arrived and its reply can't, ErrRefused, ErrTooLarge,
// ErrTooManyCalls and ErrClosed. When ctx ends first they match its error and its
// cause. Package oslo adds the method and the target.
type Transport interface {
	// Call sends a request and waits for its reply until m.Timeout has passed, which
	// counts from now and bounds everything, or ctx ends. A call that runs out of time
	// is a *Timeout.
	Call(ctx context.Context, m *Message) (Reply, error)
	// Cast sends a request without a reply and returns when the broker has it.
	Cast(ctx context.Context, m *Message) error
	// Notify sends a notification. Its queue, which has the name of its key, is
	// declared first, so that it waits for a listener that has not run yet.
	Notify(ctx context.Context, m *Message) error
	// Listen consumes the queues of a server and hands every request to sink.
	// The sink may block to slow the bus down, and must not keep the request.
	Listen(ctx context.Context, at Address, sink func(*Request)) (Listener, error)
	// Subscribe hands every notification of s to sink, which may block and must
	// not keep the notification.
	Subscribe(ctx context.Context, s Subscription, sink func(*Notification)) (Listener, error)
	// Settings are the defaults the transport was opened with.
	Settings() Settings
	// Health returns nil while every connection in use is up, or else an error
	// that names the others and the reasons. It does no I/O. After Close it
	// matches ErrClosed.
	Health() error
	// Closed returns a channel that is closed when Close is called.
	Closed() <-chan struct{}
	// Close ends everything the transport has started: calls that wait fail with
	// ErrClosed. It is safe to call twice and concurrently.
	Close() error
}

// Listener is one running subscription of a transport.
type Listener interface {
	// Stop ends the delivery of messages. When it returns nil, every message that
	// was taken from the bus has been handed over. It may be called again.
	Stop(ctx context.Context) error
	// Close ends the subscription and gives its connection back. Messages that were not
	// acknowledged go back to the bus. It does not wait for a sink that blocks.
	Close() error
}

// Settings are the settings that all transports share. A zero field means the
// default.
type Settings struct {
	// ControlExchange is the exchange of targets without one. Defaults to "openstack"
	// (control_exchange).
	ControlExchange string
	// ResponseTimeout is the timeout of calls without one. Defaults to 60 s
	// (rpc_response_timeout).
	ResponseTimeout time.Duration
	// Workers is how many requests a server runs at once. Defaults to 64
	// (executor_thread_pool_size).
	Workers int
	// Logger gets the errors and events that no caller can be told. Nil is silent.
	Logger *slog.Logger
	// OnDrop is called for every message that is taken from the bus and dropped.
	// It is called concurrently and must not block. Nil means no calls.
	OnDrop func(Drop)
}

// WithDefaults returns s with every zero field replaced by its default.
func (s Settings) WithDefaults() Settings {
	if s.ControlExchange == "" {
		s.ControlExchange = "openstack"
	}
	if s.ResponseTimeout <= 0 {
		s.ResponseTimeout = 60 * time.Second
	}
	if s.Workers <= 0 {
		s.Workers = 64
	}
	if s.Logger == nil {
		s.Logger = slog.New(slog.DiscardHandler)
	}
	return s
}

// Timeout is the error of a call that ran out of time.
type Timeout struct { //nolint:errname // oslo.TimeoutError is what callers see
	// Silent is set when the server's heartbeats stopped, and the call's own time had
	// not passed.
	Silent bool
	// Why holds further facts, such as that no queue took the request, or nil.
	Why error
}

func (e *Timeout) Error() string {
	text := "no reply in time"
	if e.Silent {
		text = "no heartbeat in time"
	}
	if e.Why != nil {
		text += ": " + e.Why.Error()
	}
	return text
}

// Unwrap returns Why.
func (e *Timeout) Unwrap() error { return e.Why }
