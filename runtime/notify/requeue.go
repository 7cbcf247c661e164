package notify

import (
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

const (
	defaultRequeueLimit   = 10
	defaultRequeueBackoff = time.Second
	maxRequeueBackoff     = time.Minute

	// maxWaiting is how many notifications may wait to be given back, beside those
	// that the prefetch allows.
	maxWaiting = 1000

	// maxRequeued is how many notifications are counted; beyond it the counts of
	// others are lost, who may then come more often.
	maxRequeued = 10_000
)

// requeuePolicy counts how often each notification was given back. The bus does
// not: it only says that one was delivered before.
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

// next says how long to wait before in is given back once more, and whether it
// may be. One without an id can't be counted: it may be given back once.
func (p *requeuePolicy) next(in *oslo.IncomingNotification) (wait time.Duration, ok bool) {
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
		for id := range p.times { // any one
			delete(p.times, id)
			break
		}
	}
	p.times[in.UniqueID] = n + 1
	return min(p.backoff<<min(n, 16), maxRequeueBackoff), true
}

// forget drops the count of a notification that is done.
func (p *requeuePolicy) forget(in *oslo.IncomingNotification) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.times, in.UniqueID)
}
