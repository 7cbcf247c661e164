package oslo

import (
	"cmp"
	"log/slog"
	"slices"
	"time"
)

// ClientOption changes a client, at [NewClient] or by [Client.With].
type ClientOption func(*Client)

// WithTimeout sets how long a call waits whose ctx has no deadline and whose method
// has no timeout of its own; the default is the transport's rpc_response_timeout,
// 60 s, as it is if d is not above 0. A deadline wins over both, whether it is earlier or later.
func WithTimeout(d time.Duration) ClientOption {
	return func(c *Client) { c.timeout = positive(d, c.timeout) }
}

// WithMonitor sets how long a call stands silence before it fails: servers send
// heartbeats at half of it. Whole seconds, at least 2; 0, the default, is none
// (call_monitor_timeout).
func WithMonitor(d time.Duration) ClientOption { return func(c *Client) { c.monitor = d } }

// WithRetry sets how many further attempts are made to reach the broker:
// negative, the default, for no limit but ctx (retry).
func WithRetry(n int) ClientOption { return func(c *Client) { c.delivery.Retry = n } }

// WithMandatory makes calls and casts fail with ErrUndeliverable when nobody
// serves the target (TransportOptions.at_least_once).
func WithMandatory() ClientOption { return func(c *Client) { c.delivery.Mandatory = true } }

// WithoutConfirm makes casts return when they are written, not when the broker
// has them: fire and forget. With quorum queues it has no effect: when a leader is lost
// RabbitMQ may lose what nobody confirms, and all that follows.
func WithoutConfirm() ClientOption { return func(c *Client) { c.delivery.Unconfirmed = true } }

// Pin caps the version of what a client sends: a method newer than the pin is a
// *VersionCapError (version_cap).
func Pin(version string) ClientOption { return func(c *Client) { c.pin(version) } }

// WithTarget changes the client's target by f.
func WithTarget(f func(*Target)) ClientOption { return func(c *Client) { f(&c.target) } }

// WithSerializer sets what changes arguments, results and contexts on their way.
func WithSerializer(s Serializer) ClientOption { return func(c *Client) { c.serializer = s } }

// WithInterceptor adds interceptors; the first one added runs first.
func WithInterceptor(i ...Interceptor) ClientOption {
	return func(c *Client) {
		c.interceptors = append(slices.Clip(c.interceptors), i...)
	}
}

// ServerOption changes a server, at [NewServer].
type ServerOption func(*Server)

// WithWorkers sets how many requests run at once; the default, also if n is not above
// 0, is the transport's, 64 (executor_thread_pool_size).
func WithWorkers(n int) ServerOption {
	return func(s *Server) { s.workers = positive(n, s.workers) }
}

// WithDrainTimeout sets how long Serve waits for running methods once its ctx has
// ended, before it cancels their ctx and returns; the default, also if d is not above
// 0, is 30 s.
func WithDrainTimeout(d time.Duration) ServerOption {
	return func(s *Server) { s.life.Drain = positive(d, s.life.Drain) }
}

// WithHandler sets what dispatches requests; by default the endpoints that were
// registered, by package dispatch.
func WithHandler(h Handler) ServerOption { return func(s *Server) { s.handler = h } }

// WithServerSerializer sets what changes arguments, results and contexts.
func WithServerSerializer(z Serializer) ServerOption { return func(s *Server) { s.serializer = z } }

// WithServerInterceptor adds interceptors; the first one added runs first.
func WithServerInterceptor(i ...ServerInterceptor) ServerOption {
	return func(s *Server) { s.interceptors = append(s.interceptors, i...) }
}

// WithServerLogger sets the server's logger; the default, also for nil, is the
// transport's.
func WithServerLogger(l *slog.Logger) ServerOption {
	return func(s *Server) { s.life.Log = cmp.Or(l, s.life.Log) }
}

// positive is n if it is above 0, or else the default.
func positive[T int | time.Duration](n, otherwise T) T {
	if n > 0 {
		return n
	}
	return otherwise
}
