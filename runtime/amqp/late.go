package amqp

import (
	"context"
	"log/slog"
	"sync"
)

// lateHandler hands log lines to another handler on a goroutine of its own. It
// is for lines of the goroutine that reads a connection, which must not wait
// for a slow handler: messages would stay unread, and the peer would seem
// silent. When too many lines wait, further ones are dropped.
type lateHandler struct {
	slog.Handler
	*lateLines
}

// lateLines are the waiting lines of handlers that share them.
type lateLines struct {
	mu      sync.Mutex
	waiting []func()
	running bool
	closed  bool
	ended   sync.WaitGroup
}

// maxLateLines is how many lines may wait.
const maxLateLines = 1000

// lateLogger returns a logger whose lines are written by log, but later. finish
// returns when they are. It drops all that come after it.
func lateLogger(log *slog.Logger) (late *slog.Logger, finish func()) {
	lines := new(lateLines)
	return slog.New(lateHandler{log.Handler(), lines}), lines.finish
}

// Handle implements slog.Handler.
func (h lateHandler) Handle(ctx context.Context, r slog.Record) error {
	r = r.Clone()
	h.add(func() { _ = h.Handler.Handle(ctx, r) }) // as slog does
	return nil
}

// WithAttrs implements slog.Handler.
func (h lateHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return lateHandler{h.Handler.WithAttrs(attrs), h.lateLines}
}

// WithGroup implements slog.Handler.
func (h lateHandler) WithGroup(name string) slog.Handler {
	return lateHandler{h.Handler.WithGroup(name), h.lateLines}
}

func (l *lateLines) add(write func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.waiting) >= maxLateLines {
		return
	}
	l.waiting = append(l.waiting, write)
	if !l.running {
		l.running = true
		l.ended.Go(l.run) // ends when no line waits
	}
}

func (l *lateLines) run() {
	for {
		l.mu.Lock()
		lines := l.waiting
		l.waiting = nil
		l.running = len(lines) > 0
		l.mu.Unlock()
		if len(lines) == 0 {
			return
		}
		for _, write := range lines {
			write()
		}
	}
}

func (l *lateLines) finish() {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	l.ended.Wait()
}
