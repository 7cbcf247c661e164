package interop

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

// goSide makes peers of this module.
type goSide struct{}

// open makes a transport, closed at the test's end.
func (b bus) open(t *testing.T) oslo.Transport {
	t.Helper()
	var options []amqp.Option
	for name, value := range b.options {
		options = append(options, amqp.WithOption(name, value))
	}
	tr, err := oslo.Open(t.Context(), b.url, amqp.Driver(options...), oslo.WithControlExchange(b.exchange))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr
}

// running is a Go server or listener with what it has received.
type running struct {
	record
	life interface {
		Start(context.Context) error
		Wait(context.Context) error
	}
}

func (r *running) start(t *testing.T) *running {
	t.Helper()
	if err := r.life.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.stop(t) })
	return r
}

func (r *running) received(_ *testing.T, method string) []object { return r.of(method) }

func (r *running) stop(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := r.life.Wait(ctx); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func (goSide) serve(t *testing.T, s service) receiver {
	t.Helper()
	r := &running{}
	var options []oslo.ServerOption
	if s.wrap {
		options = append(options, oslo.WithSerializer(wrapSerializer{}))
	}
	if s.ping {
		options = append(options, oslo.WithHandler(dispatch.New(dispatch.WithPing())))
	}
	srv := oslo.NewServer(s.open(t), oslo.Target{Exchange: s.inExchange, Topic: s.topic, Server: s.server}, options...)
	for _, e := range endpoints(&r.record, s.server) {
		dispatch.Register(srv, e)
	}
	r.life = srv
	return r.start(t)
}

type goClient struct {
	*oslo.Client
	errors *oslo.Errors
}

func (goSide) client(t *testing.T, c clientSpec) client {
	t.Helper()
	g := goClient{Client: oslo.NewClient(c.open(t), oslo.Target{Exchange: c.inExchange, Topic: c.topic})}
	if c.allow {
		g.errors = demoErrors
	}
	if c.wrap {
		g.Client = g.With(oslo.WithSerializer(wrapSerializer{}))
	}
	if c.mandatory {
		g.Client = g.With(oslo.WithMandatory())
	}
	if c.oneTry {
		g.Client = g.With(oslo.WithRetry(0))
	}
	if c.pin != "" {
		g.Client = g.With(oslo.Pin(c.pin))
	}
	return g
}

// prepare returns what r is sent with.
func (g goClient) prepare(r request) (context.Context, *oslo.Client, *oslo.Method) {
	c := g.With(oslo.WithTarget(func(t *oslo.Target) {
		t.Namespace, t.Version, t.Server, t.Fanout = r.namespace, r.version, r.server, r.fanout
	}))
	ctx := context.Background()
	if r.context != "" {
		ctx = oslo.WithRequestContext(ctx, requestContext(r.context))
	}
	return ctx, c, &oslo.Method{Name: r.method, Timeout: cmp.Or(r.timeout, patience), Monitor: r.monitor, Errors: g.errors}
}

// requestContext makes the request context of a JSON object.
func requestContext(text string) oslo.RequestContext {
	rc, err := oslo.NewRequestContext(members(text))
	if err != nil {
		panic(err)
	}
	return rc
}

func (g goClient) call(r request) (string, *failure) {
	ctx, c, m := g.prepare(r)
	var result any
	if err := c.Call(ctx, m, members(r.args), &result); err != nil {
		return "", goFailure(err)
	}
	return toJSON(result), nil
}

func (g goClient) cast(r request) *failure {
	ctx, c, m := g.prepare(r)
	if err := c.Cast(ctx, m, members(r.args)); err != nil {
		return goFailure(err)
	}
	return nil
}

// goFailure names what Python would have raised.
func goFailure(err error) *failure {
	f := &failure{text: err.Error()}
	var remote *oslo.RemoteError
	switch {
	case errors.As(err, &remote):
		f.class, f.text, f.kwargs = remote.Class, remote.Message, toJSON(remote.Kwargs)
		cause := remote.Unwrap()
		f.declared = errors.Is(err, errCustom) || errors.As(err, new(*notFoundError))
		f.goType = fmt.Sprintf("%T", cause)
	case errors.Is(err, oslo.ErrTimeout):
		f.class = "MessagingTimeout"
	case errors.Is(err, oslo.ErrUndeliverable):
		f.class = "MessageUndeliverable"
	case errors.As(err, new(*oslo.InvalidTargetError)):
		f.class = "InvalidTarget"
	case errors.As(err, new(*oslo.VersionCapError)):
		f.class = "RPCVersionCapError"
	}
	return f
}

func (goSide) listen(t *testing.T, l listening) receiver {
	t.Helper()
	r := &running{}
	var targets []oslo.Target
	for i, topic := range l.topics {
		targets = append(targets, oslo.Target{Topic: topic})
		if l.exchanges != nil {
			targets[i].Exchange = l.exchanges[i]
		}
	}
	listener := notify.NewListener(l.open(t), targets, l.goOptions()...)
	listener.Handle(l.event(&r.record))
	r.life = listener
	return r.start(t)
}

func (l listening) goOptions() []notify.ListenerOption {
	options := []notify.ListenerOption{notify.WithPool(l.pool)}
	if l.requeue {
		options = append(options, notify.WithRequeue(0, 10*time.Millisecond))
	}
	if l.batch > 0 {
		options = append(options, notify.WithBatch(l.batch, batchTimeout))
	}
	if l.wrap {
		options = append(options, notify.WithSerializer(wrapSerializer{}))
	}
	return options
}

// batchTimeout is how long listeners collect what does not fill a batch.
const batchTimeout = 2 * time.Second

// event records what it gets and answers as it was told.
func (l listening) event(log *record) notify.Event {
	e := notify.Event{Name: "any", Filter: l.goFilter()}
	for _, p := range l.priorities {
		e.Priorities = append(e.Priorities, notify.Priority(p))
	}
	answers := make(chan string, len(l.answers))
	for _, a := range l.answers {
		answers <- a
	}
	answer := func() error {
		select {
		case a := <-answers:
			return map[string]error{"requeue": notify.ErrRequeue, "raise": errors.New("told to fail")}[a]
		default:
			return nil
		}
	}
	if l.batch == 0 {
		e.Run = func(_ context.Context, in *notify.Incoming) error {
			log.add(entry(in))
			return answer()
		}
		return e
	}
	e.RunBatch = func(_ context.Context, batch []*notify.Incoming) error {
		var messages []any
		for _, in := range batch {
			messages = append(messages, entry(in))
		}
		log.add(object{"priority": string(batch[0].Priority), "messages": messages})
		return answer()
	}
	return e
}

func (l listening) goFilter() notify.Filter {
	var f notify.Filter
	text, _ := json.Marshal(l.filter)
	into := struct {
		PublisherID *string            `json:"publisher_id"`
		EventType   *string            `json:"event_type"`
		Context     *map[string]string `json:"context"`
		Metadata    *map[string]string `json:"metadata"`
		Payload     *map[string]string `json:"payload"`
	}{&f.PublisherID, &f.EventType, &f.Context, &f.Metadata, &f.Payload}
	if err := json.Unmarshal(text, &into); err != nil {
		panic(err)
	}
	return f
}

// entry is a notification as internal/pytest's listeners record it.
func entry(in *notify.Incoming) object {
	rc, _ := contextOf(in.Context)
	var payload any
	if err := in.Decode(&payload); err != nil {
		payload = err.Error()
	}
	return object{
		"priority": string(in.Priority), "context": rc, "publisher_id": in.PublisherID, "event_type": in.EventType,
		"payload": payload, "metadata": object{"message_id": in.MessageID, "timestamp": in.TimestampText},
	}
}

type goNotifier struct{ *notify.Notifier }

// publisher is who all notifiers of these tests send as.
const publisher = "compute.host1"

func (goSide) notifier(t *testing.T, n notifying) notifier {
	t.Helper()
	driver, err := notify.DriverNamed(n.driver)
	if err != nil {
		t.Fatal(err)
	}
	g := notify.NewNotifier(n.open(t), publisher, notify.WithTopics(n.topics...), notify.WithDriver(driver))
	if n.wrap {
		g = g.With(notify.WithSerializer(wrapSerializer{}))
	}
	return goNotifier{g}
}

func (g goNotifier) notify(t *testing.T, n notification) {
	t.Helper()
	ctx := t.Context()
	if n.context != "" {
		ctx = oslo.WithRequestContext(ctx, requestContext(n.context))
	}
	if err := g.Notify(ctx, notify.Priority(n.priority), n.event, values(n.payload)); err != nil {
		t.Fatal(err)
	}
}
