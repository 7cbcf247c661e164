package oslo

import (
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
)

// LogAttrs returns the attributes that identify the request in logs: method,
// namespace, version, exchange, topic, server, message_id, unique_id, and the
// request_id of its request context. None of them is secret. Every log line of
// this package about a request has these keys.
func (in *Incoming) LogAttrs() []slog.Attr {
	return []slog.Attr{
		slog.String("method", in.Method), slog.String("namespace", in.Namespace), slog.String("version", in.Version),
		slog.String("exchange", in.Target.Exchange), slog.String("topic", in.Target.Topic), slog.String("server", in.Target.Server),
		slog.String("message_id", in.MessageID), slog.String("unique_id", in.UniqueID),
		slog.String("request_id", in.Context.RequestID()),
	}
}

func (in *Incoming) logAttrs() []any { return anys(in.LogAttrs()) }

// RequestID returns the field request_id, "" if it is absent or not text. Services
// log it to follow a request from one to the next.
func (c RequestContext) RequestID() string {
	var id string
	if _, err := c.Get("request_id", &id); err != nil {
		return ""
	}
	return id
}

func anys(attrs []slog.Attr) []any {
	out := make([]any, len(attrs))
	for i, a := range attrs {
		out[i] = a
	}
	return out
}

// panicAttrs describes a panic that was recovered. The text of a panic of the Go
// runtime, such as a nil map, holds no data of the program. That of others may.
func panicAttrs(p any) []any {
	attrs := []any{slog.String("panic_type", fmt.Sprintf("%T", p))}
	if fault, ok := p.(runtime.Error); ok {
		attrs = append(attrs, slog.String("panic", fault.Error()))
	}
	return append(attrs, slog.String("stack", string(debug.Stack())))
}
