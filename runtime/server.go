package oslo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/oslogen/oslogen/runtime/internal/claims"
	"github.com/oslogen/oslogen/runtime/internal/life"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Server serves the endpoints registered with it: the topic, the one server
// "topic.server", and the fanout of the topic. Source: oslo_messaging.RPCServer.
//
// Most programs call [Server.Serve]. Start, Stop and Wait are its parts, for
// programs that have a life cycle of their own. They may be called concurrently.
type Server struct {
	life         life.Lifecycle
	tr           Transport
	target       Target
	workers      int
	serializer   Serializer
	interceptors []ServerInterceptor

	exchangeGiven   bool   // the target came with one
	controlExchange string // the transport's

	mu       sync.Mutex // guards the set-up below
	handler  Handler
	exchange string // the exchange of the endpoints registered so far
	errs     []error
}

// NewServer makes a server for target, whose Topic and Server are required. It
// does no I/O.
func NewServer(tr Transport, target Target, opts ...ServerOption) *Server {
	settings := transport.Settings{}.WithDefaults()
	if tr != nil {
		settings = tr.Settings()
	}
	s := &Server{tr: tr, target: target, workers: settings.Workers, exchangeGiven: target.Exchange != ""}
	s.controlExchange = settings.ControlExchange
	s.life = life.Lifecycle{What: "server " + target.String(), Drain: life.DefaultDrain, Log: settings.Logger}
	if tr == nil {
		s.mistake(errors.New("the server's transport is nil"))
	}
	for _, opt := range opts {
		if opt == nil {
			s.mistake(errors.New("a server option is nil"))
			continue
		}
		opt.applyServer(s)
	}
	return s
}

// Target returns the server's target.
func (s *Server) Target() Target { return s.target }

// Serve starts the server and blocks until ctx ends. Then it takes no more
// requests, finishes those it has and returns nil. Methods that still run after
// the drain timeout have their ctx cancelled and a second to answer, and Serve
// returns an error.
//
// Serve also drains and returns when the server is stopped elsewhere, with nil, and
// when its transport is closed, with an error that matches ErrClosed.
func (s *Server) Serve(ctx context.Context) error { return s.life.Serve(ctx, s.Start) }

// Start declares and consumes the server's queues and returns. Requests are
// handled in the background. A second Start does nothing but warn. After Stop and
// Wait the server may be started again. A failure of the bus is a *ListenError.
func (s *Server) Start(ctx context.Context) error { return s.life.Start(ctx, s.begin) }

// Stop takes no more requests and returns. Requests already taken are finished. A
// Start that is under way fails. A method may stop its own server. See Wait.
func (s *Server) Stop(ctx context.Context) error { return s.life.Stop(ctx) }

// Wait stops the server if it still runs, blocks until every request that was
// taken is done and answered, and gives the connection back. When ctx ends first,
// the methods' ctx is cancelled, and Wait gives them a second to answer and returns
// an error. A method must not wait for its own server: with the method's ctx, Wait
// returns an error at once.
func (s *Server) Wait(ctx context.Context) error { return s.life.Wait(ctx) }

// Done returns a channel that is closed when the server takes no more requests:
// after Stop or Wait, and when its transport is closed. It is nil before the first
// Start.
func (s *Server) Done() <-chan struct{} { return s.life.Done() }

// Err returns why the server ended by itself: an error that matches ErrClosed
// when its transport was closed, or nil.
func (s *Server) Err() error { return s.life.Err() }

// Reset does nothing. oslo.service calls it on a reload.
func (s *Server) Reset() {}

func (s *Server) begin(ctx context.Context) (*life.Cycle, error) {
	run, err := s.setUp()
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", s.target, err)
	}
	pool := life.NewWorkers(life.Jobs(ctx), s.workers, func(ctx context.Context, in *Incoming) { s.serve(ctx, in, run) })
	pool.Busy = func() {
		s.life.Log.Warn("all workers are busy, requests wait", "workers", s.workers, "topic", s.target.Topic, "server", s.target.Server)
	}
	on := s.target
	on.Exchange = cmp.Or(on.Exchange, s.controlExchange)
	at := transport.Address{Exchange: on.Exchange, Topic: on.Topic, Server: on.Server}
	release, err := claims.Take(s.tr, claims.RPC, at.Topic, at.ServerQueue())
	if err != nil {
		pool.Cancel()
		return nil, fmt.Errorf("serve %s: %w", s.target, err)
	}
	listener, err := s.tr.Listen(ctx, at, func(r *transport.Request) {
		if r.IsNotification() {
			s.tr.Settings().Drop("notification", transport.DropStray, r.Queue)
			s.life.Log.Warn("notification dropped: it came to a queue of requests; is a pool of listeners named like it?",
				"queue", r.Queue, "topic", on.Topic, "server", on.Server)
			return
		}
		if in := received(r, on); !pool.Submit(in) {
			s.tr.Settings().Drop("request", transport.DropDrained, r.Queue)
			s.life.Log.Warn("rpc request dropped: the server's drain timeout has passed", in.logAttrs()...)
		}
	})
	if err != nil {
		pool.Cancel()
		release()
		return nil, &ListenError{Target: s.target, Err: err}
	}
	return &life.Cycle{
		Stop: func(ctx context.Context) error {
			pool.Release()
			return listener.Stop(ctx)
		},
		Finish: func(ctx context.Context) error {
			defer release()
			return errors.Join(pool.Drain(ctx), life.CloseBy(ctx, listener))
		},
		Cancel:  pool.Cancel,
		Lost:    s.tr.Closed(),
		LostErr: func() error { return fmt.Errorf("the transport: %w", ErrClosed) },
	}, nil
}

// handling runs h with the ctx that the interceptors made, and keeps that.
func handling(h Handler) Func {
	return func(ctx context.Context, in *Incoming) (any, error) {
		in.ctx = ctx
		return h.Handle(ctx, in)
	}
}

// serve runs one request and answers it.
func (s *Server) serve(ctx context.Context, in *Incoming, run Func) {
	method := &methodContext{Context: ctx}
	method.in.Store(in)
	defer method.forget()
	in.ctx, in.serializer = method, s.serializer
	if in.replier == nil {
		s.invoke(method, in, run, new(outcome)) // no caller waits for it
		return
	}
	stop := s.heartbeat(method, in)
	var out outcome
	defer func() { // deferred, because the method may end its goroutine
		stop()
		s.answer(detached{method}, in, out.result, out.failure)
	}()
	s.invoke(method, in, run, &out)
}

// outcome is the result of a method, or the failure that travels, which has been
// logged.
type outcome struct {
	result  any
	failure *RemoteError
}

// invoke runs the method.
func (s *Server) invoke(ctx context.Context, in *Incoming, run Func, out *outcome) {
	returned := false
	defer func() {
		if !returned && out.failure == nil { // no panic
			s.life.Log.ErrorContext(in.ctx, "rpc method ended its goroutine", in.logAttrs()...)
			out.failure = broken("method " + in.Method + " ended its goroutine (runtime.Goexit)")
		}
	}()
	defer s.recovered(in, &out.failure)
	err := deserializeContext(ctx, s.serializer, in)
	var result any
	if err == nil {
		result, err = run(ctx, in)
	}
	if err == nil {
		result, err = serializeResult(ctx, s.serializer, result)
	}
	if err != nil {
		result, out.failure = nil, s.report(in, err)
	}
	out.result, returned = result, true
}

// recovered turns a panic into a failure, also one of a MarshalJSON of the result or of
// the error. Defer it.
func (s *Server) recovered(in *Incoming, failure **RemoteError) {
	p := recover()
	if p == nil {
		return
	}
	s.life.Log.ErrorContext(in.ctx, "rpc method panicked", append(in.logAttrs(), panicAttrs(p)...)...)
	*failure = broken("panic in method " + in.Method)
}

// broken is the failure of a method that did not return.
func broken(text string) *RemoteError {
	return &RemoteError{
		Module: builtins, Class: "RuntimeError", Message: text,
		Traceback: []string{"Traceback (most recent call last):\n", "RuntimeError: " + text + "\n"},
	}
}

// answer sends the result or the failure. A result that can't be encoded becomes a
// failure, so that the caller does not wait in vain.
func (s *Server) answer(ctx context.Context, in *Incoming, result any, failure *RemoteError) {
	if failure = s.reply(ctx, in, result, failure); failure != nil {
		_ = in.reply(ctx, nil, failure, true) // the reason has been logged
	}
}

// reply sends the answer and returns the failure to be sent in its place, if it can't be.
func (s *Server) reply(ctx context.Context, in *Incoming, result any, failure *RemoteError) (instead *RemoteError) {
	defer s.recovered(in, &instead)
	err := in.reply(ctx, result, failure, true)
	if err == nil {
		return nil
	}
	s.life.Log.ErrorContext(in.ctx, "rpc reply failed", append(in.logAttrs(), slog.String("error", err.Error()))...)
	if errors.Is(err, ErrClosed) || errors.Is(err, ErrUnavailable) {
		return nil
	}
	return newRemote(builtins, "ValueError", fmt.Errorf("the answer of %s can't be sent: %w", in.Method, err))
}

// report logs the error of a method, unless it is an expected one, and returns it
// as the exception that travels.
func (s *Server) report(in *Incoming, err error) *RemoteError {
	failure, expected := in.errors.remote(err, in.Method)
	expected = expected || in.relayed
	attrs := []any{slog.String("class", failure.Class), slog.String("module", failure.Module)}
	switch {
	case !expected:
		attrs = append(attrs, slog.String("error", err.Error()))
		s.life.Log.ErrorContext(in.ctx, "rpc method failed", append(in.logAttrs(), attrs...)...)
	case s.life.Log.Enabled(in.ctx, slog.LevelDebug):
		s.life.Log.DebugContext(in.ctx, "rpc method raised an expected error", append(in.logAttrs(), attrs...)...)
	}
	return failure
}
