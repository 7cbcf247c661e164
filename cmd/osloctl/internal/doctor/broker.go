package doctor

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// samples is how often the latency is measured.
const samples = 5

// patience is how long the broker may take for an act before it counts as stopped. An
// alarm is told at once.
const patience = 10 * time.Second

// broker examines the version, alarms and latency over the connection.
func (e *exam) broker() {
	if version, ok := e.conn.Properties["version"].(string); ok {
		e.transient(version)
	}
	if e.blocked() {
		return
	}
	times := make([]time.Duration, 0, samples)
	for range samples {
		begin := time.Now()
		if err := e.ask(func(*amqp091.Channel) error { return nil }); err != nil {
			e.fault("channel", e.conn.RemoteAddr().String(), "no channel can be opened: "+err.Error(), "The broker's log says why.")
			return
		}
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	median := times[samples/2]
	e.note("latency", e.conn.RemoteAddr().String(), "a channel opens and closes in %.1f ms", median.Seconds()*1000)
	if median > e.flags.Latency {
		e.warn("latency", e.conn.RemoteAddr().String(), fmt.Sprintf("the broker takes %d ms to open and close a channel", median.Milliseconds()), "Is the broker overloaded, or far away?")
	}
}

// blocked finds an alarm. A broker with an alarm reads nothing more of a connection
// that has published, and says that it is blocked.
func (e *exam) blocked() bool {
	told := e.conn.NotifyBlocked(make(chan amqp091.Blocking, 8))
	done, on := make(chan error, 1), *e                             // which keeps the connection
	go func() { done <- on.publish("", "osloctl-doctor-nobody") }() // ends with the broker's answer, or with the connection
	select {
	case why := <-told:
		e.fault("alarm", e.conn.RemoteAddr().String(), "the broker has an alarm and takes no messages: "+why.Reason, "rabbitmq-diagnostics alarms. Free memory or disk, or raise vm_memory_high_watermark or disk_free_limit.")
	case err := <-done:
		if err != nil && !isRefusal(err) {
			e.fault("publish", e.conn.RemoteAddr().String(), "the broker takes no message: "+err.Error(), "The broker's log says why.")
		}
		e.flows = err == nil
		return false
	case <-time.After(patience):
		e.fault("alarm", e.conn.RemoteAddr().String(), "the broker does not answer once a message was published: it has an alarm, or hangs", "rabbitmq-diagnostics alarms.")
	}
	e.alarmed = true
	e.reconnect()
	return true
}

// reconnect replaces a connection on which nothing works any more. A broker with an alarm
// does not read its end either.
func (e *exam) reconnect() {
	e.conn.CloseDeadline(time.Now().Add(goodbye)) //nolint:errcheck // nothing waits on it
	if conn, err := e.bus.Dial(context.Background()); err == nil {
		e.conn = conn
	}
}

// goodbye bounds the end of a connection that is replaced.
const goodbye = time.Second

// publish sends a message that no queue takes, and waits for the broker's
// answer to the next request.
func (e *exam) publish(exchange, key string) error {
	return e.ask(func(ch *amqp091.Channel) error {
		if err := ch.Publish(exchange, key, false, false, amqp091.Publishing{ContentType: "application/json"}); err != nil {
			return err
		}
		return ch.Qos(0, 0, false)
	})
}

// ask does something on a channel of its own. If the broker closes the channel, the
// error is its reason.
func (e *exam) ask(act func(*amqp091.Channel) error) error {
	ch, err := e.conn.Channel()
	if err != nil {
		return err
	}
	closed := ch.NotifyClose(make(chan *amqp091.Error, 1))
	err = act(ch)
	if err == nil {
		err = ch.Close()
	}
	if !errors.Is(err, amqp091.ErrClosed) {
		return err
	}
	if reason := <-closed; reason != nil {
		return reason
	}
	return err
}

// isRefusal reports whether the broker refuses for want of a permission.
func isRefusal(err error) bool {
	e, ok := errors.AsType[*amqp091.Error](err)
	return ok && e.Code == amqp091.AccessRefused
}
