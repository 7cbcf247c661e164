package amqp

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
)

// A call whose attempts so far provably reached no server hangs on no reply queue. The
// loss of that queue does not end it, and it names the next one.
func TestUnsentCallOutlivesItsReplyQueue(t *testing.T) {
	for name, c := range map[string]struct {
		quorum bool
		fate   func(m *fakebroker.Method) // of the attempts
	}{
		"unserved": {fate: func(m *fakebroker.Method) { m.Do() }},
		"refused":  {quorum: true, fate: func(m *fakebroker.Method) { nack(m) }},
		"behind": {fate: func(m *fakebroker.Method) {
			m.CloseChannel(404, "NOT_FOUND - no exchange 'openstack' in vhost '/'")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := fakebroker.New(t)
				quorum := func(config *Config) { config.QuorumQueue, config.TransientQuorumQueue = c.quorum, c.quorum }
				var served atomic.Bool
				b.Intercept = func(m *fakebroker.Method) bool {
					if !toTopic(m) || served.Load() {
						return false
					}
					c.fate(m)
					return true
				}
				tr := openFake(t, b, quorum)
				result := begin(clientOf(tr))
				time.Sleep(5 * time.Second)
				first := tr.replies.current.Load()
				b.DeleteQueue(first.name)
				time.Sleep(5 * time.Second)
				if now := tr.replies.current.Load(); now == nil || now.generation == first.generation {
					t.Fatal("the reply queue is not another")
				}
				served.Store(true)
				ran := serveFake(t, openFake(t, b, quorum))
				if err := <-result; err != nil || ran.Load() != 1 {
					t.Errorf("%v; ran %d times, want 1", err, ran.Load())
				}
			})
		})
	}
}

// A call that has ended is not sent again.
func TestEndedCallIsNotSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		var sent atomic.Int64
		b.Intercept = func(m *fakebroker.Method) bool {
			if toTopic(m) {
				sent.Add(1)
			}
			return false
		}
		tr := openFake(t, b)
		result := begin(clientOf(tr)) // nobody serves the topic, so it is sent again and again
		time.Sleep(10*time.Second + time.Millisecond)
		before := sent.Load()
		tr.calls.FailAll(nil, oslo.ErrReplyLost)
		err := <-result
		synctest.Wait()
		if !errors.Is(err, oslo.ErrReplyLost) || sent.Load() != before {
			t.Errorf("%v; sent %d times after its end", err, sent.Load()-before)
		}
	})
}
