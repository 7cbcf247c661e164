package notify

import (
	"sync"
	"time"
)

const (
	defaultRequeueLimit   = 10
	defaultRequeueBackoff = time.Second
	maxRequeueBackoff     = time.Minute

	// maxWaiting is how many notifications may wait to be given back, beside
	// the prefetch.
	maxWaiting = 1000

	// maxRequeued is how many notifications are counted. Beyond it some counts
	// are lost, and their notifications may come more often.
	maxRequeued = 10_000
)

// requeuePolicy counts how often each notification was given back. The bus only
// says that a notification was delivered before.
type requeuePolicy struct {
	limit   int
	backoff time.Duration

	mu    sync.Mutex
	times map[string]int // by unique id
}

func newRequeuePolicy(limit int, backoff time.Duration) *requeuePolicy {
	if limit <= 0 {
		limit = defaultRequeueLimit
	}
	if backoff <= 0 {
		backoff = defaultRequeueBackoff
	}
	return &requeuePolicy{limit: limit, backoff: backoff, times: map[string]int{}}
}

// next says whether in may be given back once more and how long to wait before.
// A notification without an id can't be counted and may be given back once.
func (p *requeuePolicy) next(in *Incoming) (wait time.Duration, ok bool) {
	if in.UniqueID == "" {
		return p.backoff, !in.Redelivered
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.times[in.UniqueID]
	if n >= p.limit {
		return 0, false
	}
	if len(p.times) >= maxRequeued {
		for id := range p.times { // any of them
			delete(p.times, id)
			break
		}
	}
	p.times[in.UniqueID] = n + 1
	return min(p.backoff<<min(n, 16), maxRequeueBackoff), true
}

// forget drops the count of a finished notification.
func (p *requeuePolicy) forget(in *Incoming) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.times, in.UniqueID)
}
