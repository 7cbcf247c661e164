package amqp

import (
	"context"
	"sync"

	"github.com/google/uuid"
	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// listener consumes the queues of a server or of a notification listener on a
// connection of its own.
type listener struct {
	supervisor
	id       string // unique
	queues   []queue
	prefetch int
	offsets  []any // where each queue is read from, for streams, used by the link only
	link     *link
	inbox    *inbox
	read     func(message) // hands one message over, may block
	doubts   doubts
	lost     func(queue, *conn.Arrival) // gets requests that were not begun when their channel was lost
	ready    bool                       // whether it was set up before, used by the link only
	alone    bool                       // whether no other server consumes the shared queue, used by the link only

	redeclared chan struct{} // holds a token when a queue was declared again on the connection
	reconsume  chan struct{} // asks for new consumers: see repair

	stopping  chan struct{} // closed by Stop
	stopped   chan struct{} // closed when the last message has been handed over
	stopOnce  sync.Once
	closeOnce sync.Once
	onClose   func()
}

// start begins to consume, in the background.
func (l *listener) start() {
	l.link.start()
	go func() { // ends when the inbox is closed and empty and the sink has returned
		defer close(l.stopped)
		for d, ok := l.inbox.take(); ok; d, ok = l.inbox.take() {
			l.read(d)
		}
	}()
}

// newListener makes a listener that does nothing before start.
func newListener(s supervisor, name string, queues []queue, prefetch int, in *inbox, read func(message)) *listener {
	l := &listener{
		supervisor: s, id: uuid.NewString(), queues: queues, prefetch: prefetch, inbox: in, read: read,
		redeclared: make(chan struct{}, 1), reconsume: make(chan struct{}),
		stopping: make(chan struct{}), stopped: make(chan struct{}), offsets: make([]any, len(queues)),
	}
	for i := range l.offsets {
		l.offsets[i] = "last"
	}
	l.link = s.link(name, l.setup)
	return l
}

// setup declares every queue, and then consumes every queue.
func (l *listener) setup(ctx context.Context, on *conn.Conn) (func(context.Context) error, error) {
	all, inDoubt := make([]*source, len(l.queues)), false
	for i := range l.queues {
		q, found, err := l.declare(ctx, on, i)
		if err != nil {
			return nil, err
		}
		all[i] = &source{queue: q, sole: q.private || q.own && l.ready}
		if l.shared(q) {
			all[i].back = l.comesBack(ctx, on, q, found)
			inDoubt = inDoubt || all[i].back > 0
		}
	}
	l.doubts.reopen(inDoubt)
	s, err := openSources(ctx, on, l.config, l.inbox, len(all))
	if err != nil {
		return nil, err
	}
	for i, from := range all {
		l.link.asks("consume queue " + from.name)
		if err := s.add(ctx, from, l.prefetch, l.offsets[i]); err != nil {
			l.queues[i].renew(on, err)
			l.lose(s)
			return nil, err
		}
	}
	again := l.ready
	l.ready = true
	return func(ctx context.Context) error { return l.serve(ctx, s, again, inDoubt) }, nil
}

// declare declares a queue as peers do and returns it as it is there. A queue
// with the other durability is taken as it is, as oslo.messaging 14.1 and later
// does, but never in place of a quorum queue.
func (l *listener) declare(ctx context.Context, on *conn.Conn, i int) (queue, amqp091.Queue, error) {
	q := l.queues[i]
	l.link.asks("declare queue " + q.name)
	found, err := declareOn(ctx, on, q)
	for other, clash := q.asThere(err); clash; other, clash = q.asThere(err) {
		l.log.Warn("queue or exchange is there but not durable; using it as it is", "queue", q.name, "error", err.Error())
		q = other
		found, err = declareOn(ctx, on, other)
	}
	if err != nil {
		err = declareError("queue "+q.name, err)
		l.queues[i].renew(on, err)
	}
	return q, found, err
}

// serve keeps the queues consumed until the channel is lost, or until Stop and
// then Close.
func (l *listener) serve(ctx context.Context, s *sources, again, inDoubt bool) error {
	defer l.lose(s)
	looking, cancel := context.WithCancel(ctx)
	defer cancel()
	broken, alone := make(chan error, 1), make(chan bool)
	go func() { broken <- l.repair(looking, s, again) }() // ends with serve
	go l.look(looking, s.conn, inDoubt, alone)            // ends with serve
	for {
		var err error
		select {
		case closed := <-s.closed:
			return s.lost(closed)
		case <-s.conn.Lost():
			return s.conn.Reason()
		case tag := <-s.cancelled:
			err = l.restart(ctx, s, tag)
		case <-l.inbox.pressure:
			err = l.pace(ctx, s)
		case <-l.reconsume:
			_, slow := l.inbox.pace()
			err = s.pace(ctx, l.ahead(slow))
		case l.alone = <-alone:
			l.decide(l.alone)
		case err = <-broken:
			broken = nil
		case <-l.stopping:
			cancel()
			err = l.drain(ctx, s)
		case <-ctx.Done():
			l.deleteQueues(s.conn)
			return ctx.Err()
		}
		if err != nil {
			return err
		}
	}
}

// restart consumes a queue again whose consumer the broker has cancelled, because
// the queue was deleted or its node was lost. A stream goes on at its end, as in
// oslo.messaging.
func (l *listener) restart(ctx context.Context, s *sources, tag string) error {
	from := s.consumedBy(tag)
	if from == nil {
		return nil // another consumer of the queue has taken its place
	}
	l.log.Warn("consumer cancelled by the broker; consuming again", "queue", from.name)
	for i, at := range s.all {
		if at != from {
			continue
		}
		q, _, err := l.declare(ctx, s.conn, i)
		if err != nil {
			return err
		}
		from.queue = q
		select {
		case l.redeclared <- struct{}{}:
		default:
		}
		s.forget(tag)
		_, slow := l.inbox.pace()
		return s.consume(ctx, from, l.ahead(slow), "last")
	}
	return nil
}

// ahead is how many messages a consumer gets without acknowledgement.
func (l *listener) ahead(slow bool) int {
	if slow {
		return 1
	}
	return l.prefetch
}

// pace lets the broker send one message at a time while the inbox is full: at
// most one request of a queue is then in doubt when the connection is lost.
func (l *listener) pace(ctx context.Context, s *sources) error {
	want, slow := l.inbox.pace()
	if want == slow {
		return nil
	}
	if err := s.pace(ctx, l.ahead(want)); err != nil {
		return err
	}
	l.inbox.setSlow(want)
	return nil
}

// lose gives the channel up. Its deliveries without an acknowledgement come
// again.
func (l *listener) lose(s *sources) {
	s.conn.CloseChannel(s.ch)
	for _, d := range l.inbox.lose(s.ch) {
		if l.lost != nil {
			l.lost(d.from.queue, &d.Arrival)
		}
	}
	for i, from := range s.all {
		if next := from.offset.Load(); from.stream && next > 0 {
			l.offsets[i] = next
		}
	}
}
