package oslo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// Client calls and casts the methods of one target. Generated clients are thin
// typed shells around it. It is safe for concurrent use; [Client.With] and
// [Client.On] make changed copies and leave it as it is.
// Source: oslo_messaging.RPCClient.
type Client struct {
	tr           Transport
	target       Target
	timeout      time.Duration
	monitor      time.Duration
	delivery     Delivery
	cap          Version
	capText      string
	serializer   Serializer
	interceptors []Interceptor
	calls, casts Send  // the transport inside the serializer and the interceptors
	err          error // of a bad option; every call returns it
}

// NewClient makes a client for target. It does no I/O; a connection is opened by
// the first call.
func NewClient(tr Transport, target Target, opts ...ClientOption) *Client {
	c := &Client{tr: tr, target: target, timeout: tr.Settings().ResponseTimeout, delivery: Delivery{Retry: -1}}
	return c.With(opts...)
}

// With returns a copy of the client changed by opts (prepare).
func (c *Client) With(opts ...ClientOption) *Client {
	d := *c
	for _, opt := range opts {
		opt(&d)
	}
	if d.target.Version != "" {
		if _, err := ParseVersion(d.target.Version); err != nil && d.err == nil {
			d.err = err
		}
	}
	d.calls, d.casts = d.around(call(d.tr, d.serializer)), d.around(d.tr.Cast)
	return &d
}

// around puts the serializer and the interceptors around send.
func (c *Client) around(send Send) Send {
	if c.serializer != nil {
		send = serialized(c.serializer, send)
	}
	for _, i := range slices.Backward(c.interceptors) {
		send = intercept(i, send)
	}
	return send
}

// On returns a copy of the client that addresses the one server named.
func (c *Client) On(server string) *Client {
	d := *c
	d.target.Server, d.target.Fanout = server, false
	return &d
}

// Target returns what the client addresses.
func (c *Client) Target() Target { return c.target }

// Call runs m on a server and reads its answer into result, a pointer, or nil to
// drop it. args is a pointer to a struct, a map[string]any, or nil.
//
// The deadline of ctx is the call's timeout, be it longer or shorter than m's; without one
// it is m's, or else the client's. When ctx ends, Call returns at once and a late
// answer is dropped.
// Errors: *TimeoutError, *RemoteError, *VersionCapError, *InvalidTargetError,
// and those that match ErrReplyLost, ErrUnavailable, ErrUndeliverable, ErrClosed.
func (c *Client) Call(ctx context.Context, m *Method, args, result any) error {
	if c.target.Fanout {
		return &InvalidTargetError{Target: c.target, Reason: "A call cannot be used with fanout"}
	}
	r, err := c.request(ctx, KindCall, m, args)
	if err != nil {
		return err
	}
	r.Result, r.errors = result, m.Errors
	r.Timeout, r.Monitor = c.patience(ctx, m)
	if r.Timeout <= 0 {
		return &TimeoutError{Target: r.Target, Method: r.Method}
	}
	return c.calls(ctx, r)
}

// patience is how long a call of m waits, and stands silence.
func (c *Client) patience(ctx context.Context, m *Method) (timeout, monitor time.Duration) {
	timeout, monitor = cmp.Or(m.Timeout, c.timeout), cmp.Or(m.Monitor, c.monitor)
	if deadline, ok := ctx.Deadline(); ok {
		timeout = time.Until(deadline)
	}
	return timeout, monitor
}

// Cast runs m on a server, without an answer. It returns when the broker has the
// message, which says nothing about whether anybody serves the target. If the
// client's target has Fanout set, it is [Client.Fanout].
func (c *Client) Cast(ctx context.Context, m *Method, args any) error {
	if c.target.Fanout {
		return c.Fanout(ctx, m, args)
	}
	return c.cast(ctx, KindCast, m, args)
}

// Fanout runs m on every server of the topic that is up, without an answer.
func (c *Client) Fanout(ctx context.Context, m *Method, args any) error {
	return c.cast(ctx, KindFanout, m, args)
}

func (c *Client) cast(ctx context.Context, kind Kind, m *Method, args any) error {
	r, err := c.request(ctx, kind, m, args)
	if err != nil {
		return err
	}
	return c.casts(ctx, r)
}

// call is the Send that calls over tr and reads the reply into the request's Result.
func call(tr Transport, z Serializer) Send {
	return func(ctx context.Context, r *Request) error {
		reply, err := tr.Call(ctx, r)
		if err != nil {
			return err
		}
		return r.read(ctx, z, reply)
	}
}

// read puts the reply to where the caller wants it.
func (r *Request) read(ctx context.Context, z Serializer, reply Reply) error {
	switch {
	case reply.Failure != nil:
		return r.errors.attach(reply.Failure, r.Method)
	case r.Result == nil:
		return nil
	}
	if err := decodeResult(ctx, z, reply.Result, r.Result); err != nil {
		return fmt.Errorf("call %s on %s: read the result: %w", r.Method, r.Target, err)
	}
	return nil
}

// request checks what can be checked before anything is sent.
func (c *Client) request(ctx context.Context, kind Kind, m *Method, args any) (*Request, error) {
	if c.err != nil {
		return nil, c.err
	}
	r := &Request{
		Kind: kind, Target: c.target, Method: m.Name, Args: args,
		Context: RequestContextFrom(ctx), Delivery: c.delivery,
	}
	var err error
	if r.rules, err = m.rulesOf(args); err != nil {
		return nil, err
	}
	r.Target.Topic = cmp.Or(m.Topic, c.target.Topic)
	r.Target.Version = cmp.Or(m.Version, c.target.Version)
	if err := r.Target.checkSend(); err != nil {
		return nil, err
	}
	if c.capText != "" && !c.canSend(r.Target.Version) {
		return nil, &VersionCapError{Version: r.Target.Version, Cap: c.capText}
	}
	return r, nil
}

// CanSend reports whether the client's pin allows a message of the version, or
// of the target's version if that is empty (can_send_version).
func (c *Client) CanSend(version string) bool {
	if version == "" {
		version = c.target.Version
	}
	return c.capText == "" || c.canSend(version)
}

func (c *Client) canSend(version string) bool {
	v, err := ParseVersion(version)
	return err == nil && c.cap.Serves(v)
}

func (c *Client) pin(version string) {
	v, err := ParseVersion(version)
	if err != nil {
		c.err = fmt.Errorf("pin: %w", err)
	}
	c.cap, c.capText = v, version
}
