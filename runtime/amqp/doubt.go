package amqp

import (
	"context"
	"sync"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// doubts holds requests that came again to a server that was alone when it last looked.
// Another server may have joined since. It may have begun the requests, and have lost
// its connection at the same moment. It would be back within comeBack: the requests are
// dropped then, and run otherwise.
type doubts struct {
	mu      sync.Mutex
	held    []message
	verdict verdict // about this connection
	inDoubt bool    // whether such requests may still come over it
}

// comeBack is how long another server may take to consume its queue again.
const comeBack = 3 * time.Second

// verdict says whether another server may have begun a request that came again.
type verdict uint8

const (
	undecided verdict = iota
	begunByNobody
	perhapsBegun
)

// judge returns the verdict, or holds the request until there is one.
func (d *doubts) judge(m message) verdict {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.verdict == undecided {
		m.heldAt = time.Now()
		d.held = append(d.held, m)
	}
	return d.verdict
}

// reopen is for a new connection.
func (d *doubts) reopen(inDoubt bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.verdict, d.inDoubt = undecided, inDoubt
}

// decide gives the verdict and returns the requests that wait for it.
func (d *doubts) decide(v verdict) []message {
	d.mu.Lock()
	defer d.mu.Unlock()
	held := d.held
	d.held, d.verdict = nil, v
	for i := range held {
		held[i].verdict = v
	}
	return held
}

// areOpen reports whether requests wait for the verdict, or may still come to.
func (d *doubts) areOpen() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.held) > 0 || d.inDoubt && d.verdict == undecided
}

// decide hands over the requests that were in doubt.
func (l *listener) decide(alone bool) {
	v := perhapsBegun
	if alone {
		v = begunByNobody
	}
	l.inbox.again(l.doubts.decide(v))
}

// decideLast decides about the requests in doubt of a listener that has stopped
// consuming.
func (l *listener) decideLast(ctx context.Context, on *conn.Conn) {
	if !l.doubts.areOpen() {
		return
	}
	others, err := 0, conn.Sleep(ctx, comeBack)
	for _, q := range l.queues {
		if err == nil && l.shared(q) {
			var n int
			_, n, err = count(ctx, on, q)
			others += n
		}
	}
	l.decide(err == nil && others == 0)
}
