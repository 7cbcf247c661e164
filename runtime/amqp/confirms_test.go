package amqp

import (
	"errors"
	"testing"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

func TestConfirms(t *testing.T) {
	c := newConfirms()
	var all []*confirm
	for range 6 {
		waits, err := c.publish(&outgoing{Message: frame.Message{Mandatory: true}, unique: oslo.NewMessageID()}, func() error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, waits)
	}
	if _, err := c.publish(&outgoing{}, func() error { return errUnsent }); !errors.Is(err, errUnsent) {
		t.Error(err)
	}
	c.takeBack(all[1].unique)
	c.settle(3, false, outcomeTaken) // out of order
	c.settle(2, true, outcomeTaken)
	c.forget(all[3])
	c.settle(5, true, outcomeNacked)
	c.settle(5, false, outcomeTaken) // again
	c.settle(1<<60, false, outcomeTaken)
	c.takeBack(all[0].unique) // too late
	c.lose(func(string) bool { return false })
	for i, want := range []outcome{outcomeTaken, outcomeTaken, outcomeTaken, -1, outcomeNacked, outcomeLost} {
		select {
		case <-all[i].done:
			if all[i].outcome != want || all[i].returned != (i == 1) {
				t.Errorf("message %d: %+v, want %d", i+1, *all[i], want)
			}
		default:
			if want >= 0 {
				t.Errorf("message %d still waits", i+1)
			}
		}
	}
	if len(c.waiting)+len(c.ids) > 0 {
		t.Errorf("%d and %d are kept", len(c.waiting), len(c.ids))
	}
}

// Of a message that may be the one the broker closed the channel for, and nothing but
// that, it is known that it was not routed: only then may it be sent again.
func TestAbsentExchange(t *testing.T) {
	reason := &amqp091.Error{Code: amqp091.NotFound, Reason: "NOT_FOUND - no exchange 'compute_fanout' in vhost 'nova'"}
	absent := func(exchange string) bool { return isAbsent(reason, exchange) }
	for _, c := range []struct {
		name   string
		to     []string // exchanges
		forget bool     // the first
		want   outcome  // of the last
	}{
		{"the only one", []string{"compute_fanout"}, false, outcomeAbsent},
		{"beside another", []string{"nova", "compute_fanout"}, false, outcomeAbsent},
		{"to the one that a vhost is called like", []string{"compute_fanout", "nova"}, false, outcomeLost},
		{"one of two", []string{"compute_fanout", "compute_fanout"}, false, outcomeLost},
		{"after one whose sender gave up", []string{"compute_fanout", "compute_fanout"}, true, outcomeLost},
	} {
		confirms := newConfirms()
		var last *confirm
		for i, to := range c.to {
			waits, err := confirms.publish(&outgoing{Message: frame.Message{Exchange: to}}, func() error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 && c.forget {
				confirms.forget(waits)
			}
			last = waits
		}
		confirms.lose(absent)
		<-last.done
		if last.outcome != c.want {
			t.Errorf("%s: %d, want %d", c.name, last.outcome, c.want)
		}
	}
	for _, r := range []*amqp091.Error{nil, {Code: amqp091.PreconditionFailed, Reason: reason.Reason}} {
		if isAbsent(r, "compute_fanout") {
			t.Errorf("absent for %v", r)
		}
	}
}
