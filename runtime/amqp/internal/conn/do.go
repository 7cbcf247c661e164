package conn

import (
	"context"
	"errors"
	"fmt"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// Do runs f, which makes synchronous requests on the connection, until ctx
// ends. Such requests take no ctx. One that has not come back within the
// operation timeout ends the whole connection. When Do fails, f may still run: what
// f writes must not be touched then.
func (c *Conn) Do(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	go func() { done <- f() }() // ends with the connection at the latest
	timeout := time.NewTimer(operationTimeout)
	defer timeout.Stop()
	for {
		select {
		case err := <-done:
			return c.explain(err)
		case <-c.lost:
			return c.Reason()
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-timeout.C:
			if c.isBlocked.Load() {
				timeout.Reset(operationTimeout) // an alarm holds up declarations too
				continue
			}
			err := fmt.Errorf("%w: %s, within %s", ErrNoAnswer, c.host, operationTimeout)
			c.Fail(err)
			return err
		}
	}
}

// operationTimeout is how long a declaration may take before the connection is
// given up.
const operationTimeout = 10 * time.Second

// ErrNoAnswer means that the broker has not answered a request in time.
var ErrNoAnswer = errors.New("no answer from the broker")

// explain replaces the library's "channel/connection is not open" by why it is not.
func (c *Conn) explain(err error) error {
	if err == nil || !errors.Is(err, amqp091.ErrClosed) || c.Alive() {
		return err
	}
	return c.Reason()
}

// WithChannel runs f on a channel of its own: a declaration that is refused closes
// the channel it was made on. There are few such channels at a time.
func (c *Conn) WithChannel(ctx context.Context, f func(*amqp091.Channel) error) error {
	select {
	case c.brief <- struct{}{}:
		defer func() { <-c.brief }()
	case <-c.lost:
		return c.Reason()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return c.Do(ctx, func() error {
		ch, err := c.Open(Handlers{})
		if err != nil {
			return err
		}
		closed := ch.NotifyClose(make(chan *amqp091.Error, 1))
		if err := f(ch.Channel); err != nil {
			if errors.Is(err, amqp091.ErrClosed) {
				if reason := <-closed; reason != nil {
					return reason
				}
			}
			if !ch.IsClosed() {
				_ = ch.Close()
			}
			return err
		}
		return ch.Close()
	})
}

// CloseChannel closes ch, unless that has happened. A connection that does not answer
// to it is given up.
func (c *Conn) CloseChannel(ch *Channel) {
	if !ch.IsOpen() {
		return
	}
	ctx, cancel := context.WithTimeoutCause(context.Background(), CloseTimeout, ErrHung)
	defer cancel()
	if err := c.Do(ctx, ch.Close); errors.Is(err, ErrHung) {
		c.Fail(err)
	}
}
