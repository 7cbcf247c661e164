package oslo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/life"
)

// Part is one part of a [Service]: a [Server], a notify.Listener, [Hooks], or
// another Service.
type Part interface {
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	Wait(ctx context.Context) error
	Reset()
}

var _ = []Part{(*Server)(nil), (*Service)(nil), Hooks{}}

// Service runs several parts as one: all of them start or none does. Parts start
// in the order they were added and end in the reverse order, so add the parts that
// others need first. Servers and listeners, and other parts with a method Serve,
// that were added one after the other stop at the same time. Source: oslo_service.service.Service.
type Service struct {
	life life.Lifecycle

	mu    sync.Mutex
	parts []Part
	err   error // of the set-up
}

// NewService makes a service of parts.
func NewService(parts ...Part) *Service {
	s := &Service{parts: parts}
	s.life = life.Lifecycle{What: "service", Drain: life.DefaultDrain, Log: slog.New(slog.DiscardHandler)}
	return s
}

// Add adds parts. Call it before Start.
func (s *Service) Add(parts ...Part) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts = append(s.parts, parts...)
}

// SetDrainTimeout sets how long Serve waits for running methods once its ctx has
// ended. Defaults to 30 s, also for 0 (graceful_shutdown_timeout). Call it before
// Serve.
func (s *Service) SetDrainTimeout(d time.Duration) {
	if err := notNegative("SetDrainTimeout", d); err != nil {
		s.err = errors.Join(s.err, err)
	}
	s.life.Drain = cmp.Or(d, life.DefaultDrain)
}

// SetLogger sets the service's logger. Without it the service is silent: its parts
// have loggers of their own. Call it before Serve.
func (s *Service) SetLogger(l *slog.Logger) { s.life.Log = cmp.Or(l, s.life.Log) }

// Serve starts the service unless it is started, blocks until ctx ends, then stops
// it and waits for it. It does the same when the service is stopped elsewhere, and
// when a part with methods Done and Err, as servers and listeners have, ends by
// itself. Then Serve returns that part's error.
func (s *Service) Serve(ctx context.Context) error { return s.life.Serve(ctx, s.Start) }

// Start starts every part. If one fails, those before it are ended again. A second
// Start does nothing.
func (s *Service) Start(ctx context.Context) error { return s.life.Start(ctx, s.begin) }

// Stop makes every part take no more work.
func (s *Service) Stop(ctx context.Context) error { return s.life.Stop(ctx) }

// Wait stops every part, then blocks until all of them are done or ctx ends. The
// service may then be started again.
func (s *Service) Wait(ctx context.Context) error { return s.life.Wait(ctx) }

// Done returns a channel that is closed when the service is stopped, or when one of
// its parts has ended by itself. It is nil before the first Start.
func (s *Service) Done() <-chan struct{} { return s.life.Done() }

// Err returns the error of the part that ended by itself, nil if none did.
func (s *Service) Err() error { return s.life.Err() }

// Reset resets every part, as a service does on SIGHUP.
func (s *Service) Reset() {
	for _, p := range s.all() {
		p.Reset()
	}
}

func (s *Service) all() []Part {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.parts)
}

func (s *Service) begin(ctx context.Context) (*life.Cycle, error) {
	parts := s.all()
	if i := slices.Index(parts, nil); i >= 0 {
		return nil, fmt.Errorf("start service: part %d of %d is nil", i+1, len(parts))
	}
	if s.err != nil {
		return nil, fmt.Errorf("start service: %w", s.err)
	}
	for i, p := range parts {
		if err := p.Start(ctx); err != nil {
			drain, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), s.life.Drain, life.ErrDrain)
			defer cancel()
			err = fmt.Errorf("start part %d of %d: %w", i+1, len(parts), err)
			if undo := errors.Join(stopAll(drain, parts[:i]), waitAll(drain, parts[:i])); undo != nil {
				err = fmt.Errorf("%v; end the parts before it: %w", err, undo) //nolint:errorlint // the caller acts on the part that could not be undone
			}
			return nil, err
		}
	}
	drain, cancel := context.WithCancel(context.Background())
	e := &shutdown{parts: parts, drain: drain, stopped: make(chan struct{})}
	w := watch(parts)
	return &life.Cycle{Stop: e.stop, Finish: func(ctx context.Context) error {
		w.end()
		return e.finish(ctx)
	}, Cancel: cancel, Lost: w.lost, LostErr: w.reason}, nil
}

// shutdown ends the parts of a service.
type shutdown struct {
	parts    []Part
	drain    context.Context //nolint:containedctx // ends when the drain timeout has passed
	stopping atomic.Bool     // whether a caller stops them
	stopped  chan struct{}   // closed when every part takes no more work
}

// stop stops the parts once, using the first caller's ctx. Only that caller gets the
// errors. Others wait for it, each with its own ctx.
func (e *shutdown) stop(ctx context.Context) error {
	if e.stopping.CompareAndSwap(false, true) {
		defer close(e.stopped)
		ctx, done := e.bounded(ctx)
		defer done()
		return stopAll(ctx, e.parts)
	}
	select {
	case <-e.stopped:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop service: %w", context.Cause(ctx))
	}
}

// finish waits for the parts.
func (e *shutdown) finish(ctx context.Context) error {
	ctx, done := e.bounded(ctx)
	defer done()
	<-e.stopped // the end of the drain ends that too
	return waitAll(ctx, e.parts)
}

// bounded returns a ctx that also ends with the drain. The caller ends it.
func (e *shutdown) bounded(ctx context.Context) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(e.drain, func() { cancel(life.ErrDrain) })
	return ctx, func() {
		stop()
		cancel(nil)
	}
}

// server is a part that takes messages, such as a [Server] or a notify.Listener.
type server interface {
	Serve(ctx context.Context) error
}

// stopAll comes before waitAll, so that the parts drain side by side. Neighbouring
// servers stop at the same time too, as a busy one may take long. Hooks, services
// and other parts stop in their turn.
func stopAll(ctx context.Context, parts []Part) error {
	errs := make([]error, len(parts))
	var stopping sync.WaitGroup
	for i, p := range slices.Backward(parts) {
		if stopsBesideOthers(p) {
			stopping.Go(func() { errs[i] = p.Stop(ctx) })
			continue
		}
		stopping.Wait()
		errs[i] = p.Stop(ctx)
	}
	stopping.Wait()
	return errors.Join(errs...)
}

func stopsBesideOthers(p Part) bool {
	_, service := p.(*Service)
	_, serves := p.(server)
	return serves && !service
}

func waitAll(ctx context.Context, parts []Part) error {
	var errs []error
	for _, p := range slices.Backward(parts) {
		errs = append(errs, p.Wait(ctx))
	}
	return errors.Join(errs...)
}

// Hooks are a program's own part of a service, such as a database that it opens before
// its servers start and closes after they have ended. Each runs once from start to wait. A
// nil hook does nothing.
type Hooks struct {
	OnStart func(ctx context.Context) error
	OnStop  func(ctx context.Context) error
	OnWait  func(ctx context.Context) error
	OnReset func()
}

// Start runs OnStart.
func (h Hooks) Start(ctx context.Context) error { return runHook(ctx, h.OnStart) }

// Stop runs OnStop.
func (h Hooks) Stop(ctx context.Context) error { return runHook(ctx, h.OnStop) }

// Wait runs OnWait.
func (h Hooks) Wait(ctx context.Context) error { return runHook(ctx, h.OnWait) }

// Reset runs OnReset.
func (h Hooks) Reset() {
	if h.OnReset != nil {
		h.OnReset()
	}
}

func runHook(ctx context.Context, f func(context.Context) error) error {
	if f == nil {
		return nil
	}
	return f(ctx)
}
