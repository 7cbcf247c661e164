package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
)

// settle acknowledges a notification, or gives it back if its event failed and
// it may come again. A notification that the end of the drain interrupted goes
// back when the listener closes.
func (l *Listener) settle(ctx context.Context, h handling) {
	if ctx.Err() != nil && h.err != nil {
		l.life.Log.WarnContext(ctx, "notification interrupted; it will come again", append(logAttrs(h.Incoming), "error", h.err.Error())...)
		return
	}
	if h.err != nil && !errors.Is(h.err, ErrRequeue) {
		l.life.Log.ErrorContext(ctx, "notification event failed", append(logAttrs(h.Incoming), failureAttrs(h.err)...)...)
	}
	if h.err != nil && l.requeue != nil && !errors.As(h.err, new(*oslo.PayloadError)) && l.giveBack(h.Incoming) {
		return
	}
	l.ack(h.Incoming)
}

// giveBack gives one notification back after the policy's wait.
func (l *Listener) giveBack(in *Incoming) bool {
	wait, ok := l.requeue.next(in)
	if !ok {
		l.tr.Settings().Drop("notification", transport.DropRequeued, in.queue)
		l.life.Log.Error("notification dropped: it was given back too often", append(logAttrs(in), "queue", in.queue)...)
		return false
	}
	time.AfterFunc(wait, func() { // it does nothing after a close
		if err := in.settler.Requeue(); err != nil {
			l.life.Log.Warn("notification not given back", append(logAttrs(in), "error", err.Error())...)
		}
	})
	return true
}

func (l *Listener) ack(in *Incoming) {
	if l.requeue != nil {
		l.requeue.forget(in)
	}
	if err := in.settler.Ack(); err != nil {
		l.life.Log.Warn("notification not acknowledged; it will come again", append(logAttrs(in), "error", err.Error())...)
		return
	}
	l.seen.Add(in.UniqueID)
}

// failureAttrs returns the log attributes of an event's failure.
func failureAttrs(err error) []any {
	attrs := []any{slog.String("error", err.Error())}
	if p, ok := errors.AsType[*panicError](err); ok {
		attrs = append(attrs, slog.String("panic_type", fmt.Sprintf("%T", p.value)), slog.String("stack", string(p.stack)))
		if fault, ok := p.value.(runtime.Error); ok { // its text holds no data of the program
			attrs = append(attrs, slog.String("panic", fault.Error()))
		}
	}
	return attrs
}

// logAttrs returns in's LogAttrs for a logger's method.
func logAttrs(in *Incoming) []any {
	var attrs []any
	for _, a := range in.LogAttrs() {
		attrs = append(attrs, a)
	}
	return attrs
}
