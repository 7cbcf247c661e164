package amqp

import (
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

// The queues of replies that were given up are remembered: 200 of them, for a
// minute each; the oldest goes first.
func TestGoneQueues(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReplier(&Config{}, slog.New(slog.DiscardHandler), nil)
		defer r.close()
		queue := func(n int) string { return fmt.Sprintf("reply_%d", n) }
		for n := range goneQueues {
			r.giveUp(queue(n))
			time.Sleep(time.Millisecond) // of the bubble: it orders them
		}
		if !r.isGone(queue(0)) || !r.isGone(queue(goneQueues-1)) {
			t.Error("one of 200 queues is forgotten")
		}
		r.giveUp(queue(goneQueues))
		if r.isGone(queue(0)) || !r.isGone(queue(1)) || !r.isGone(queue(goneQueues)) || len(r.gone) != goneQueues {
			t.Errorf("%d are remembered, want %d without the oldest", len(r.gone), goneQueues)
		}
		time.Sleep(goneFor)
		if r.isGone(queue(1)) || !r.isGone(queue(goneQueues)) {
			t.Error("after a minute, want the older forgotten and the last one not")
		}
	})
}
