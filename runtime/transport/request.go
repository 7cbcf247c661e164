package transport

import (
	"context"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Address is where a server's requests arrive: in the queues Topic and ServerQueue,
// both bound to Exchange with their name as the key, and in a queue of its own that
// is bound to FanoutExchange.
type Address struct {
	Exchange string
	Topic    string
	Server   string
}

// ServerQueue is the queue of the one server.
func (a Address) ServerQueue() string { return a.Topic + "." + a.Server }

// FanoutExchange is the exchange of messages to every server of the topic.
func (a Address) FanoutExchange() string { return a.Topic + "_fanout" }

// Request is one request that was taken from the bus. [ReadRequest] reads it, and the
// transport adds the Replier. It refers to the memory of its body.
type Request struct {
	Method       string
	Namespace    string
	HasNamespace bool   // whether the message has a namespace. An empty one matches no endpoint
	Version      string // empty if absent. A non-string value is kept as Python prints it
	Args         []byte // the arguments' JSON object
	// MessageID is the call's id (_msg_id). Empty for a cast.
	MessageID string
	UniqueID  string
	// ReplyQueue is where the caller wants its reply. The caller chooses it.
	ReplyQueue string
	// Monitor is how long the caller waits without a heartbeat. 0 asks for none.
	Monitor time.Duration
	// Timeout is how long the caller waits, from when it sent the request. 0 if the
	// transport can't tell.
	Timeout time.Duration
	// Message is the JSON text of all of it, the request context among it.
	Message []byte
	// Defect is the answer to a request that can't be run because of BadField:
	// "version", "method" or "args". Nil for a sound request.
	Defect   *Failure
	BadField string
	// Queue is the queue it came from, for logs. Empty if the transport can't tell.
	Queue string
	// Replier answers a call. Nil for a cast.
	Replier Replier
}

// ReadRequest reads a request's message body into r. An error means that the message
// must be dropped.
func ReadRequest(body []byte, r *Request) error {
	w, err := wire.DecodeRequest(body)
	if err != nil {
		return err
	}
	*r = Request{
		Method: w.Method, Namespace: w.Namespace, HasNamespace: w.HasNamespace, Version: w.Version, Args: w.Args,
		MessageID: w.MsgID, UniqueID: w.UniqueID, ReplyQueue: w.ReplyQ, Monitor: w.Monitor, Message: w.Message,
		Defect: (*Failure)(w.Defect), BadField: w.DefectIn.String(),
	}
	return nil
}

// IsNotification reports whether the message is a notification that came to a queue
// of requests.
func (r *Request) IsNotification() bool {
	return r.Method == "" && r.MessageID == "" && wire.HasField(r.Message, "event_type") && !wire.HasField(r.Message, "method")
}

// RequestID is the request id of the request context, for logs. It is empty if there
// is none.
func (r *Request) RequestID() string { return wire.RequestID(r.Message) }

// Replier sends the answers to one call.
type Replier interface {
	// Reply sends an answer and does not wait for the broker: an answer that no queue
	// takes is tried again in the background, unless it is a heartbeat. The body is the
	// caller's again when Reply returns.
	Reply(ctx context.Context, a Answer) error
}

// Answer is one message to a caller.
type Answer struct {
	Body     []byte
	UniqueID ID
	// Ending is set for the final answer. Others are heartbeats.
	Ending bool
}
