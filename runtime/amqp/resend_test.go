package amqp

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/transport"
)

// replying is a transport that sends replies to a broker in memory, and when they came
// there.
type replying struct {
	*driver
	broker *fakebroker.Broker
	began  time.Time
	came   []time.Duration                        // since began
	spoil  func(m *fakebroker.Method, n int) bool // of the n-th publish; true if it did all
}

func newReplying(t *testing.T, change ...func(*Config)) *replying {
	r := &replying{broker: fakebroker.New(t), began: time.Now()}
	r.broker.Intercept = func(m *fakebroker.Method) bool {
		if m.ID != frame.Publish {
			return false
		}
		r.came = append(r.came, time.Since(r.began).Round(time.Millisecond))
		return r.spoil != nil && r.spoil(m, len(r.came))
	}
	r.driver = openFake(t, r.broker, change...)
	return r
}

// reply sends a reply to a queue, as a worker does.
func (r *replying) reply(t *testing.T, queue string) {
	t.Helper()
	p := newParcel()
	defer p.release()
	p.unique = transport.NewID()
	p.buf.b = fmt.Appendf(p.buf.b, `{"oslo.version": "2.0", "oslo.message": "{\"result\": 1, \"failure\": null, \"ending\": true, `+
		`\"_msg_id\": \"%s\", \"_unique_id\": \"%s\"}"}`, transport.NewID(), p.unique)
	m := messageTo(exchange{}, queue)
	m.Mandatory = true
	p.address(m)
	p.reply = true
	if err := r.resender.reply(t.Context(), p, true); err != nil {
		t.Fatal(err)
	}
}

// wait lets time pass, and then what has begun.
func wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// arrived is how many messages a queue has.
func (r *replying) arrived(queue string) int {
	messages, _, _ := r.broker.Queue(queue)
	return messages
}

// A reply that is lost with its connection, or with its channel, is sent again at once.
func TestReplyIsSentAgainWhenItsConnectionIsLost(t *testing.T) {
	for lost, spoil := range map[string]func(m *fakebroker.Method){
		"connection": func(m *fakebroker.Method) { m.On.Close() },
		"channel":    func(m *fakebroker.Method) { m.CloseChannel(541, "INTERNAL_ERROR") },
	} {
		synctest.Test(t, func(t *testing.T) {
			r := newReplying(t)
			r.broker.Declare("reply_x")
			r.spoil = func(m *fakebroker.Method, n int) bool {
				if n == 1 {
					spoil(m)
				}
				return n == 1
			}
			r.reply(t, "reply_x")
			wait(time.Second)
			if r.arrived("reply_x") != 1 || len(r.came) != 2 || r.resender.waiting() != 0 {
				t.Errorf("%s: sent at %v, %d arrived, %d wait", lost, r.came, r.arrived("reply_x"), r.resender.waiting())
			}
		})
	}
}

// A broker that takes its time gets no reply twice.
func TestReplyIsSentOnceToASlowBroker(t *testing.T) {
	for _, quorum := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			r := newReplying(t, func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = quorum, quorum })
			r.broker.Declare("reply_x")
			held := make(chan *fakebroker.Method, 100)
			r.spoil = func(m *fakebroker.Method, _ int) bool {
				held <- m
				return true
			}
			r.reply(t, "reply_x")
			wait(30 * time.Second)
			if len(r.came) != 1 {
				t.Errorf("quorum %v: sent at %v, want once", quorum, r.came)
			}
			(<-held).Do()
			wait(time.Second)
			if r.arrived("reply_x") != 1 || r.resender.waiting() != 0 {
				t.Errorf("quorum %v: %d arrived, %d wait", quorum, r.arrived("reply_x"), r.resender.waiting())
			}
		})
	}
}

// A reply whose queue is missing is sent again ever later, until the queue is there or
// the time for it is over. Then each further reply to that queue is sent once.
func TestReplyToAMissingQueueIsSentAgainEverLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReplying(t, func(c *Config) { c.MissingReplyRetry = 10 * time.Second })
		r.reply(t, "reply_late")
		wait(3 * time.Second)
		r.broker.Declare("reply_late")
		wait(5 * time.Second)
		if n := len(r.came); r.arrived("reply_late") != 1 || n < 4 || n > 6 || !slices.IsSorted(r.came) {
			t.Errorf("sent at %v, %d arrived", r.came, r.arrived("reply_late"))
		}

		r.came, r.began = nil, time.Now()
		r.reply(t, "reply_gone")
		wait(time.Minute / 2)
		last := r.came[len(r.came)-1]
		if last < 7*time.Second || last > 10*time.Second || r.resender.waiting() != 0 {
			t.Errorf("sent at %v, %d wait; want no longer than 10 s", r.came, r.resender.waiting())
		}
		n := len(r.came)
		r.reply(t, "reply_gone")
		wait(time.Second)
		if len(r.came) != n+1 || r.resender.waiting() != 0 {
			t.Errorf("a reply to a queue that is gone was sent %d times, %d wait; want once", len(r.came)-n, r.resender.waiting())
		}
		r.broker.Declare("reply_gone")
		r.reply(t, "reply_gone")
		wait(time.Second)
		if r.arrived("reply_gone") != 1 {
			t.Errorf("%d replies arrived in a queue that is there again, want 1", r.arrived("reply_gone"))
		}
	})
}

// A reply whose queue was missing once, and that was then lost with one connection after
// the other, says little about its queue: after a restart a server may be back before
// its callers are. Replies that come later are sent.
func TestReplyOftenLostMakesNoQueueMissing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReplying(t, func(c *Config) { c.MissingReplyRetry = 10 * time.Second })
		var whole atomic.Bool
		r.spoil = func(m *fakebroker.Method, n int) bool {
			lost := n > 1 && !whole.Load()
			if lost {
				m.On.Close()
			}
			return lost
		}
		r.reply(t, "reply_x")
		wait(9 * time.Second)
		whole.Store(true)
		wait(5 * time.Second)
		r.broker.Declare("reply_x")
		r.reply(t, "reply_x")
		wait(5 * time.Second)
		if n := len(r.came); r.arrived("reply_x") == 0 || r.came[n-1] < 14*time.Second || r.resender.waiting() != 0 {
			t.Errorf("sent at %v, %d arrived, %d wait; want the second", r.came, r.arrived("reply_x"), r.resender.waiting())
		}
	})
}

// A reply that the broker refuses is logged, and not sent again.
func TestRefusedReplyIsLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReplying(t)
		log, text := testlog.New()
		r.resender.log = log
		r.spoil = func(m *fakebroker.Method, _ int) bool {
			m.CloseChannel(403, "ACCESS_REFUSED - write access to exchange 'amq.default' in vhost '/' refused for user 'nova'")
			return true
		}
		r.reply(t, "reply_x")
		wait(time.Second)
		if len(r.came) != 1 || !strings.Contains(text.String(), "access to exchange 'amq.default' in vhost '/' refused for user 'nova'") {
			t.Errorf("sent at %v; the log says %q", r.came, text.String())
		}
	})
}

// Replies that wait for a connection are bounded, and end with the transport.
func TestRepliesThatWaitAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReplying(t, func(c *Config) { c.MaxPendingReplies = 3 })
		r.broker.Refuse()
		for i := range 5 {
			r.reply(t, fmt.Sprintf("reply_%d", i))
		}
		wait(time.Second)
		if n := r.resender.waiting(); n > 3 {
			t.Errorf("%d replies wait, want 3", n)
		}
		for i := range 5 {
			r.broker.Declare(fmt.Sprintf("reply_%d", i))
		}
		r.broker.Accept()
		wait(5 * time.Second)
		all := 0
		for i := range 5 {
			all += r.arrived(fmt.Sprintf("reply_%d", i))
		}
		if all != 3 || r.arrived("reply_4") != 1 {
			t.Errorf("%d arrived, the last among them %d times; want 3, once", all, r.arrived("reply_4"))
		}
		log, text := testlog.New()
		r.resender.log = log
		r.broker.Refuse()
		r.broker.Cut(nil)
		r.reply(t, "reply_0")
		began := time.Now()
		if err := r.Close(); err != nil || time.Since(began) > 2*time.Second {
			t.Errorf("Close: %v after %v", err, time.Since(began))
		}
		if !strings.Contains(text.String(), "the transport is closed") {
			t.Errorf("the log has no word of the reply that is dropped: %q", text.String())
		}
	})
}

// A channel that refuses a reply to a quorum queue may go on to refuse all, so the
// reply is sent again over another.
func TestRefusedReplyGoesOverAnotherChannel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReplying(t, func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true })
		r.broker.Declare("reply_x")
		var bad uint16
		refused := uint64(0)
		r.spoil = func(m *fakebroker.Method, n int) bool {
			if n == 1 {
				bad = m.Channel
			}
			if m.Channel != bad {
				return false
			}
			refused++
			m.On.Send(m.Channel, frame.Nack, append(binary.BigEndian.AppendUint64(nil, refused), 0))
			return true
		}
		r.reply(t, "reply_x")
		wait(10 * time.Second)
		if len(r.came) != 2 || r.arrived("reply_x") != 1 || r.resender.waiting() != 0 {
			t.Errorf("sent at %v, %d arrived, %d wait", r.came, r.arrived("reply_x"), r.resender.waiting())
		}
	})
}
