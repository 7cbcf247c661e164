package amqp

import (
	"fmt"
	"log/slog"
	"sync"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// notifications hands the notifications of a listener's queues over.
type notifications struct {
	config *Config
	log    *slog.Logger
	drop   func(kind, reason, queue string) // transport.Settings.Drop
	seen   *inflight.Seen                   // handled and acknowledged
	sink   func(*transport.Notification)
	in     transport.Notification // that take hands over

	mu   sync.Mutex
	held map[string]*settler // handed over and not settled, by unique id
}

// take hands one notification over. Its handler settles it.
func (n *notifications) take(d message) {
	body, err := n.config.body(&d.Arrival)
	in := &n.in
	if err == nil {
		err = transport.ReadNotification(body, in)
	}
	if err != nil {
		n.drop("notification", transport.DropUnreadable, d.from.name)
		n.log.Warn("dropping a notification that can't be read", "queue", d.from.name, "exchange", d.Exchange, "key", d.Key, "error", err.Error())
		_ = d.On.Reject(d.Tag, false) // a lost channel brings it back
		return
	}
	s := n.hold(&d.Arrival, in.UniqueID)
	if s == nil {
		return
	}
	in.Key, in.Queue, in.Redelivered, in.Settler = d.Key, d.from.name, d.Redelivered, s
	n.sink(in)
}

// hold makes the settler of a delivery. It returns nil if there is nothing to do.
// A notification that was handled is acknowledged. One that is being handled has
// come again, because its connection was lost or because its sender repeated it.
// Its handler settles the later copy, and the earlier one is acknowledged.
func (n *notifications) hold(d *conn.Arrival, uniqueID string) *settler {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seen.Has(uniqueID) {
		_ = d.On.Ack(d.Tag, false) // a lost channel brings it back
		return nil
	}
	if s := n.held[uniqueID]; s != nil {
		_ = s.on.Ack(s.tag, false) // fails if its channel is lost
		s.on, s.tag = d.On, d.Tag
		return nil
	}
	s := &settler{n: n, on: d.On, tag: d.Tag, uniqueID: uniqueID}
	if uniqueID != "" {
		n.held[uniqueID] = s
	}
	return s
}

// settler settles a notification on the channel, and so the connection, it came on
// last.
type settler struct {
	n        *notifications
	on       *conn.Channel
	tag      uint64
	uniqueID string
}

// Ack tells the broker that the notification was handled. If its channel is lost
// the broker delivers it again, and it is acknowledged then.
func (s *settler) Ack() error {
	s.n.seen.Add(s.uniqueID)
	on, tag := s.release()
	return settled(on.Ack(tag, false))
}

// Requeue gives the notification back.
func (s *settler) Requeue() error {
	on, tag := s.release()
	return settled(on.Reject(tag, true))
}

// release ends the holding and returns the delivery to settle.
func (s *settler) release() (*conn.Channel, uint64) {
	s.n.mu.Lock()
	defer s.n.mu.Unlock()
	if s.n.held[s.uniqueID] == s {
		delete(s.n.held, s.uniqueID)
	}
	return s.on, s.tag
}

func settled(err error) error {
	if err != nil {
		return fmt.Errorf("%w: settle a notification: %w", errLost, err)
	}
	return nil
}
