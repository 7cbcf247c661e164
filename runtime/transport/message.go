package transport

import (
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Kind is the way a request travels.
type Kind uint8

// The kinds of requests.
const (
	KindCall   Kind = iota // one server answers
	KindCast               // one server, no answer
	KindFanout             // every server of the topic, no answer
)

func (k Kind) String() string { return [...]string{"call", "cast", "fanout"}[k] }

// Message is a message on its way out. A transport reads it, and keeps neither it nor
// its body once the method that was given it returns.
type Message struct {
	// Name is the method, or a notification's event type, for logs.
	Name string
	// Kind is the kind of the message. A notification has KindCast.
	Kind Kind
	// Exchange is the exchange of the message: a fanout exchange for
	// KindFanout, or else a topic exchange.
	Exchange string
	// Key is the routing key: "topic" or "topic.server", the queue of a notification,
	// and nothing for a fanout.
	Key string
	// OneServer says that only one server can get the message. That server drops a
	// second copy, so the transport may send it again if it is unknown whether it
	// arrived.
	OneServer bool
	// Body is the whole body without the name of a call's reply queue. See
	// AppendBody.
	Body []byte
	// ReplyAt is the offset in Body for the name of the reply queue, and 0 if
	// no reply is wanted.
	ReplyAt int
	// ID is the call's id, by which its reply is known (_msg_id). Zero for others.
	ID ID
	// UniqueID is the message's own id (_unique_id). A receiver of two messages with
	// one id drops the second.
	UniqueID ID
	// Timeout is how long a call waits, and its message's expiration.
	Timeout time.Duration
	// Monitor is how long a call waits without a heartbeat. 0 means that none come.
	Monitor  time.Duration
	Delivery Delivery
}

// AppendBody appends the body to dst, with the name of the queue that a call's reply
// goes to.
func (m *Message) AppendBody(dst []byte, replyQueue string) []byte {
	if m.ReplyAt == 0 {
		return append(dst, m.Body...)
	}
	return wire.AppendWithReplyQueue(dst, m.Body, m.ReplyAt, replyQueue)
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
