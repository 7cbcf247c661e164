package notify

import (
	"sync"
	"time"
)

// batcher collects notifications. It passes them on when it holds size of them,
// or when wait has passed since the first.
type batcher struct {
	size int
	wait time.Duration
	pass func([]*Incoming)

	mu    sync.Mutex
	batch []*Incoming
	timer *time.Timer // of the current batch
}

func newBatcher(size int, wait time.Duration, pass func([]*Incoming)) *batcher {
	return &batcher{size: size, wait: wait, pass: pass}
}

// add blocks while pass does, which slows the bus down.
func (b *batcher) add(in *Incoming) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.batch = append(b.batch, in)
	if len(b.batch) >= b.size {
		b.flushLocked()
	} else if len(b.batch) == 1 && b.wait > 0 {
		b.timer = time.AfterFunc(b.wait, b.flush)
	}
}

// flush passes the current batch on. A late timer may pass the next batch on
// early, which does no harm.
func (b *batcher) flush() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.flushLocked()
}

func (b *batcher) flushLocked() {
	if b.timer != nil {
		b.timer.Stop()
	}
	if len(b.batch) > 0 {
		batch := b.batch
		b.batch = nil
		b.pass(batch)
	}
}
