package amqp

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// A user who may not read the reply queue is told at once.
func TestRefusedReplyConsumerIsAnErrorAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		b.Intercept = func(m *fakebroker.Method) bool {
			if m.ID != fakebroker.BasicConsume || m.On.Purpose() != "reply" {
				return false
			}
			m.CloseChannel(403, "ACCESS_REFUSED - read access to queue 'reply_x' in vhost '/' refused for user 'nova'")
			return true
		}
		began := time.Now()
		err := clientOf(openFake(t, b)).Call(t.Context(), run, nil, nil)
		if !errors.Is(err, oslo.ErrRefused) || time.Since(began) > time.Second {
			t.Errorf("%v after %v, want ErrRefused at once", err, time.Since(began))
		}
	})
}

// A reply queue that is deleted again and again costs no channel each time.
func TestDeletedReplyQueueGivesItsChannelBack(t *testing.T) {
	for _, quorum := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			open := 0
			b.Intercept = func(m *fakebroker.Method) bool {
				switch {
				case m.On.Purpose() != "reply":
				case m.ID == frame.ChannelOpen:
					open++
				case m.ID == frame.ChannelClose, m.ID == frame.ChannelClose+1: // ours, or the answer to the broker's
					open--
				}
				return false
			}
			change := func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = quorum, quorum }
			serveFake(t, openFake(t, b, change))
			tr := openFake(t, b, change)
			c := clientOf(tr)
			for range 5 {
				if err := c.Call(t.Context(), run, nil, nil); err != nil {
					t.Fatal(err)
				}
				b.DeleteQueue(tr.replies.current.Load().name)
				time.Sleep(5 * time.Second)
			}
			synctest.Wait()
			if open > 1 {
				t.Errorf("quorum %v: %d channels for one reply queue", quorum, open)
			}
		})
	}
}

// asksForAReplyQueue reports whether a method asks if an earlier reply queue is there.
func asksForAReplyQueue(m *fakebroker.Method) bool {
	if m.ID != fakebroker.QueueDeclare || m.On.Purpose() != "reply" {
		return false
	}
	flags := m.Args[3+m.Args[2]] // behind a reserved short and the queue's name
	return flags&1 != 0          // passive
}

// A reply connection that is lost while the queue of the one before is looked for ends
// no call: that queue is still there.
func TestCallOutlivesTwoReplyConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		quorum := func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true }
		ran := serveFake(t, openFake(t, b, quorum))
		tr := openFake(t, b, quorum)
		var held atomic.Pointer[fakebroker.Method] // the request
		var cut atomic.Bool
		b.Intercept = func(m *fakebroker.Method) bool {
			switch {
			case toTopic(m) && held.CompareAndSwap(nil, m):
				m.On.Send(m.Channel, frame.Ack, []byte{0, 0, 0, 0, 0, 0, 0, 1, 0})
				return true
			case held.Load() != nil && asksForAReplyQueue(m) && cut.CompareAndSwap(false, true):
				m.On.Close()
				return true
			}
			return false
		}
		result := begin(clientOf(tr))
		synctest.Wait()
		b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() == "reply" })
		time.Sleep(10 * time.Second)
		if !cut.Load() {
			t.Fatal("nobody looked for the earlier queue")
		}
		held.Load().Do()
		if err := <-result; err != nil || ran.Load() != 1 {
			t.Errorf("%v; ran %d times, want 1", err, ran.Load())
		}
	})
}

// Between the end of a reply queue's consumer and the loss of its link a call waits,
// with its ctx.
func TestCallWaitsWhileItsReplyQueueIsGivenUp(t *testing.T) {
	b := fakebroker.New(t)
	tr := openFake(t, b)
	if _, err := tr.replies.ready(t.Context(), -1); err != nil {
		t.Fatal(err)
	}
	was := tr.replies.current.Swap(nil)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	result := make(chan error, 1)
	go func() { // ends with the call
		_, err := tr.replies.ready(ctx, -1)
		result <- err
	}()
	select {
	case err := <-result:
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v, want the end of ctx", err)
		}
	case <-time.After(2 * time.Minute):
		t.Error("the call outlives its ctx")
		tr.replies.current.Store(was)
		<-result
	}
}

// When the quorum queue of an earlier connection is deleted, the calls that wait for its
// replies end at once.
func TestCallEndsWithItsEarlierReplyQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		quorum := func(c *Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true }
		serveFake(t, openFake(t, b, quorum))
		tr := openFake(t, b, quorum)
		b.Intercept = func(m *fakebroker.Method) bool {
			if toTopic(m) { // it goes nowhere
				m.On.Send(m.Channel, frame.Ack, []byte{0, 0, 0, 0, 0, 0, 0, 1, 0})
			}
			return toTopic(m)
		}
		result := begin(clientOf(tr))
		synctest.Wait()
		first := tr.replies.current.Load().name
		b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() == "reply" })
		time.Sleep(5 * time.Second)
		if _, readers, _ := b.Queue(first); readers != 1 {
			t.Fatalf("%d consumers read the earlier queue", readers)
		}
		b.DeleteQueue(first)
		began := time.Now()
		if err := <-result; !errors.Is(err, oslo.ErrReplyLost) || time.Since(began) > time.Second {
			t.Errorf("%v after %v, want ErrReplyLost at once", err, time.Since(began))
		}
	})
}

// A cluster that cleans up after a node deletes that node's queues by their names, also
// one that was declared again meanwhile, and does not tell its consumer. So the queue of
// a new connection has a new name, and a name that stays is looked for.
func TestReplyQueueIsTakenByCleaningUp(t *testing.T) {
	for _, manager := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			serveFake(t, openFake(t, b, noHeartbeat))
			tr := openFake(t, b, noHeartbeat, func(c *Config) {
				c.QueueManager, c.Hostname, c.ProcessName, c.LockPath = manager, "host", "amqp.test", t.TempDir()
			})
			call := func(when string) {
				t.Helper()
				if err := clientOf(tr, oslo.WithTimeout(2*time.Second)).Call(t.Context(), run, nil, nil); err != nil {
					t.Errorf("%s, queue manager %v: %v", when, manager, err)
				}
			}
			call("first")
			was := tr.replies.current.Load().name
			b.DeleteQueue(was)
			b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() == "reply" })
			time.Sleep(2 * time.Second)
			b.ForgetQueue(was)
			if !manager {
				call("after the other nodes have cleaned up")
			}
			b.ForgetQueue(tr.replies.current.Load().name)
			time.Sleep(time.Minute)
			call("once the queue was looked for")
		})
	}
}
