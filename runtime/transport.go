package oslo

import (
	"context"
	"log/slog"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Transport carries messages. A driver of a URL scheme implements it (package
// amqp for RabbitMQ, package fake within the process). [Open] makes one. All methods may be
// called concurrently.
type Transport interface {
	// Call sends r and waits for its reply until r.Timeout has passed, which counts
	// from now and bounds everything, or ctx ends. Errors are made by [CallError].
	Call(ctx context.Context, r *Request) (Reply, error)
	// Cast sends r, to one server or to all, and returns when the broker has it.
	Cast(ctx context.Context, r *Request) error
	// Notify sends n to each of its topics.
	Notify(ctx context.Context, n *Notification) error
	// Listen serves the target's topic, topic.server and fanout: every request is
	// handed to sink, which may block to slow the bus down.
	Listen(ctx context.Context, on Target, sink func(*Incoming)) (Listener, error)
	// Subscribe hands every notification of s to sink, which may block.
	Subscribe(ctx context.Context, s Subscription, sink func(*IncomingNotification)) (Listener, error)
	// Settings are the defaults the transport was opened with.
	Settings() Settings
	// Health returns nil while every connection that is in use is up, or else an error
	// that says which is not and why. It does no I/O. After Close it matches ErrClosed.
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

// Settings are what all drivers have in common. A zero field means the default.
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

// Kind is the way a request travels.
type Kind uint8

// The kinds of requests.
const (
	KindCall   Kind = iota // one server answers
	KindCast               // one server, no answer
	KindFanout             // every server of the topic, no answer
)

func (k Kind) String() string { return [...]string{"call", "cast", "fanout"}[k] }

// Request is a call or cast on its way out. Interceptors may change it before
// they pass it on.
type Request struct {
	Kind   Kind
	Target Target
	Method string
	// Args is the method's arguments by name: a pointer to a struct (json tags
	// name them), a map[string]any, or nil.
	Args any
	// Result is where a call's result goes: a pointer, or nil to drop it.
	Result  any
	Context RequestContext
	// Timeout is how long a call waits, and its message's expiration.
	Timeout time.Duration
	// Monitor is how long a call waits without a heartbeat. 0 asks for no heartbeats.
	Monitor time.Duration
	// Delivery says how hard to try.
	Delivery Delivery
	// MessageID is the call's id (_msg_id) in the logs of its server. The transport
	// sets it, anew for each attempt.
	MessageID MessageID

	errors *Errors     // of the method
	rules  *wire.Rules // of its arguments
}

// Delivery says how hard a transport tries to deliver a message.
type Delivery struct {
	// Retry is how many further attempts to reach the broker are made. Negative
	// means no limit but ctx (retry).
	Retry int
	// Mandatory asks for ErrUndeliverable when no queue takes the message
	// (TransportOptions.at_least_once). It does nothing for a fanout.
	Mandatory bool
	// Unconfirmed makes a cast or notification return when it is written and not
	// when the broker has confirmed it: faster, and it may be lost unnoticed.
	Unconfirmed bool
}

// Reply is the answer to a call.
type Reply struct {
	Result  []byte       // the result's JSON text, nil with a failure
	Failure *RemoteError // the exception the method raised, or nil
}

// Incoming is one request taken from the bus, already acknowledged. It owns its
// memory and may be kept.
type Incoming struct {
	Target       Target // of the listener that took it
	Method       string
	Namespace    string
	HasNamespace bool   // an empty namespace that is there matches nothing
	Version      string // empty if absent (means "1.0"). A non-string value is kept as Python prints it.
	Args         []byte // the arguments' JSON object
	Context      RequestContext
	MessageID    string // _msg_id, empty for a cast
	UniqueID     string
	Monitor      time.Duration // how long the caller waits without a heartbeat. 0 asks for none.
	// Defect is set when the request can't be run. A Handler returns its Answer.
	Defect *Defect
	// Replier answers a call. Nil for a cast.
	Replier Replier

	ctx        context.Context //nolint:containedctx // of the method inside the interceptors, for Decode and logs
	serializer Serializer
	errors     *Errors
	found      bool
	relayed    bool // the exception is another server's, and an ordinary answer
}

// Defect is a bad field of a request. Python finds it only when it needs the field,
// so the place where it is found decides which answer the caller gets.
type Defect struct {
	Field  DefectField
	Answer *RemoteError // the answer when the field is needed
}

// DefectField is a field in which a request can have a [Defect].
type DefectField uint8

// The fields, in the order in which they are looked at.
const (
	DefectInVersion DefectField = iota + 1 // once an endpoint has the namespace
	DefectInMethod                         // once it serves the version too
	DefectInArgs                           // once it has the method
)

// Replier sends answers to one call. Its methods don't wait for the broker: an
// answer that no queue takes is tried again in the background.
type Replier interface {
	// Reply sends the final answer: result, or failure if that is not nil. An
	// error means that the answer could not be encoded or sent.
	Reply(ctx context.Context, result any, failure *RemoteError) error
	// Heartbeat tells the caller that the method still runs.
	Heartbeat(ctx context.Context) error
}
