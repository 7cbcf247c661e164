package oslo

import (
	"cmp"
	"errors"
	"log/slog"
	"slices"
	"time"
)

// ServerOption changes a server, at [NewServer].
type ServerOption interface{ applyServer(s *Server) }

type serverOption func(*Server)

func (f serverOption) applyServer(s *Server) { f(s) }

// WithWorkers sets how many requests run at once. Defaults to the transport's, 64,
// also for 0 (executor_thread_pool_size).
func WithWorkers(n int) ServerOption {
	return serverOption(func(s *Server) {
		s.mistake(notNegative("WithWorkers", n))
		s.workers = cmp.Or(n, s.workers)
	})
}

// WithDrainTimeout sets how long Serve waits for running methods once its ctx has
// ended, before it cancels their ctx, gives them a second to answer, and returns.
// Defaults to 30 s, also for 0.
func WithDrainTimeout(d time.Duration) ServerOption {
	return serverOption(func(s *Server) {
		s.mistake(notNegative("WithDrainTimeout", d))
		s.life.Drain = cmp.Or(d, s.life.Drain)
	})
}

// WithNewHandler is WithHandler for an option that several servers share: each of
// them gets a handler that f makes.
func WithNewHandler(f func() Handler) ServerOption {
	return serverOption(func(s *Server) {
		if f == nil {
			s.mistake(errors.New("WithNewHandler: the function is nil"))
			return
		}
		WithHandler(f()).applyServer(s)
	})
}

// WithHandler sets the handler of all requests. Without it the endpoints that are
// registered with package dispatch serve them.
func WithHandler(h Handler) ServerOption {
	return serverOption(func(s *Server) {
		if h == nil {
			s.mistake(errors.New("WithHandler: the handler is nil"))
		}
		s.handler = h
	})
}

// WithServerInterceptor adds interceptors. The first one added runs first.
func WithServerInterceptor(i ...ServerInterceptor) ServerOption {
	return serverOption(func(s *Server) {
		if slices.ContainsFunc(i, func(i ServerInterceptor) bool { return i == nil }) {
			s.mistake(errors.New("WithServerInterceptor: an interceptor is nil"))
		}
		s.interceptors = append(s.interceptors, i...)
	})
}

// WithLogger sets the logger of a transport or of one server. A transport is silent
// without it. A server's default is its transport's, also for nil.
func WithLogger(l *slog.Logger) interface {
	OpenOption
	ServerOption
} {
	return loggerOption{l}
}

type loggerOption struct{ log *slog.Logger }

func (o loggerOption) applyOpen(c *openConfig) { c.settings.Logger = o.log }

func (o loggerOption) applyServer(s *Server) { s.life.Log = cmp.Or(o.log, s.life.Log) }
