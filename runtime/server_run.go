package oslo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/oslogen/oslogen/runtime/internal/life"
	"github.com/oslogen/oslogen/runtime/transport"
)

// receive hands a request to a worker.
func (s *Server) receive(r *transport.Request, on Target, pool *life.Workers[*Incoming]) {
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
