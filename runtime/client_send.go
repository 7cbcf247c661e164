package oslo

import (
	"cmp"
	"context"
	"fmt"

	"github.com/oslogen/oslogen/runtime/transport"
)

// call is the Send that calls over tr and reads the reply into the request's Result.
func call(tr Transport, z Serializer) Send {
	exchange := tr.Settings().ControlExchange
	return func(ctx context.Context, r *Request) error {
		m, err := r.prepare(exchange)
		if err != nil {
			return err
		}
		defer m.release()
		reply, err := tr.Call(ctx, &m.Message)
		if err != nil {
			return r.explain(err)
		}
		return r.read(ctx, z, reply)
	}
}

// cast is the Send that casts over tr.
func cast(tr Transport) Send {
	exchange := tr.Settings().ControlExchange
	return func(ctx context.Context, r *Request) error {
		m, err := r.prepare(exchange)
		if err != nil {
			return err
		}
		defer m.release()
		if err := tr.Cast(ctx, &m.Message); err != nil {
			return r.explain(err)
		}
		return nil
	}
}

// read puts the reply to where the caller wants it.
func (r *Request) read(ctx context.Context, z Serializer, reply transport.Reply) error {
	switch {
	case reply.Failure != nil:
		return r.errors.attach(remoteOf(reply.Failure), r.Method)
	case r.Result == nil:
		return nil
	}
	if err := decodeResult(ctx, z, reply.Result, r.Result); err != nil {
		return fmt.Errorf("call %s on %s: read the result: %w", r.Method, r.Target, err)
	}
	return nil
}

// request makes the request and checks it. Its errors match [NotSent].
func (c *Client) request(ctx context.Context, kind transport.Kind, m *Method, args any) (*Request, error) {
	if m == nil || m.Name == "" {
		return nil, unsent(fmt.Errorf("%s on %s: the method has no name", kind, c.target))
	}
	if c.err != nil {
		return nil, unsent(fmt.Errorf("%s %s: %w", kind, m.Name, c.err))
	}
	r := &Request{
		Kind: kind, Target: c.target, Method: m.Name, Args: args,
		Context: RequestContextFrom(ctx), Delivery: c.delivery,
	}
	c.deliver(r, m)
	r.Target.Topic = cmp.Or(m.Topic, c.target.Topic)
	var err error
	if r.rules, err = m.rulesOf(args); err == nil {
		err = c.check(r, m)
	}
	if err == nil {
		err = c.label(ctx, r, m)
	}
	if err != nil {
		return nil, unsent(fmt.Errorf("%s %s: %w", kind, m.Name, err))
	}
	return r, nil
}

// check reports why the request can't be sent.
func (c *Client) check(r *Request, m *Method) error {
	switch {
	case r.Target.Fanout && r.Kind == transport.KindCall:
		return &InvalidTargetError{Target: r.Target, Reason: "a call can't be a fanout; use Fanout, or a target without it"}
	case r.Target.Server != "" && r.Kind == transport.KindFanout && !r.Target.Fanout:
		return &InvalidTargetError{Target: r.Target, Reason: "a fanout goes to every server; call Fanout on a client without On"}
	}
	if err := r.Target.checkSend(); err != nil {
		return err
	}
	return m.Errors.check()
}

// deliver adds the method's settings of its delivery.
func (c *Client) deliver(r *Request, m *Method) {
	r.Delivery.Mandatory = r.Delivery.Mandatory || m.Mandatory
	r.Delivery.Unconfirmed = r.Delivery.Unconfirmed || m.Unconfirmed
	if m.Retry != nil && !c.retrySet {
		r.Delivery.Retry = *m.Retry
	}
}
