package amqp

import (
	"sync"
	"time"
)

// goneQueues are reply queues that stayed missing. Replies to them are dropped, as
// oslo.messaging does.
type goneQueues struct {
	mu    sync.Mutex
	until map[string]time.Time
}

const (
	mostGone = 200         // how many are remembered
	goneFor  = time.Minute // how long
)

func newGoneQueues() *goneQueues { return &goneQueues{until: map[string]time.Time{}} }

// add remembers a queue, in the place of the oldest if there are too many.
func (g *goneQueues) add(queue string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.until) >= mostGone {
		oldest := ""
		for q, until := range g.until {
			if oldest == "" || until.Before(g.until[oldest]) {
				oldest = q
			}
		}
		delete(g.until, oldest)
	}
	g.until[queue] = time.Now().Add(goneFor)
}

// has reports whether a queue is remembered.
func (g *goneQueues) has(queue string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.until) == 0 {
		return false
	}
	until, ok := g.until[queue]
	if ok && time.Now().After(until) {
		delete(g.until, queue)
		return false
	}
	return ok
}
