package tap

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rabbitmq/amqp091-go"
)

// Firehose is the exchange to which RabbitMQ publishes copies of all messages of a
// vhost while its tracing is on.
const Firehose = "amq.rabbitmq.trace"

// Replies copies replies, while the vhost's tracing is on. They are published to the
// default exchange, which takes no bindings.
var Replies = Source{Exchange: Firehose, Key: "publish."}

// Source is an exchange that a tap copies.
type Source struct {
	Exchange string
	Key      string // a pattern, for a topic exchange
	// Beside is a queue that services consume. An exchange that deletes itself when its
	// last binding goes is bound only while they do: otherwise the tap's binding could be
	// that last one.
	Beside string
	Fanout bool // a fanout exchange, which always deletes itself
}

func (s Source) String() string {
	if s.Key == "" || s.Fanout {
		return s.Exchange
	}
	return s.Exchange + " " + s.Key
}

// Notifications copies the notifications of a topic, of all priorities.
func Notifications(exchange, topic string) Source {
	return Source{Exchange: exchange, Key: topic + ".*", Beside: topic + ".info"}
}

// Requests copies the calls and casts of a topic and of its servers.
func Requests(exchange, topic string) Source {
	return Source{Exchange: exchange, Key: topic + ".#", Beside: topic}
}

// Fanouts copies the fanout casts of a topic.
func Fanouts(topic string) Source {
	return Source{Exchange: topic + "_fanout", Key: topic, Beside: topic, Fanout: true}
}

// WaitingError says why a source can't be copied yet.
type WaitingError struct {
	Source Source
	Reason string
}

func (w *WaitingError) Error() string { return fmt.Sprintf("%s: %s", w.Source, w.Reason) }

// Bind begins to copy a source. The error is a *WaitingError if the source may come later.
func (t *Tap) Bind(s Source) error {
	if err := t.passive(s.Exchange); err != nil {
		return waitingIfMissing(err, s, "there is no such exchange yet")
	}
	if t.vanishes(s) {
		consumers, err := t.consumers(s.Beside)
		if err != nil {
			return waitingIfMissing(err, s, "there is no queue "+s.Beside+" yet")
		}
		if s.Fanout && consumers == 0 {
			return &WaitingError{s, "nobody consumes the queue " + s.Beside + " yet"}
		}
	}
	err := t.on(func(c *amqp091.Channel) error { return c.QueueBind(t.queue, s.Key, s.Exchange, false, nil) })
	return waitingIfMissing(err, s, "the exchange is gone again")
}

// vanishes reports whether the exchange of s deletes itself with its last binding.
func (t *Tap) vanishes(s Source) bool {
	return s.Fanout || !strings.HasPrefix(s.Exchange, "amq.") && t.autoDelete(s.Exchange)
}

// retryInterval and maxRetryInterval are the first and the longest time between two
// tries to bind an exchange that is not there.
const retryInterval, maxRetryInterval = time.Second, 5 * time.Second

// Follow binds sources, and tries again those that are not there yet, until all are
// bound, ctx ends, or an error is none that time mends. It tells note once of each that
// has to wait, and calls ready when each was tried once.
func (t *Tap) Follow(ctx context.Context, sources []Source, note func(*WaitingError), ready func()) error {
	noted := map[Source]bool{}
	for wait := retryInterval; ; wait = min(2*wait, maxRetryInterval) {
		later, err := t.bindAll(sources)
		if err != nil {
			return err
		}
		sources = nil
		for _, w := range later {
			sources = append(sources, w.Source)
			if !noted[w.Source] {
				noted[w.Source] = true
				note(w)
			}
		}
		if wait == retryInterval {
			ready()
		}
		if len(later) == 0 {
			return nil
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
}

// bindAll binds sources and returns those that may come later. Replies are done without
// where the user may not see them.
func (t *Tap) bindAll(sources []Source) (later []*WaitingError, err error) {
	for _, s := range sources {
		err := t.Bind(s)
		waiting, ok := errors.AsType[*WaitingError](err)
		switch {
		case ok:
			later = append(later, waiting)
		case err != nil && (s != Replies || !Refused(err)):
			return nil, fmt.Errorf("bind to %s: %w", s, err)
		}
	}
	return later, nil
}

// Refused reports whether err says that the user may not do it.
func Refused(err error) bool {
	refusal, ok := errors.AsType[*amqp091.Error](err)
	return ok && refusal.Code == amqp091.AccessRefused
}

// waitingIfMissing is the error of something that may come later, for a 404 and for
// no error but a reason.
func waitingIfMissing(err error, s Source, reason string) error {
	refusal, refused := errors.AsType[*amqp091.Error](err)
	if refused && refusal.Code == amqp091.NotFound {
		return &WaitingError{s, reason}
	}
	return err
}
