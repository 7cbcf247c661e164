package oslo

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// heartbeat tells the caller of a monitored call at half of its monitor timeout
// that the method still runs, until stop is called. Like oslo.messaging it sends
// nothing for a monitor below 2 s.
func (s *Server) heartbeat(ctx context.Context, in *Incoming) (stop func()) {
	interval := in.Monitor.Truncate(time.Second) / 2
	if interval < time.Second {
		if in.Monitor > 0 {
			s.life.Log.WarnContext(ctx, "call monitor timeout is too short for heartbeats",
				append(in.logAttrs(), slog.Float64("seconds", in.Monitor.Seconds()))...)
		}
		return func() {}
	}
	b := &beat{}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer = time.AfterFunc(interval, func() { b.send(ctx, in, interval, s) })
	return b.stop
}

// beat is the timer of one monitored call. Its lock keeps a heartbeat from
// following the final reply.
type beat struct {
	mu      sync.Mutex
	timer   *time.Timer
	stopped bool
}

func (b *beat) send(ctx context.Context, in *Incoming, interval time.Duration, s *Server) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stopped {
		return
	}
	if err := in.reply(ctx, nil, nil, false); err != nil {
		s.life.Log.InfoContext(ctx, "heartbeat failed", append(in.logAttrs(), slog.String("error", err.Error()))...)
		return
	}
	b.timer.Reset(interval)
}

func (b *beat) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
	b.timer.Stop()
}
