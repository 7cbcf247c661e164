package amqp

import "time"

// An inbox is full when it holds its limit of requests, or maxInboxBytes.

// fullAfter is how long more messages may arrive at a full inbox before slow
// consumers replace the fast ones. That costs the broker more than a burst that
// the workers take up in this time.
const fullAfter = 10 * time.Millisecond

// wantsSlow reports whether consumers should get one message at a time: from
// the moment on at which the inbox overflows until it is half empty. It
// overflows when it is full for a while, or holds twice its limit. mu is held.
func (b *inbox) wantsSlow() bool {
	held := len(b.ready) - b.next
	switch {
	case b.ack == nil || b.limit == 0:
		return false
	case b.slow:
		return held > b.limit/2 || b.bytes > maxInboxBytes/2
	case b.bytes >= maxInboxBytes || held >= 2*b.limit:
		return true
	case held < b.limit:
		b.full = time.Time{}
		return false
	case b.full.IsZero():
		b.full = time.Now()
	}
	return time.Since(b.full) >= fullAfter
}

// pace returns whether consumers should get one message at a time, and whether
// they do.
func (b *inbox) pace() (want, slow bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.wantsSlow(), b.slow
}

// setSlow notes how consumers get their messages from now on.
func (b *inbox) setSlow(slow bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.slow, b.full = slow, time.Time{}
	b.admit()
}
