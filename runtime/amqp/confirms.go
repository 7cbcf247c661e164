package amqp

import (
	"sync"

	oslo "github.com/oslogen/oslogen/runtime"
)

// confirms are the messages of one channel whose confirms are awaited. Confirms come
// in any order, one by one or for all up to a message.
type confirms struct {
	mu      sync.Mutex
	last    uint64 // delivery tag of the last message; the broker counts as we do
	settled uint64 // all up to this one are
	waiting map[uint64]*confirm
	ids     map[oslo.MessageID]*confirm // those that may come back
	forgot  bool                        // whether any was dropped before it was settled
}

func newConfirms() confirms {
	return confirms{waiting: map[uint64]*confirm{}, ids: map[oslo.MessageID]*confirm{}}
}

// confirm is one message's. Its fields are set before done is closed.
type confirm struct {
	done     chan struct{}
	tag      uint64
	unique   oslo.MessageID
	exchange string
	outcome  outcome
	returned bool // no queue took it
}

// outcome is what became of a message.
type outcome int

const (
	outcomeLost   outcome = iota // the channel went; the broker may have the message
	outcomeAbsent                // the channel went because of this message: there is no such exchange
	outcomeTaken                 // basic.ack
	outcomeNacked                // basic.nack
)

// publish adds the confirm to await of a message that write writes: messages are
// counted in the order in which they are written.
func (c *confirms) publish(m *outgoing, write func() error) (*confirm, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := write(); err != nil {
		return nil, err
	}
	c.last++
	waits := &confirm{done: make(chan struct{}), tag: c.last, unique: m.unique, exchange: m.Exchange}
	c.waiting[waits.tag] = waits
	if m.Mandatory {
		c.ids[waits.unique] = waits
	}
	return waits, nil
}

// forget drops one that nobody waits for any longer.
func (c *confirms) forget(waits *confirm) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting[waits.tag] == waits {
		c.drop(waits)
		c.forgot = true
	}
}

// drop takes one out; mu is held.
func (c *confirms) drop(waits *confirm) {
	delete(c.waiting, waits.tag)
	delete(c.ids, waits.unique)
}

// settle ends what a confirm from the broker is about.
func (c *confirms) settle(tag uint64, multiple bool, as outcome) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !multiple {
		c.end(tag, as)
		return
	}
	for last := min(tag, c.last); c.settled < last; {
		c.settled++
		c.end(c.settled, as)
	}
}

// end ends one, if it still waits; mu is held.
func (c *confirms) end(tag uint64, as outcome) {
	if waits := c.waiting[tag]; waits != nil {
		c.drop(waits)
		waits.outcome = as
		close(waits.done)
	}
}

// takeBack marks a message as one that no queue took. The broker returns a message
// before it confirms it.
func (c *confirms) takeBack(unique oslo.MessageID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if waits := c.ids[unique]; waits != nil {
		waits.returned = true
	}
}

// lose ends all; the channel is gone, and nothing more is written on it. When it went
// because an exchange is absent, one message to that exchange is the reason, and was not
// routed; the others to it may have been before. So it is known which only if there was
// one.
func (c *confirms) lose(absent func(exchange string) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var suspects []*confirm
	for _, waits := range c.waiting {
		if absent(waits.exchange) {
			suspects = append(suspects, waits)
		}
	}
	if len(suspects) == 1 && !c.forgot {
		c.end(suspects[0].tag, outcomeAbsent)
	}
	for tag := range c.waiting {
		c.end(tag, outcomeLost)
	}
}
