package oslo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Incoming is one request taken from the bus, already acknowledged. It owns its
// memory and may be kept.
type Incoming struct {
	Target       Target // of the listener that took it
	Method       string
	Namespace    string
	HasNamespace bool   // whether the message has a namespace. An empty one matches no endpoint
	Version      string // empty if absent (means "1.0"). A non-string value is kept as Python prints it.
	Args         []byte // the arguments' JSON object
	Context      RequestContext
	MessageID    string // _msg_id, empty for a cast
	UniqueID     string
	Monitor      time.Duration // how long the caller waits without a heartbeat. 0 asks for none.
	// Deadline is the latest time at which the caller stops waiting. The time that the
	// request spent in a queue is unknown, so the caller may stop earlier. Zero for a
	// cast, or if the message does not say.
	Deadline time.Time

	ctx        context.Context //nolint:containedctx // of the method inside the interceptors, for Decode and logs
	serializer Serializer
	replier    transport.Replier // nil for a cast
	defect     *RemoteError      // the answer to a request that can't be run because of badField
	badField   string
	errors     *Errors
	found      bool
	relayed    bool // the exception is another server's, and an ordinary answer
}

// received makes the request that handlers get of one from the bus.
func received(r *transport.Request, on Target) *Incoming {
	got := new(struct { // one allocation for both
		in      Incoming
		context wire.Context
	})
	got.context.Receive(r.Message)
	rc := RequestContext{&got.context}
	if len(r.Message) > maxShared {
		rc = ReceivedContext(r.Message)
	}
	got.in = Incoming{
		Target: on, Method: r.Method, Namespace: r.Namespace, HasNamespace: r.HasNamespace, Version: r.Version, Args: r.Args,
		Context: rc, MessageID: r.MessageID, UniqueID: r.UniqueID, Monitor: r.Monitor,
		replier: r.Replier, badField: r.BadField,
	}
	if r.Defect != nil {
		got.in.defect = remoteOf(r.Defect)
	}
	if r.Timeout > 0 {
		got.in.Deadline = time.Now().Add(r.Timeout)
	}
	return &got.in
}

// Defect returns the answer to a request that can't be run because one of fields is
// bad, and nil if they are sound. Fields are "version", "method" and "args", and none
// means any of them. Python finds a bad field only when it needs it, so the first one
// that a [Handler] looks at decides the answer. [Incoming.Decode] looks at all of
// them.
func (in *Incoming) Defect(fields ...string) error {
	if in.defect == nil || len(fields) > 0 && !slices.Contains(fields, in.badField) {
		return nil
	}
	return in.defect
}

// bodies are memory for the bodies of answers.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

// reply sends an answer: the final one, or a heartbeat if final is false.
func (in *Incoming) reply(ctx context.Context, result any, failure *RemoteError, final bool) error {
	w := wire.Reply{Result: result, Ending: final, MsgID: in.MessageID, UniqueID: wire.ID(transport.NewID())}
	if failure != nil {
		f, err := failure.wire()
		if err != nil {
			return err
		}
		w.Failure = f
	}
	memory := bodies.Get().(*[]byte)
	defer bodies.Put(memory)
	body, err := wire.AppendReply((*memory)[:0], &w)
	if err != nil {
		return fmt.Errorf("encode reply: %w", err)
	}
	if cap(body) <= maxKeptBody {
		*memory = body
	}
	return in.replier.Reply(ctx, transport.Answer{Body: body, UniqueID: transport.ID(w.UniqueID), Ending: final})
}

// methodContext is the ctx of one method: it carries the request and the
// request's context in one allocation.
type methodContext struct {
	context.Context //nolint:containedctx // it is a context

	in atomic.Pointer[Incoming]
}

type incomingKey struct{}

// Value implements context.Context.
func (c *methodContext) Value(key any) any {
	switch key.(type) {
	case incomingKey:
		return c.in.Load()
	case requestContextKey:
		return c.in.Load().Context
	default:
		return c.Context.Value(key)
	}
}

// maxKept is how much of a request a method's ctx keeps after the answer, in bytes.
const maxKept = 4 << 10

// forget makes the ctx give up the memory of the message, once it is answered: a
// background job may keep the ctx for long. The Incoming itself keeps it.
func (c *methodContext) forget() {
	in := c.in.Load()
	if len(in.Args) <= maxKept {
		return
	}
	slim := *in
	slim.Args, slim.ctx, slim.replier = nil, nil, nil
	slim.Context = RequestContext{in.Context.fields.Detached()}
	c.in.Store(&slim)
}

// detached is a methodContext that does not end with the drain: the answer is sent
// all the same. It costs no allocation.
type detached struct{ *methodContext }

// Deadline implements context.Context.
func (detached) Deadline() (deadline time.Time, ok bool) { return deadline, false }

// Done implements context.Context.
func (detached) Done() <-chan struct{} { return nil }

// Err implements context.Context.
func (detached) Err() error { return nil }

// IncomingFrom returns the request whose method ctx was given to, or nil.
func IncomingFrom(ctx context.Context) *Incoming {
	in, _ := ctx.Value(incomingKey{}).(*Incoming)
	return in
}

// Decode reads the arguments into args, a pointer to a struct or a map. An
// argument that is missing, that the struct does not have, or that does not fit
// its type is an *ArgumentError. A request with a Defect has that error.
func (in *Incoming) Decode(args any) error { return in.decode(args, nil) }

// decode is Decode by a method's rules.
func (in *Incoming) decode(args any, rules *wire.Rules) error {
	if in.defect != nil { // a Handler that did not look
		return in.defect
	}
	raw, err := deserializeArgs(in.ctx, in.serializer, in.Args)
	if err != nil {
		return err
	}
	err = wire.UnmarshalArgs(raw, args, rules)
	if err == nil {
		return nil
	}
	e := &ArgumentError{Method: in.Method}
	if bad := (*wire.ArgumentError)(nil); errors.As(err, &bad) {
		e.Missing, e.Unexpected = bad.Missing, bad.Unexpected
	}
	if e.Missing == "" && e.Unexpected == "" {
		e.Err = err
	}
	return e
}

// Expected reports whether the method's error err is an ordinary answer, as its
// interface declares with "expected" (expected_exceptions). An interceptor calls it
// after next, because the method has to be found first.
func (in *Incoming) Expected(err error) bool {
	entry, ok := in.errors.find(err)
	return ok && entry.expected
}

// Found reports whether the dispatcher has found the method. An interceptor calls it
// after next. If it is false, a peer may have made the name in Method up, so Method is
// not fit for the label of a metric.
func (in *Incoming) Found() bool { return in.found }
