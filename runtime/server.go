package oslo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
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
	on := s.target
	on.Exchange = cmp.Or(on.Exchange, s.controlExchange)
	at := transport.Address{Exchange: on.Exchange, Topic: on.Topic, Server: on.Server}
	release, err := claims.Take(s.tr, claims.RPC, at.Topic, at.ServerQueue())
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", s.target, err)
	}
	pool := life.NewWorkers(life.Jobs(ctx), s.workers, func(ctx context.Context, in *Incoming) { s.serve(ctx, in, run) })
	pool.Busy = func() {
		s.life.Log.Warn("all workers are busy, requests wait", "workers", s.workers, "topic", on.Topic, "server", on.Server)
	}
	listener, err := s.tr.Listen(ctx, at, func(r *transport.Request) { s.receive(r, on, pool) })
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
