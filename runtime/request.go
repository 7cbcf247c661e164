package oslo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Request is a call or cast on its way out. Interceptors may change it before
// they pass it on.
type Request struct {
	Kind   transport.Kind
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
	Delivery transport.Delivery
	// MessageID is the call's id (_msg_id) in the logs of its server. It is set when the
	// request is sent, anew each time.
	MessageID transport.ID

	errors *Errors     // of the method
	rules  *wire.Rules // of its arguments
}

// ArgsJSON returns the JSON text of the arguments that are sent, for interceptors that
// show or check them.
func (r *Request) ArgsJSON() ([]byte, error) { return wire.AppendArgs(nil, r.Args, r.rules) }

// message is a request on its way out, with the memory of its body.
type message struct{ transport.Message }

var messages = sync.Pool{New: func() any { return new(message) }}

// maxKeptBody is the largest body whose memory serves another message, in bytes.
const maxKeptBody = 4 << 20

func (m *message) release() {
	if cap(m.Body) > maxKeptBody {
		m.Body = nil
	}
	m.Message = transport.Message{Body: m.Body[:0]}
	messages.Put(m)
}

// prepare makes the message that carries the request. Targets without an
// exchange get the given one. Its error matches [NotSent].
func (r *Request) prepare(exchange string) (*message, error) {
	m := messages.Get().(*message)
	call := r.Kind == transport.KindCall
	w := wire.Request{
		Call: call, Method: r.Method, Args: r.Args, Rules: r.rules, Namespace: r.Target.Namespace, Version: r.Target.Version,
		UniqueID: wire.ID(transport.NewID()), Context: r.Context.fields,
	}
	if call {
		r.MessageID = transport.NewID()
		w.MsgID, w.Monitor = wire.ID(r.MessageID), r.Monitor
	}
	body, err := wire.AppendRequest(m.Body[:0], &w)
	if err != nil {
		m.release()
		return nil, unsent(fmt.Errorf("encode %s %s: %w", r.Kind, r.Method, err))
	}
	m.Message = transport.Message{
		Name: r.Method, Kind: r.Kind, Exchange: cmp.Or(r.Target.Exchange, exchange), Key: r.Target.RoutingKey(),
		OneServer: r.Target.Server != "", Body: body, ReplyAt: w.ReplyAt, ID: transport.ID(w.MsgID),
		UniqueID: transport.ID(w.UniqueID), Timeout: r.Timeout, Monitor: r.Monitor, Delivery: r.Delivery,
	}
	if r.Kind == transport.KindFanout {
		m.Exchange, m.Key, m.OneServer = r.Target.FanoutExchange(), "", false
	}
	return m, nil
}

// explain names the request in the error of its transport.
func (r *Request) explain(err error) error {
	if t, ok := errors.AsType[*transport.Timeout](err); ok {
		return r.timeout(t)
	}
	if errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, ErrTimeout) {
		if r.Kind == transport.KindCall {
			return r.timeout(&transport.Timeout{Why: err})
		}
		err = fmt.Errorf("%w: %w", ErrTimeout, err)
	}
	return fmt.Errorf("%s %s on %s: %w", r.Kind, r.Method, r.Target, err)
}

func (r *Request) timeout(t *transport.Timeout) error {
	e := &TimeoutError{Target: r.Target, Method: r.Method, After: r.Timeout, MessageID: r.MessageID.String(), Monitor: t.Silent, Why: t.Why}
	if t.Silent {
		e.After = r.Monitor
	}
	if e.Why == context.DeadlineExceeded { //nolint:errorlint // it says nothing new
		e.Why = nil
	}
	return e
}
