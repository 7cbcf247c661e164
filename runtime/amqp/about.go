package amqp

import (
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/transport"
)

// The log lines about messages for which no caller waits name the request that
// they belong to, with the keys of the server's own lines.

// origin is the request that a reply answers.
type origin struct {
	exchange, topic   string
	method, messageID string
	message           []byte // its context holds the request id
	requestID         string // of a message that is too large to be kept
}

// keptMessage is the size in bytes of the largest request that is kept for its
// request id. It takes about a microsecond to find, which most calls can save.
const keptMessage = 16 << 10

func originOf(d *conn.Arrival, in *transport.Request) origin {
	o := origin{exchange: d.Exchange, topic: d.Key, method: in.Method, messageID: in.MessageID}
	if len(in.Message) > keptMessage {
		o.requestID = in.RequestID()
	} else {
		o.message = in.Message
	}
	return o
}

func (o *origin) request() string {
	if o.message == nil {
		return o.requestID
	}
	in := transport.Request{Message: o.message}
	return in.RequestID()
}

// about returns the log attributes of p, with more before them.
func (p *parcel) about(more ...any) []any {
	if !p.reply {
		return append(more, p.aboutRequest()...)
	}
	more = append(more, "queue", p.Key)
	o := p.origin
	if o == nil { // the broker gave it back after it was forgotten
		in, _ := transport.ReadReply(p.buf.b) // it could be read when it was sent
		return append(more, "message_id", in.ID.String())
	}
	return append(more, "exchange", o.exchange, "topic", o.topic, "method", o.method,
		"message_id", o.messageID, "request_id", o.request())
}

// aboutRequest returns the log attributes of a cast.
func (p *parcel) aboutRequest() []any {
	var in transport.Request
	_ = transport.ReadRequest(p.buf.b, &in) // our own: a failure leaves the ids out
	return []any{
		"exchange", p.Exchange, "topic", p.Key, "method", in.Method,
		"unique_id", p.unique.String(), "request_id", in.RequestID(),
	}
}
