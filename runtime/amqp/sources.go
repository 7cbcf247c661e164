package amqp

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// source is one queue that a listener consumes.
type source struct {
	queue
	sole   bool         // no other server can have taken a request that comes again
	back   int          // how many next requests only a server that joined lately can have begun
	offset atomic.Int64 // of a stream: the offset after the last message taken, 0 before the first
	tag    string       // of its consumer now
}

// passed remembers the last message taken from a stream.
func (s *source) passed(d *conn.Arrival) {
	if !s.stream {
		return
	}
	if offset, ok := d.StreamOffset(); ok {
		s.offset.Store(offset + 1)
	}
}

// isBack reports whether the next request was in the queue when this listener, which was
// alone, came back. It is called once for each, in their order.
func (s *source) isBack() bool {
	if s.back == 0 {
		return false
	}
	s.back--
	return true
}

// sources are a listener's queues on one connection. They share one channel, so
// a listener needs one, however many queues it has. Its methods that talk to
// the broker are called one at a time.
type sources struct {
	conn      *conn.Conn
	ch        *conn.Channel
	config    *Config
	inbox     *inbox
	all       []*source
	closed    chan *amqp091.Error // says why the channel was closed
	cancelled chan string         // tags of consumers that the broker has cancelled

	mu    sync.Mutex
	byTag map[string]*source
}

// openSources opens the channel. Messages go to the inbox.
func openSources(ctx context.Context, on *conn.Conn, config *Config, in *inbox, queues int) (*sources, error) {
	s := &sources{
		conn: on, config: config, inbox: in, byTag: map[string]*source{},
		cancelled: make(chan string, 2*queues), // one queue has two consumers at most
	}
	err := s.do(ctx, func() (err error) {
		if s.ch, err = on.Open(conn.Handlers{Delivered: s.deliver, Quiet: in.settle}); err != nil {
			return err
		}
		s.closed = s.ch.NotifyClose(make(chan *amqp091.Error, 1))
		s.ch.NotifyCancel(s.cancelled)
		return nil
	})
	if err != nil {
		return nil, declareError("consumer", err)
	}
	return s, nil
}

// deliver puts a message into the inbox.
func (s *sources) deliver(d *conn.Arrival) {
	s.mu.Lock()
	from := s.byTag[d.Consumer]
	s.mu.Unlock()
	if from != nil {
		s.inbox.put(message{Arrival: *d, from: from})
	}
}

// do runs synchronous requests on the connection.
func (s *sources) do(ctx context.Context, f func() error) error {
	if s.config.replicated() {
		return s.conn.DoOrHang(ctx, f)
	}
	return s.conn.Do(ctx, f)
}

// add consumes a queue. offset is where a stream begins.
func (s *sources) add(ctx context.Context, from *source, prefetch int, offset any) error {
	if err := s.consume(ctx, from, prefetch, offset); err != nil {
		return err
	}
	s.all = append(s.all, from)
	return nil
}

// consume makes a consumer of a queue that gets at most prefetch messages
// without acknowledgement, any number if that is negative.
func (s *sources) consume(ctx context.Context, from *source, prefetch int, offset any) error {
	tag := consumerTag()
	s.mu.Lock()
	s.byTag[tag] = from
	s.mu.Unlock()
	err := s.do(ctx, func() error {
		if err := s.ch.Qos(max(prefetch, 0), 0, false); err != nil {
			return err
		}
		_, err := s.ch.Consume(from.name, tag, false, false, false, false, s.config.consumeArgs(from.queue, offset))
		return err
	})
	if err != nil {
		return declareError("consumer of "+from.name, s.reason(err))
	}
	from.tag = tag
	return nil
}

// lastConsumer numbers the consumers of the process.
var lastConsumer atomic.Uint64

func consumerTag() string { return strconv.FormatUint(lastConsumer.Add(1), 10) }

// reason is why the channel was closed, if that is behind err.
func (s *sources) reason(err error) error {
	if !errors.Is(err, amqp091.ErrClosed) {
		return err
	}
	select {
	case reason := <-s.closed:
		if reason != nil {
			return reason
		}
	default:
	}
	return err
}

// pace gives every queue a consumer that gets prefetch messages. The new
// consumer starts before the old one ends, because a queue without consumers
// may be deleted. Streams and quorum queues keep their consumers. A quorum
// queue may count messages as delivered for ever to a consumer that was
// cancelled while they were on their way (seen with RabbitMQ 3.10 and 4).
func (s *sources) pace(ctx context.Context, prefetch int) error {
	for _, from := range s.all {
		if from.stream || from.isQuorum() {
			continue
		}
		old := from.tag
		if err := s.consume(ctx, from, prefetch, nil); err != nil {
			return err
		}
		if err := s.cancel(ctx, old); err != nil {
			return err
		}
	}
	return nil
}

// cancel ends a consumer. Messages that were on their way have arrived when it
// returns.
func (s *sources) cancel(ctx context.Context, tag string) error {
	if err := s.do(ctx, func() error { return s.ch.Cancel(tag, false) }); err != nil {
		return fmt.Errorf("%w: cancel a consumer: %w", errLost, s.reason(err))
	}
	s.forget(tag)
	return nil
}

// forget is for a consumer that has ended.
func (s *sources) forget(tag string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byTag, tag)
}

// consumedBy returns the queue whose consumer has the tag now, or nil.
func (s *sources) consumedBy(tag string) *source {
	for _, from := range s.all {
		if from.tag == tag {
			return from
		}
	}
	return nil
}

// stop ends every consumer.
func (s *sources) stop(ctx context.Context) error {
	for _, from := range s.all {
		if err := s.cancel(ctx, from.tag); err != nil {
			return err
		}
	}
	return nil
}

// lost returns the reason why the channel is gone. closed is the broker's own
// reason.
func (s *sources) lost(closed *amqp091.Error) error {
	if closed != nil && s.conn.Alive() {
		return fmt.Errorf("channel of %s closed: %w", s.all[0].name, closed)
	}
	return s.conn.Reason()
}
