package runtime

import (
	"slices"
	"sync"
)

// memoryBus is a broker within the process: exchanges bind keys to queues. One
// lock guards it with everything that hangs on it.
type memoryBus struct {
	name  string
	users int // transports that are open; guarded by memoryBuses

	mu       sync.Mutex
	queues   map[string]*memoryQueue
	bindings map[memoryBinding][]*memoryQueue
	replies  map[string]*memory // by the name of their reply queue
}

// memoryBinding is an exchange and a routing key.
type memoryBinding struct{ exchange, key string }

// memoryBuses are the buses of the process by name. A bus lives as long as a
// transport of it is open.
var memoryBuses = struct {
	sync.Mutex
	byName map[string]*memoryBus
}{byName: map[string]*memoryBus{}}

// joinMemoryBus returns the bus of that name, a new one if there is none.
func joinMemoryBus(name string) *memoryBus {
	memoryBuses.Lock()
	defer memoryBuses.Unlock()
	b := memoryBuses.byName[name]
	if b == nil {
		b = &memoryBus{
			name: name, queues: map[string]*memoryQueue{},
			bindings: map[memoryBinding][]*memoryQueue{}, replies: map[string]*memory{},
		}
		memoryBuses.byName[name] = b
	}
	b.users++
	return b
}

// leave gives the bus up; the last one to leave takes it down.
func (b *memoryBus) leave() {
	memoryBuses.Lock()
	defer memoryBuses.Unlock()
	if b.users--; b.users == 0 {
		delete(memoryBuses.byName, b.name)
	}
}

// queue declares a queue and binds it. It, and what follows, runs under the lock.
func (b *memoryBus) queue(name string, bind ...memoryBinding) *memoryQueue {
	q := b.queues[name]
	if q == nil {
		q = &memoryQueue{}
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
func (b *memoryBus) remove(name string) {
	gone := b.queues[name]
	if gone == nil {
		return
	}
	delete(b.queues, name)
	for k, queues := range b.bindings {
		queues = slices.DeleteFunc(queues, func(q *memoryQueue) bool { return q == gone })
		if b.bindings[k] = queues; len(queues) == 0 {
			delete(b.bindings, k)
		}
	}
}

// publish puts m into every queue bound to the key. It reports false when there is none.
func (b *memoryBus) publish(to memoryBinding, m memoryMessage) bool {
	queues := b.bindings[to]
	m.key = to.key
	for _, q := range queues {
		q.push(m)
	}
	return len(queues) > 0
}
