// Package transporttest is the suite of tests that every Transport must pass.
package transporttest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// RawPublisher is implemented by transports, usually in tests only, that can
// publish a body as it is. Without it the scenarios of strange messages are skipped.
type RawPublisher interface {
	PublishRaw(ctx context.Context, exchange, key string, body []byte) error
}

// Option changes how [Exercise] runs.
type Option func(*suite)

// InBubble runs every scenario under testing/synctest, where time costs nothing.
// It is for transports that do no I/O.
func InBubble() Option { return func(s *suite) { s.bubble = true } }

type suite struct {
	bubble bool
}

// scenario is one thing a transport must do.
type scenario struct {
	name string
	run  func(*bed)
}

// Exercise runs every scenario against the transports that open makes. All
// transports of one test must share one bus, which other tests may use at the
// same time: topics are unique. Exercise closes them.
func Exercise(t *testing.T, open func(t *testing.T) oslo.Transport, opts ...Option) {
	var s suite
	for _, opt := range opts {
		opt(&s)
	}
	for _, group := range [][]scenario{calls, casts, errorScenarios, versions, values, monitors, lives, notifications} {
		for _, c := range group {
			t.Run(c.name, func(t *testing.T) {
				if s.bubble {
					synctest.Test(t, func(t *testing.T) { c.run(newBed(t, open)) })
					return
				}
				t.Parallel()
				c.run(newBed(t, open))
			})
		}
	}
}

// testTimeout is how long a scenario waits for an event.
const testTimeout = 20 * time.Second

// bed holds the test, the transports and the topic of one scenario.
type bed struct {
	*testing.T
	ctx   context.Context //nolint:containedctx // of the test
	open  func(t *testing.T) oslo.Transport
	topic string // of this scenario only
}

func newBed(t *testing.T, open func(t *testing.T) oslo.Transport) *bed {
	ctx, cancel := context.WithCancel(context.Background()) // no deadline: it would be every call's timeout
	t.Cleanup(cancel)
	return &bed{T: t, ctx: ctx, open: open, topic: unique("topic")}
}

// unique is prefix with a random tail.
func unique(prefix string) string {
	var tail [6]byte
	_, _ = rand.Read(tail[:]) // never fails
	return prefix + "-" + hex.EncodeToString(tail[:])
}

// transport opens a transport that is closed with the test.
func (b *bed) transport() oslo.Transport {
	tr := b.open(b.T)
	b.Cleanup(func() {
		if err := tr.Close(); err != nil {
			b.Errorf("close the transport: %v", err)
		}
	})
	return tr
}

// client makes a client of the bed's topic on a transport of its own.
func (b *bed) client(opts ...oslo.ClientOption) *oslo.Client {
	return b.clientOn(b.transport(), opts...)
}

func (b *bed) clientOn(tr oslo.Transport, opts ...oslo.ClientOption) *oslo.Client {
	return oslo.NewClient(tr, oslo.Target{Topic: b.topic}, append([]oslo.ClientOption{oslo.WithTimeout(testTimeout)}, opts...)...)
}

// methods is a table of methods by wire name.
type methods = map[string]oslo.Func

// serve starts a server of the bed's topic, on a transport of its own.
func (b *bed) serve(server string, m methods, opts ...oslo.ServerOption) *oslo.Server {
	b.Helper()
	return b.serveEndpoints(server, []oslo.Endpoint{{Name: "Test", Methods: m}}, opts...)
}

func (b *bed) serveEndpoints(server string, endpoints []oslo.Endpoint, opts ...oslo.ServerOption) *oslo.Server {
	b.Helper()
	srv := b.serverOn(b.transport(), server, endpoints, opts...)
	b.start(srv)
	return srv
}

// serverOn makes a server and does not start it.
func (b *bed) serverOn(tr oslo.Transport, server string, endpoints []oslo.Endpoint, opts ...oslo.ServerOption) *oslo.Server {
	srv := oslo.NewServer(tr, oslo.Target{Topic: b.topic, Server: server}, opts...)
	for _, e := range endpoints {
		dispatch.Register(srv, e)
	}
	return srv
}

// start starts srv and drains it when the test ends.
func (b *bed) start(srv *oslo.Server) {
	b.Helper()
	if err := srv.Start(b.ctx); err != nil {
		b.Fatalf("start the server: %v", err)
	}
	b.Cleanup(func() { b.drain(srv) })
}

func (b *bed) drain(srv *oslo.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), testTimeout)
	defer cancel()
	if err := srv.Wait(ctx); err != nil {
		b.Errorf("drain the server: %v", err)
	}
}

// must fails the test if err is not nil.
func (b *bed) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// receive waits for a value from ch.
func receive[T any](b *bed, ch <-chan T, what string) (v T) {
	b.Helper()
	select {
	case v = <-ch:
	case <-time.After(testTimeout):
		b.Fatalf("no %s in %v", what, testTimeout)
	}
	return v
}

// named is the method name at any version.
func named(name string) *oslo.Method { return &oslo.Method{Name: name} }

type args = map[string]any

// value is the arguments of the methods of this suite.
type value struct {
	Value any `json:"value"`
}

// echo returns its argument.
func echo(_ context.Context, in *oslo.Incoming) (any, error) {
	var a value
	if err := in.Decode(&a); err != nil {
		return nil, err
	}
	return a.Value, nil
}

// null takes anything and returns nothing.
func null(context.Context, *oslo.Incoming) (any, error) { return nil, nil }

// answer is a method that returns v.
func answer(v any) oslo.Func {
	return func(context.Context, *oslo.Incoming) (any, error) { return v, nil }
}
