package amqp

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// The queues of replies that were given up are remembered: 200 of them, for a
// minute each; the oldest goes first.
func TestGoneQueues(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := newGoneQueues()
		queue := func(n int) string { return fmt.Sprintf("reply_%d", n) }
		for n := range mostGone {
			gone.add(queue(n))
			time.Sleep(time.Millisecond) // of the bubble: it orders them
		}
		if !gone.has(queue(0)) || !gone.has(queue(mostGone-1)) {
			t.Error("one of 200 queues is forgotten")
		}
		gone.add(queue(mostGone))
		if gone.has(queue(0)) || !gone.has(queue(1)) || !gone.has(queue(mostGone)) || len(gone.until) != mostGone {
			t.Errorf("%d are remembered, want %d without the oldest", len(gone.until), mostGone)
		}
		time.Sleep(goneFor)
		if gone.has(queue(1)) || !gone.has(queue(mostGone)) {
			t.Error("after a minute, want the older forgotten and the last one not")
		}
	})
}
