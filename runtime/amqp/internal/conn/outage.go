package conn

import (
	"context"
	"log/slog"
	"time"
)

// Outage thins out the warnings of something that fails again and again: it logs each of
// the first, and then ever fewer as the outage lasts, down to one a minute. The zero value
// is ready. It is for one goroutine at a time.
type Outage struct {
	count int
	began time.Time
	next  time.Time // when the next warning is due
}

// loudFailures is how many failures are logged whatever the time.
const loudFailures = 3

// Warn logs a failure, or not.
func (o *Outage) Warn(log *slog.Logger, msg string, attrs ...slog.Attr) {
	now := time.Now()
	if o.count == 0 {
		o.began = now
	}
	if o.count++; o.count > loudFailures && now.Before(o.next) {
		return
	}
	lasts := now.Sub(o.began)
	o.next = now.Add(min(lasts/4, time.Minute))
	attrs = append(attrs, slog.Int("attempt", o.count), slog.Duration("outage", lasts.Round(time.Millisecond)))
	log.LogAttrs(context.Background(), slog.LevelWarn, msg, attrs...) //nolint:sloglint // callers give constants
}

// Over ends the outage.
func (o *Outage) Over() { *o = Outage{} }
