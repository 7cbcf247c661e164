package traffic

import "time"

// Pair is a request and its answer.
type Pair struct {
	Request *Entry
	Reply   *Entry        // nil if none came
	Took    time.Duration // from the copy of the request to that of its reply
	Late    bool          // no reply came within the timeout of the call
}

// Pairs joins calls with their replies. It is not safe for concurrent use.
type Pairs struct {
	waiting map[string]*Entry
	order   []*Entry // of waiting, oldest first, with entries that are answered
}

// NewPairs returns an empty set of calls.
func NewPairs() *Pairs { return &Pairs{waiting: map[string]*Entry{}} }

// maxWaiting is how many calls may wait for their reply. The oldest is given up
// beyond it.
const maxWaiting = 100_000

// defaultTimeout is that of a call which does not say (rpc_response_timeout).
const defaultTimeout = time.Minute

// Add takes a message, and returns the pair that it completes. It is nil for calls,
// whose reply comes later, for heartbeats and for replies to calls not seen.
func (p *Pairs) Add(e *Entry) *Pair {
	switch e.Kind {
	case Call:
		p.waiting[e.MessageID()] = e
		p.order = append(p.order, e)
		return nil
	case Reply:
		call := p.waiting[e.MessageID()]
		if call == nil {
			return nil
		}
		delete(p.waiting, e.MessageID())
		return &Pair{Request: call, Reply: e, Took: e.At.Sub(call.At)}
	case Cast, Fanout:
		return &Pair{Request: e}
	}
	return nil
}

// Overdue takes out the calls whose timeout has passed, oldest first.
func (p *Pairs) Overdue(now time.Time) (late []*Pair) {
	kept := p.order[:0]
	for _, call := range p.order {
		timeout := call.Timeout
		if timeout == 0 {
			timeout = defaultTimeout
		}
		switch {
		case p.waiting[call.MessageID()] != call: // answered
		case now.Sub(call.At) > timeout, len(p.waiting) > maxWaiting:
			delete(p.waiting, call.MessageID())
			late = append(late, &Pair{Request: call, Late: true, Took: now.Sub(call.At)})
		default:
			kept = append(kept, call)
		}
	}
	clear(p.order[len(kept):])
	p.order = kept
	return late
}

// Oldest is how long the oldest call has waited.
func (p *Pairs) Oldest(now time.Time) time.Duration {
	for _, call := range p.order {
		if p.waiting[call.MessageID()] == call {
			return now.Sub(call.At)
		}
	}
	return 0
}

// Flush takes out all calls, oldest first, as pairs without a reply.
func (p *Pairs) Flush() (out []*Pair) {
	for _, call := range p.order {
		if p.waiting[call.MessageID()] == call {
			out = append(out, &Pair{Request: call})
		}
	}
	p.order = nil
	clear(p.waiting)
	return out
}

// Waiting is how many calls wait for their reply.
func (p *Pairs) Waiting() int { return len(p.waiting) }
