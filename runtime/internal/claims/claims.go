// Package claims notes which queues a process consumes, and for what. RPC,
// notifications and pools of listeners name their queues in one space: a pool with the
// name of a topic would take calls away from the servers of that topic.
package claims

import (
	"fmt"
	"reflect"
	"sync"
)

// Use is what a queue is consumed for.
type Use string

// The uses of queues.
const (
	RPC           Use = "requests"
	Notifications Use = "notifications"
	Pool          Use = "a pool of notification listeners"
)

// claim is a queue of a bus.
type claim struct {
	bus   any
	queue string
}

// busOf identifies the bus of a transport, so that two transports of one program to
// one broker share their claims. A transport says it by a method BusID.
func busOf(transport any) any {
	if t, ok := transport.(interface{ BusID() any }); ok {
		return t.BusID()
	}
	return transport
}

// holding is the use of a claimed queue, and how many claimed it.
type holding struct {
	use Use
	n   int
}

var held = struct {
	sync.Mutex
	by map[claim]*holding
}{by: map[claim]*holding{}}

// Take claims queues of a transport for a use until release is called. It fails if this
// process consumes one of them for another use. Any number may claim a queue for one
// use.
func Take(transport any, use Use, queues ...string) (release func(), err error) {
	bus := busOf(transport)
	if !reflect.TypeOf(bus).Comparable() {
		return func() {}, nil
	}
	held.Lock()
	defer held.Unlock()
	for _, q := range queues {
		if h := held.by[claim{bus, q}]; h != nil && h.use != use {
			return nil, fmt.Errorf("queue %s would be consumed for %s, and this process consumes it for %s: choose another name", q, use, h.use)
		}
	}
	for _, q := range queues {
		key := claim{bus, q}
		if held.by[key] == nil {
			held.by[key] = &holding{use: use}
		}
		held.by[key].n++
	}
	return sync.OnceFunc(func() { give(bus, queues) }), nil
}

func give(bus any, queues []string) {
	held.Lock()
	defer held.Unlock()
	for _, q := range queues {
		key := claim{bus, q}
		if held.by[key].n--; held.by[key].n == 0 {
			delete(held.by, key)
		}
	}
}
