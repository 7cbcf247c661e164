// Package prometheus counts and times RPC and notifications for Prometheus.
//
//	m := prometheus.New()
//	registry.MustRegister(m)
//	client := oslo.NewClient(tr, target, oslo.WithInterceptor(m.Client))
//	server := oslo.NewServer(tr, target, oslo.WithServerInterceptor(m.Server))
//
// Labels take few values, whatever peers send: topics, methods and event types are
// those the program itself names, and an outcome is "ok" or one of a dozen words
// for errors. A method that a server does not have, or that another
// interceptor kept from being looked for, is "_OTHER".
package prometheus

import (
	"context"
	"slices"
	"time"

	prom "github.com/prometheus/client_golang/prometheus"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
)

// other is in place of a name that a peer made up.
const other = "_OTHER"

// Metrics is a collector with the hooks that fill it. One serves all clients,
// servers, notifiers and listeners of a program, concurrently.
type Metrics struct {
	sent, served         *prom.CounterVec
	sendTime, serveTime  *prom.HistogramVec
	serving              *prom.GaugeVec
	notified, handled    *prom.CounterVec
	handleTime           *prom.HistogramVec
	connectionTransition *prom.CounterVec
	dropped              *prom.CounterVec
}

var _ prom.Collector = (*Metrics)(nil)

// Option changes the metrics.
type Option func(*config)

type config struct{ buckets []float64 }

// WithBuckets sets the histograms' buckets in seconds. Defaults to 5 ms up to
// 30 min, because calls of OpenStack's services may take that long.
func WithBuckets(seconds ...float64) Option { return func(c *config) { c.buckets = seconds } }

// New makes metrics. Register them once.
func New(opts ...Option) *Metrics {
	c := config{buckets: append(slices.Clip(prom.DefBuckets), 30, 60, 300, 1800)}
	for _, opt := range opts {
		opt(&c)
	}
	counter := func(name, help string, labels ...string) *prom.CounterVec {
		return prom.NewCounterVec(prom.CounterOpts{Namespace: "oslo", Name: name, Help: help}, labels)
	}
	histogram := func(name, help string, labels ...string) *prom.HistogramVec {
		return prom.NewHistogramVec(prom.HistogramOpts{Namespace: "oslo", Name: name, Help: help, Buckets: c.buckets}, labels)
	}
	m := &Metrics{
		sent:       counter("client_requests_total", "Calls, casts and fanouts sent.", "topic", "method", "kind", "outcome"),
		sendTime:   histogram("client_request_duration_seconds", "Time until a call was answered, or a cast or fanout sent.", "topic", "method", "kind"),
		served:     counter("server_requests_total", "Requests run.", "topic", "method", "kind", "outcome"),
		serveTime:  histogram("server_request_duration_seconds", "Time a method ran.", "topic", "method", "kind"),
		serving:    prom.NewGaugeVec(prom.GaugeOpts{Namespace: "oslo", Name: "server_requests_in_progress", Help: "Methods that run now."}, []string{"topic"}),
		notified:   counter("notifications_sent_total", "Notifications sent.", "event_type", "priority", "outcome"),
		handled:    counter("notifications_handled_total", "Notifications handled by an event.", "event", "priority", "outcome"),
		handleTime: histogram("notification_handling_duration_seconds", "Time an event took for a notification, or a batch.", "event"),
		connectionTransition: counter("connection_transitions_total",
			"Changes of the connections' state; state \"lost\" counts losses.", "connection", "state"),
		dropped: counter("messages_dropped_total", "Messages taken from the bus and dropped.", "kind", "reason"),
	}
	for _, d := range drops { // from 0, or increase would not see the first
		m.dropped.WithLabelValues(d.Kind, d.Reason)
	}
	return m
}

// drops are the drops that are possible.
var drops = []transport.Drop{
	{Kind: "request", Reason: transport.DropUnreadable},
	{Kind: "request", Reason: transport.DropStray},
	{Kind: "request", Reason: transport.DropDuplicate},
	{Kind: "request", Reason: transport.DropRedelivered},
	{Kind: "request", Reason: transport.DropDrained},
	{Kind: "notification", Reason: transport.DropUnreadable},
	{Kind: "notification", Reason: transport.DropStray},
	{Kind: "notification", Reason: transport.DropDuplicate},
	{Kind: "notification", Reason: transport.DropUnknownPriority},
	{Kind: "notification", Reason: transport.DropRequeued},
	{Kind: "reply", Reason: transport.DropUnreadable},
}

func (m *Metrics) all() []prom.Collector {
	return []prom.Collector{
		m.sent, m.sendTime, m.served, m.serveTime, m.serving, m.notified, m.handled, m.handleTime, m.connectionTransition, m.dropped,
	}
}

// Describe implements prometheus.Collector.
func (m *Metrics) Describe(to chan<- *prom.Desc) {
	for _, c := range m.all() {
		c.Describe(to)
	}
}

// Collect implements prometheus.Collector.
func (m *Metrics) Collect(to chan<- prom.Metric) {
	for _, c := range m.all() {
		c.Collect(to)
	}
}

// Client is an oslo.Interceptor that counts and times a client's requests.
func (m *Metrics) Client(ctx context.Context, r *oslo.Request, next oslo.Send) (err error) {
	topic, method, kind := r.Target.Topic, r.Method, r.Kind.String() // before next may change them
	began := time.Now()
	defer func() {
		m.sendTime.WithLabelValues(labels(topic, method, kind)...).Observe(time.Since(began).Seconds())
		m.sent.WithLabelValues(labels(topic, method, kind, outcome.Of(err))...).Inc()
	}()
	err = outcome.ErrPanic // unless next returns
	return next(ctx, r)
}

// Server is an oslo.ServerInterceptor that counts and times a server's
// requests. Its kinds are "call" and "cast". A fanout counts as a cast at each
// server that gets it. The outcome of an exception that the interface declares
// as expected is "expected".
func (m *Metrics) Server(ctx context.Context, in *oslo.Incoming, next oslo.Func) (result any, err error) {
	topic, method, kind := in.Target.Topic, in.Method, transport.KindCast.String()
	if in.MessageID != "" {
		kind = transport.KindCall.String()
	}
	began, serving := time.Now(), m.serving.WithLabelValues(labels(topic)...)
	serving.Inc()
	defer func() {
		serving.Dec()
		if !in.Found() {
			method = other
		}
		m.serveTime.WithLabelValues(labels(topic, method, kind)...).Observe(time.Since(began).Seconds())
		m.served.WithLabelValues(labels(topic, method, kind, serverOutcome(in, err))...).Inc()
	}()
	err = outcome.ErrPanic // unless next returns
	return next(ctx, in)
}

// serverOutcome tells the errors that are ordinary answers from the others.
func serverOutcome(in *oslo.Incoming, err error) string {
	what := outcome.Served(in, err)
	if what != outcome.Panic && in.Expected(err) {
		return "expected"
	}
	return what
}

// NotifyDriver returns a driver that counts the notifications of next.
func (m *Metrics) NotifyDriver(next notify.Driver) notify.Driver {
	if next == notify.NoopDriver() {
		return next // so that Notifier.Enabled knows it
	}
	return &notifyDriver{next, m}
}

type notifyDriver struct {
	next notify.Driver
	m    *Metrics
}

// Notify implements notify.Driver.
func (d *notifyDriver) Notify(ctx context.Context, tr oslo.Transport, n *notify.Notification) (err error) {
	event, priority := n.EventType, string(n.Priority)
	defer func() { d.m.notified.WithLabelValues(labels(event, priority, outcome.Of(err))...).Inc() }()
	err = outcome.ErrPanic // unless next returns
	return d.next.Notify(ctx, tr, n)
}

// Event returns e with its work counted and timed. The label is the event's
// Type, or its Name if it takes several types, because publishers choose those.
func (m *Metrics) Event(e notify.Event) notify.Event {
	label := e.Type
	if label == "" {
		label = e.Name
	}
	if label == "" {
		label = other
	}
	if run := e.Run; run != nil {
		e.Run = func(ctx context.Context, in *notify.Incoming) error {
			return m.event(label, in.Priority, 1, func() error { return run(ctx, in) })
		}
	}
	if run := e.RunBatch; run != nil {
		e.RunBatch = func(ctx context.Context, batch []*notify.Incoming) error {
			return m.event(label, batch[0].Priority, len(batch), func() error { return run(ctx, batch) })
		}
	}
	return e
}

func (m *Metrics) event(label string, p notify.Priority, count int, run func() error) (err error) {
	began := time.Now()
	defer func() {
		m.handleTime.WithLabelValues(labels(label)...).Observe(time.Since(began).Seconds())
		m.handled.WithLabelValues(labels(label, string(p), outcome.Of(err))...).Add(float64(count))
	}()
	err = outcome.ErrPanic // unless run returns
	return run()
}

// OnState counts the transitions of connections. Set amqp.Config.OnState to it.
// [Connections] has their present states.
func (m *Metrics) OnState(s amqp.ConnectionState) {
	m.connectionTransition.WithLabelValues(labels(s.Name, string(amqp.StateLost))...) // from 0, or rate would not see the first
	m.connectionTransition.WithLabelValues(labels(s.Name, string(s.State))...).Inc()
}

// OnDrop counts messages that were taken from the bus and dropped, such as one that
// can't be read. Give it to oslo.WithOnDrop.
func (m *Metrics) OnDrop(d transport.Drop) {
	m.dropped.WithLabelValues(labels(d.Kind, d.Reason)...).Inc()
}

// labels patches values that are not UTF-8, because the library panics on them.
// Metrics never change the outcome of a message.
func labels(values ...string) []string {
	for i, value := range values {
		values[i] = outcome.Text(value)
	}
	return values
}
