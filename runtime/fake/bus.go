package fake

import (
	"slices"
	"sync"
)

// bus is a broker within the process: exchanges bind keys to queues. One lock
// guards it and everything that belongs to it.
type bus struct {
	name  string
	users int // open transports, guarded by buses

	mu       sync.Mutex
	queues   map[string]*queue
	bindings map[binding][]*queue
	replies  map[string]*conn // by reply queue
}

// binding is an exchange and a routing key.
type binding struct{ exchange, key string }

// buses are the buses of the process by name. A bus lives until its last
// transport is closed.
var buses = struct {
	sync.Mutex
	byName map[string]*bus
}{byName: map[string]*bus{}}

// joinBus returns the bus with a name. It makes a new one if there is none.
func joinBus(name string) *bus {
	buses.Lock()
	defer buses.Unlock()
	b := buses.byName[name]
	if b == nil {
		b = &bus{
			name: name, queues: map[string]*queue{},
			bindings: map[binding][]*queue{}, replies: map[string]*conn{},
		}
		buses.byName[name] = b
	}
	b.users++
	return b
}

// leave gives the bus up. The last transport removes it.
func (b *bus) leave() {
	buses.Lock()
	defer buses.Unlock()
	if b.users--; b.users == 0 {
		delete(buses.byName, b.name)
	}
}

// queue declares a queue and binds it. The methods from here on run under the
// lock.
func (b *bus) queue(name string, bind ...binding) *queue {
	q := b.queues[name]
	if q == nil {
		q = &queue{name: name}
		b.queues[name] = q
	}
	for _, k := range bind {
		if !slices.Contains(b.bindings[k], q) {
			b.bindings[k] = append(b.bindings[k], q)
		}
	}
	return q
}

// remove deletes a queue, with its messages and bindings.
func (b *bus) remove(name string) {
	gone := b.queues[name]
	if gone == nil {
		return
	}
	delete(b.queues, name)
	for k, queues := range b.bindings {
		queues = slices.DeleteFunc(queues, func(q *queue) bool { return q == gone })
		if b.bindings[k] = queues; len(queues) == 0 {
			delete(b.bindings, k)
		}
	}
}

// publish puts m into every queue bound to the key. It reports whether there is
// one.
func (b *bus) publish(to binding, m message) bool {
	queues := b.bindings[to]
	m.key = to.key
	for _, q := range queues {
		q.push(m)
	}
	return len(queues) > 0
}
