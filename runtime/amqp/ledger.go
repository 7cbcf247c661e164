package amqp

import (
	"sync"
	"sync/atomic"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
	"github.com/oslogen/oslogen/runtime/transport"
)

// ledger holds the messages written to one channel whose fate is not known yet,
// in the order of writing. A broker that closes the channel because of a
// message has processed all messages before it and none behind it.
type ledger struct {
	tell func(*entry, outcome, error) // called once for each entry, must not block
	bulk *atomic.Int64                // the bytes of the large messages of all lanes

	mu    sync.Mutex
	all   []entry // from head on, after the settled ones
	head  int
	first uint64                    // the number of all[head], as the broker numbers confirms
	kept  int                       // bytes of the parcels
	any   bool                      // whether the broker has processed a message of this channel
	ids   map[transport.ID]*confirm // of messages that wait and may come back
	done  chan struct{}             // of empty, or nil

	searched uint64 // the number of the first entry that originOf has not looked at
}

func newLedger(tell func(*entry, outcome, error), bulk *atomic.Int64) ledger {
	return ledger{tell: tell, bulk: bulk, first: 1, ids: map[transport.ID]*confirm{}}
}

// writer is a channel.
type writer interface {
	Publish(*frame.Message) (position uint64, err error)
}

// publish writes m to the channel and enters it: messages are numbered in the order in
// which they are written.
func (l *ledger) publish(to writer, m *outgoing, o owner) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.weigh(len(m.Body)) // first: it takes a while to write a large one
	position, err := to.Publish(&m.Message)
	if err != nil {
		l.weigh(-len(m.Body))
		return err
	}
	if l.head > 64 && l.head > len(l.all)/2 {
		n := copy(l.all, l.all[l.head:])
		clear(l.all[n:])
		l.all, l.head = l.all[:n], 0
	}
	l.all = append(l.all, entry{position: position, size: len(m.Body), exchange: m.Exchange, key: m.Key, owner: o})
	if o.parcel != nil {
		l.kept += len(m.Body)
	}
	if o.waits != nil && m.Mandatory {
		l.ids[o.waits.unique] = o.waits
	}
	return nil
}

// smallMessage is the size in bytes of a message that every broker is taken to accept,
// and that holds up no other for long.
const smallMessage = 64 << 10

// weigh counts the bytes of a message that is large, which go away with a minus.
func (l *ledger) weigh(bytes int) {
	if max(bytes, -bytes) > smallMessage {
		l.bulk.Add(int64(bytes))
	}
}

// forget is for a sender that waits no longer. Its message stays an entry.
func (l *ledger) forget(waits *confirm) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.ids, waits.unique)
}

// last returns the number of the last message, 0 before the first.
func (l *ledger) last() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.first + uint64(len(l.all)-l.head) - 1
}

// open is how many messages are not settled, counted from the oldest, and how many
// bytes are kept of them.
func (l *ledger) open() (messages, bytes int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.all) - l.head, l.kept
}

// settle takes a confirm.
func (l *ledger) settle(c frame.Confirm) {
	as := outcomeNacked
	if c.Taken {
		as = outcomeTaken
	}
	if c.Multiple {
		l.upTo(c.Tag, as)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if c.Tag < l.first || c.Tag-l.first >= uint64(len(l.all)-l.head) {
		return
	}
	l.end(&l.all[l.head+int(c.Tag-l.first)], as, nil)
	l.popSettled()
}

// proven takes that the broker has processed all messages up to a number.
func (l *ledger) proven(number uint64) { l.upTo(number, outcomeTaken) }

func (l *ledger) upTo(number uint64, as outcome) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.head < len(l.all) && l.first <= number {
		l.end(&l.all[l.head], as, nil)
		l.pop()
	}
	l.popSettled()
}

// end tells the owner the fate of an entry. The caller holds mu.
func (l *ledger) end(e *entry, as outcome, reason error) {
	if e.settled {
		return
	}
	e.settled = true
	l.any = l.any || as == outcomeTaken
	if e.parcel != nil {
		l.kept -= e.size
	}
	l.weigh(-e.size)
	if w := e.waits; w != nil {
		delete(l.ids, w.unique)
		w.outcome, w.reason = as, reason
		close(w.done)
	}
	l.tell(e, as, reason)
}

// popSettled drops the oldest entries that were settled out of order. The
// caller holds mu.
func (l *ledger) popSettled() {
	for l.head < len(l.all) && l.all[l.head].settled {
		l.pop()
	}
}

// pop drops the oldest entry, which is settled. The caller holds mu.
func (l *ledger) pop() {
	l.all[l.head] = entry{}
	l.head++
	l.first++
	if l.head == len(l.all) && l.done != nil {
		close(l.done)
		l.done = nil
	}
}

// empty returns a channel that is closed once no message is open. Nothing is written
// any more.
func (l *ledger) empty() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	done := make(chan struct{})
	if l.head == len(l.all) {
		close(done)
	} else {
		l.done = done
	}
	return done
}

// takeBack marks a message that no queue took. The broker returns a message
// before it confirms it.
func (l *ledger) takeBack(unique transport.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if w := l.ids[unique]; w != nil {
		w.returned = true
	}
}

// originOf returns the request that a reply answers, if the reply is among the
// entries, or nil. Replies come back in the order of their sending, so it looks at each
// entry once.
func (l *ledger) originOf(reply transport.ID) *origin {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.searched = max(l.searched, l.first)
	for i := l.head + int(l.searched-l.first); i < len(l.all); i++ {
		if p := l.all[i].parcel; p != nil && p.unique == reply {
			l.searched = l.first + uint64(i-l.head) + 1
			return p.origin
		}
	}
	return nil
}

// lose ends all: the channel is gone, and nothing more is written on it. neverLeft says
// whether a message at that position of the stream was provably never sent.
func (l *ledger) lose(c *complaint, neverLeft func(position uint64) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	first, last := l.suspects(c)
	for ; l.head < len(l.all); l.pop() {
		e := &l.all[l.head]
		switch i := l.head; {
		case neverLeft(e.position):
			l.end(e, outcomeUnprocessed, c.reason)
		case first < 0: // the complaint is about no message
			l.end(e, outcomeUnknown, c.reason)
		case i < first:
			l.end(e, outcomeTaken, nil)
		case i > last:
			l.end(e, outcomeUnprocessed, c.reason)
		case first == last:
			l.end(e, outcomeRefused, c.refusal())
		default:
			l.end(e, outcomeUnknown, c.reason)
		}
	}
}

// suspects returns the indexes of the first and the last entry that may have
// made the broker close the channel, or -1. The caller holds mu.
func (l *ledger) suspects(c *complaint) (first, last int) {
	first, last = -1, -1
	for i := l.head; i < len(l.all); i++ {
		if e := &l.all[i]; e.settled || !c.isOf(e) {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		if c.always || c.first && !l.any {
			break // the first of them is the one
		}
	}
	return first, last
}
