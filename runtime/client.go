package oslo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/oslogen/oslogen/internal/ladder"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Client calls and casts the methods of one target. Generated clients are thin
// typed shells around it. It is safe for concurrent use. [Client.With] and
// [Client.On] make changed copies and leave it as it is.
// Source: oslo_messaging.RPCClient.
type Client struct {
	tr           Transport
	target       Target
	versionSet   bool          // the target's version was set by WithTarget
	timeout      time.Duration // 0 means the method's
	standard     time.Duration // the timeout of methods that have none
	monitor      time.Duration
	monitorSet   bool
	delivery     transport.Delivery
	retrySet     bool
	pin          *pin     // nil for none
	history      *History // nil for an interface that has had one version
	serializer   Serializer
	interceptors []Interceptor
	calls, casts Send // the transport inside the serializer and the interceptors

	bad map[setting]error // of options. Copies share it, so it is never changed.
	err error             // the first of them. Every call returns it.
}

// NewClient makes a client for target. It does no I/O: the first call opens a
// connection. A bad option is an error of every call.
func NewClient(tr Transport, target Target, opts ...ClientOption) *Client {
	c := &Client{tr: tr, target: target, delivery: transport.Delivery{Retry: -1}}
	if tr == nil {
		c.note(settingTransport, errors.New("the client's transport is nil"))
		return c.With(opts...)
	}
	defaults := tr.Settings()
	c.standard, c.target.Exchange = defaults.ResponseTimeout, cmp.Or(target.Exchange, defaults.ControlExchange)
	return c.With(opts...)
}

// With returns a copy of the client changed by opts (prepare). It is also the way to
// give options to a single call.
func (c *Client) With(opts ...ClientOption) *Client {
	d := *c
	for _, opt := range opts {
		if opt == nil {
			d.note(settingNil, errors.New("a client option is nil"))
			continue
		}
		opt.applyClient(&d)
	}
	d.note(settingVersion, checkVersion(d.target.Version))
	d.resolvePin()
	if d.err = d.mistake(); d.tr != nil {
		d.calls, d.casts = d.around(call(d.tr, d.serializer)), d.around(cast(d.tr))
	}
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

// On returns a copy of the client that addresses one server. An empty name is an
// *InvalidTargetError of every call, because it would mean any server.
func (c *Client) On(server string) *Client {
	d := *c
	d.target.Server, d.target.Fanout = server, false
	d.note(settingServer, nil)
	if server == "" {
		d.note(settingServer, &InvalidTargetError{
			Target: d.target, Reason: "the server name is empty; call without On to reach any server of the topic",
		})
	}
	d.err = d.mistake()
	return &d
}

// To returns a copy of the client that addresses another topic, made of parts.
// An empty part is an *InvalidTargetError of every call, because no server has
// such a topic.
func (c *Client) To(topic string, parts ...string) *Client {
	d := *c
	d.target.Topic = topic
	d.note(settingTopic, nil)
	if slices.Contains(parts, "") {
		d.note(settingTopic, &InvalidTargetError{Target: d.target, Reason: "a part of the topic is empty"})
	}
	d.err = d.mistake()
	return &d
}

// Target returns the client's target. Its exchange is the transport's control
// exchange if the client was made without one.
func (c *Client) Target() Target { return c.target }

// Call runs m on a server and reads its answer into result, a pointer, or nil
// to drop it. args is a pointer to a struct, a map[string]any, nil, or the JSON text of
// an object, such as json.RawMessage(in.Args).
//
// The call ends at the deadline of ctx or after its timeout, whichever is
// earlier. The timeout comes from [WithTimeout], or else from m, or else from
// the transport. When ctx ends, Call returns at once and drops a late answer.
//
// The table in the package comment lists the errors. The most frequent are
// *RemoteError, *TimeoutError, and errors that match ErrUnavailable or ErrReplyLost.
// With an error the result is the zero value.
func (c *Client) Call(ctx context.Context, m *Method, args, result any) error {
	r, err := c.request(ctx, transport.KindCall, m, args)
	if err != nil {
		return err
	}
	if v := reflect.ValueOf(result); result != nil && (v.Kind() != reflect.Pointer || v.IsNil()) {
		return unsent(fmt.Errorf("call %s on %s: the result goes into a %T: want a pointer that is not nil", m.Name, r.Target, result))
	}
	r.Result, r.errors = result, m.Errors
	r.Timeout, r.Monitor = c.limits(ctx, m)
	if r.Timeout <= 0 {
		return unsent(&TimeoutError{Target: r.Target, Method: r.Method})
	}
	return c.calls(ctx, r)
}

// limits returns how long a call of m waits for its answer, and for a heartbeat.
func (c *Client) limits(ctx context.Context, m *Method) (timeout, monitor time.Duration) {
	timeout, monitor = cmp.Or(c.timeout, m.Timeout, c.standard), m.Monitor
	if c.monitorSet {
		monitor = c.monitor
	}
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, time.Until(deadline))
	}
	return timeout, monitor
}

// pingMethod is answered by servers with rpc_ping_enabled, in Python, and with
// dispatch.WithPing here.
var pingMethod = &Method{Name: "oslo_rpc_server_ping"}

// Ping calls a server of the target and returns nil if it answers. The server needs
// rpc_ping_enabled, or dispatch.WithPing. Without it Ping returns a
// *NoSuchMethodError or *UnsupportedVersionError, which an answering server sent.
func (c *Client) Ping(ctx context.Context) error {
	null := WithTarget(func(t *Target) { t.Namespace, t.Version, t.Fanout = "", "1.0", false })
	return c.With(null, Pin("")).Call(ctx, pingMethod, nil, nil)
}

// Cast runs m on a server, without an answer. It returns when the broker has
// the message, whether or not a server will take it. If the client's target has
// Fanout set, Cast works as [Client.Fanout].
func (c *Client) Cast(ctx context.Context, m *Method, args any) error {
	if c.target.Fanout {
		return c.Fanout(ctx, m, args)
	}
	return c.cast(ctx, transport.KindCast, m, args)
}

// Fanout runs m on every server of the topic that is up, without an answer.
func (c *Client) Fanout(ctx context.Context, m *Method, args any) error {
	return c.cast(ctx, transport.KindFanout, m, args)
}

func (c *Client) cast(ctx context.Context, kind transport.Kind, m *Method, args any) error {
	r, err := c.request(ctx, kind, m, args)
	if err != nil {
		return err
	}
	return c.casts(ctx, r)
}

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

// label gives the request its version, which decides its arguments and their names.
func (c *Client) label(ctx context.Context, r *Request, m *Method) error {
	if !c.versionSet {
		r.Target.Version = cmp.Or(m.Version, c.target.Version)
	}
	p := c.pin
	if p != nil && p.find != nil {
		var err error
		if p, err = p.resolve(ctx, c.versions()); err != nil {
			return err
		}
	}
	switch {
	case !c.versionSet && (m.isVersioned() || p != nil && c.history.hasMajors()):
		limit, text, err := c.limit(p)
		if err != nil {
			return err
		}
		return m.climb(r, limit, text)
	case p != nil && !p.allows(r.Target.Version):
		return &VersionCapError{Method: m.Name, Needs: cmp.Or(r.Target.Version, "1.0"), Cap: p.text}
	}
	return nil
}

// limit returns the highest version that a message may have: the pin's or the
// interface's.
func (c *Client) limit(p *pin) (limit ladder.Version, text string, err error) {
	if p != nil {
		return p.version, p.text, nil
	}
	text = cmp.Or(c.target.Version, "1.0")
	if c.history != nil {
		text = c.history.Version
	}
	limit, err = rung(text)
	return limit, text, err
}

// CanSend reports whether the client's pin allows a message of the version, or
// of the target's version if that is empty (can_send_version). It calls the function
// of a [PinFunc]. An error of that function means false.
func (c *Client) CanSend(version string) bool {
	p := c.pin
	if p != nil && p.find != nil {
		var err error
		if p, err = p.resolve(context.Background(), c.versions()); err != nil {
			return false
		}
	}
	return p == nil || p.allows(cmp.Or(version, c.target.Version))
}
