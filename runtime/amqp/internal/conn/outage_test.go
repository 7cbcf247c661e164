package conn

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

// lines counts what is logged.
type lines struct {
	slog.Handler
	n *int
}

func (l lines) Enabled(context.Context, slog.Level) bool { return true }

func (l lines) Handle(context.Context, slog.Record) error {
	*l.n++
	return nil
}

// A day of failures, one a second, is logged in about as many lines as it has minutes,
// and the first failures each get a line.
func TestOutageIsThinnedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n int
		log := slog.New(lines{slog.DiscardHandler, &n})
		var o Outage
		for range loudFailures {
			o.Warn(log, "connecting failed")
		}
		if n != loudFailures {
			t.Errorf("%d of the first %d failures are logged", n, loudFailures)
		}
		for range 24 * 3600 {
			time.Sleep(time.Second) // of the bubble
			o.Warn(log, "connecting failed")
		}
		if n < 1440 || n > 1500 {
			t.Errorf("%d lines in a day, want about one a minute", n)
		}
		o.Over()
		before := n
		if o.Warn(log, "connecting failed"); n != before+1 {
			t.Error("the first failure of the next outage is not logged")
		}
	})
}
