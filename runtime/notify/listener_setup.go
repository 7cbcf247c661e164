package notify

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/claims"
	"github.com/oslogen/oslogen/runtime/transport"
)

// claim notes what the listener consumes. It fails if a server of this process, or a
// listener of another kind, consumes a queue of that name.
func (l *Listener) claim(sub transport.Subscription) (release func(), err error) {
	if sub.Pool != "" {
		return claims.Take(l.tr, claims.Pool, sub.Pool)
	}
	var queues []string
	for _, b := range sub.Bindings {
		queues = append(queues, b.Key)
	}
	return claims.Take(l.tr, claims.Notifications, queues...)
}

// session is one period from Start to Wait, with the events registered at its
// start.
type session struct {
	*Listener
	sub    transport.Subscription
	events []*event
}

// setUp checks the options and the events, and makes the session.
func (l *Listener) setUp() (*session, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case len(l.errs) > 0:
		return nil, errors.Join(l.errs...)
	case len(l.events) == 0:
		return nil, errors.New("no event is registered")
	case len(l.targets) == 0:
		return nil, errors.New("no target is given")
	case l.poolExpiry != 0 && l.pool == "":
		return nil, errors.New("WithPoolExpiry is for the queue of a pool: use it together with WithPool")
	}
	if most := max(l.batch, l.prefetch); most > maxPrefetch {
		return nil, fmt.Errorf("the batch or the prefetch is %d, and at most %d may be held unacknowledged", most, maxPrefetch)
	}
	if err := l.checkTopics(); err != nil {
		return nil, err
	}
	return &session{Listener: l, sub: l.subscription(), events: slices.Clone(l.events)}, nil
}

// subscription subscribes to the priorities that the events want. The caller holds mu.
func (l *Listener) subscription() transport.Subscription {
	wanted := map[Priority]bool{}
	for _, e := range l.events {
		maps.Copy(wanted, e.wants)
	}
	s := transport.Subscription{Pool: l.pool, PoolExpiry: l.poolExpiry, Prefetch: l.prefetch, Batch: l.batch}
	for _, t := range l.targets {
		for _, p := range slices.Sorted(maps.Keys(wanted)) {
			s.Bindings = append(s.Bindings, transport.Binding{Exchange: cmp.Or(t.Exchange, l.exchange), Key: key(t.Topic, p)})
		}
	}
	if l.requeue != nil {
		s.Waiting = maxWaiting
	}
	return s
}

// checkTopics returns an error for a topic that can't be used, and for an event whose
// topics the listener does not listen to.
func (l *Listener) checkTopics() error {
	var topics []string
	for _, t := range l.targets {
		switch {
		case t.Topic == "":
			return &oslo.InvalidTargetError{Target: t, Reason: "it has no topic"}
		case len(t.Topic) > maxTopic:
			return &oslo.InvalidTargetError{Target: t, Reason: "the topic is longer than 246 bytes"}
		}
		topics = append(topics, t.Topic)
	}
	for _, e := range l.events {
		if len(e.Topics) > 0 && !slices.ContainsFunc(e.Topics, func(t string) bool { return slices.Contains(topics, t) }) {
			return fmt.Errorf("event %q is sent to topic %s, and the listener has topic %s: give it a target of that topic",
				e.Name, strings.Join(e.Topics, " or "), strings.Join(topics, ", "))
		}
	}
	return nil
}

// maxTopic is the longest topic whose queues have names that AMQP allows. With
// ".critical" they have 255 bytes.
const maxTopic = 255 - len(".critical")

// maxPrefetch is the largest prefetch count of basic.qos.
const maxPrefetch = math.MaxUint16
