package amqp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Driver makes transports for rabbit:// and kombu:// URLs. The URL's query
// overrides opts.
func Driver(opts ...Option) oslo.Driver {
	return oslo.Driver{
		Schemes: []string{"rabbit", "kombu"},
		Open: func(_ context.Context, u *transport.URL, s transport.Settings) (oslo.Transport, error) {
			return open(u, s, opts)
		},
	}
}

// driver is the transport over RabbitMQ.
type driver struct {
	config   Config
	settings transport.Settings
	bus      string // the brokers' addresses and the virtual host
	log      *slog.Logger
	links    supervisor
	names    *namer
	pool     *pool
	calls    *inflight.Table[transport.Reply]
	replies  *replies
	resender *resender
	logged   func() // waits for the lines of lateLogger

	mu        sync.Mutex
	listeners map[*listener]struct{}
	closed    bool
	closing   chan struct{} // closed by Close
	done      chan struct{} // closed when Close has finished
}

var _ oslo.Transport = (*driver)(nil)

// transports numbers the transports of the process, for logs.
var transports atomic.Uint64

func open(u *transport.URL, s transport.Settings, opts []Option) (*driver, error) {
	config, err := configure(u, opts)
	if err != nil {
		return nil, fmt.Errorf("transport URL %s: %w", u.String(), err)
	}
	log := s.Logger.With("transport", transports.Add(1))
	late, logged := lateLogger(log)
	t := &driver{
		config: config, settings: s, log: log, logged: logged,
		bus:       busOf(u),
		names:     &namer{},
		calls:     inflight.NewTable[transport.Reply](config.MaxCalls),
		listeners: map[*listener]struct{}{},
		closing:   make(chan struct{}),
		done:      make(chan struct{}),
	}
	if config.QueueManager {
		t.names.manager = newQueueManager(&t.config, t.log)
	}
	t.links = supervisor{dialer: conn.NewDialer(t.config.connection(u, t.log)), config: &t.config, log: t.log}
	t.pool = newPool(t.links.dialer.Route("send"), &t.config, t.log, t.newPublisher)
	t.replies = newReplies(t.links, late, t.names, t.calls)
	t.replies.drop = s.Drop
	t.resender = newResender(&t.config, late, t.pool)
	return t, nil
}

// busOf is the same text for all transports to the same brokers.
func busOf(u *transport.URL) string {
	var hosts []string
	for _, h := range u.Hosts {
		hosts = append(hosts, h.Address())
	}
	slices.Sort(hosts)
	return strings.Join(hosts, ",") + "/" + u.VirtualHost
}

// BusID identifies the brokers, for the check of queue names.
func (t *driver) BusID() any { return t.bus }

// configure applies the options, then the URL's query, then the defaults.
func configure(u *transport.URL, opts []Option) (Config, error) {
	var c Config
	for _, opt := range opts {
		if opt == nil {
			return c, errors.New("an option of amqp.Driver is nil")
		}
		if err := opt(&c); err != nil {
			return c, err
		}
	}
	for name, value := range u.Query {
		if err := c.Set(name, value); err != nil {
			return c, err
		}
	}
	c = c.withDefaults()
	return c, c.validate()
}

func (t *driver) newPublisher(c *conn.Conn) *publisher {
	p := &publisher{Conn: c, config: &t.config, declared: map[declarable]*declaration{}}
	p.sizeLimit.Store(int64(cmp.Or(t.config.MaxMessageSize, c.Broker().MaxMessageSize())))
	p.taken.Store(smallMessage)
	p.lanes = newLanes(c.ChannelMax(), func(key laneKey) *lane {
		return &lane{
			key: key, conn: c, replicated: t.config.replicated(), log: t.log,
			onReturn: t.returned, onEnd: t.tell, onClosed: p.learn,
		}
	})
	return p
}

// Settings returns the defaults the transport was opened with.
func (t *driver) Settings() transport.Settings { return t.settings }

// Health implements oslo.Transport.
func (t *driver) Health() error {
	select {
	case <-t.closing:
		return oslo.ErrClosed
	default:
	}
	h, _ := HealthOf(t)
	return h.Err()
}

// Closed implements oslo.Transport.
func (t *driver) Closed() <-chan struct{} { return t.closing }

// Close ends all listeners, fails all calls with ErrClosed, and closes every
// connection.
func (t *driver) Close() error {
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		<-t.done
		return nil
	}
	t.closed = true
	close(t.closing)
	listeners := t.listeners
	t.listeners = nil
	t.mu.Unlock()

	defer close(t.done)
	t.calls.Close(oslo.ErrClosed)
	var ending sync.WaitGroup
	for l := range listeners {
		ending.Go(func() { _ = l.Close() })
	}
	ending.Go(t.replies.close)
	ending.Wait()
	t.resender.close()
	t.pool.close()
	t.names.close()
	t.logged()
	return nil
}

// HealthOf returns the state of tr's connections. It returns false if tr is not
// a transport of this driver.
func HealthOf(tr oslo.Transport) (Health, bool) {
	t, ok := tr.(*driver)
	if !ok {
		return Health{}, false
	}
	h := Health{Reply: t.replies.link.health(), Senders: t.pool.health(), CallsWaiting: t.calls.Len(), RepliesPending: t.resender.waiting()}
	t.mu.Lock()
	defer t.mu.Unlock()
	for l := range t.listeners {
		h.Listeners = append(h.Listeners, l.link.health())
	}
	return h, true
}
