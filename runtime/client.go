package oslo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

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
