package amqp

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
)

// A channel that is closed waits for the confirms of its messages. An answer to a
// question proves that the broker has handled a message, and not that it took it.
func TestClosedChannelWaitsForItsConfirms(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(*fakebroker.Method) // to the cast, after the close has begun
		ok     bool
	}{
		"taken":   {func(m *fakebroker.Method) { m.Do() }, true},
		"refused": {nack, false},
		"neither": {func(*fakebroker.Method) {}, false},
		"channel closed": {func(m *fakebroker.Method) {
			m.CloseChannel(404, "NOT_FOUND - no exchange 'openstack' in vhost '/'")
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := fakebroker.New(t)
				held := make(chan *fakebroker.Method, 1)
				b.Intercept = func(m *fakebroker.Method) bool {
					if toTopic(m) {
						held <- m
						return true
					}
					return false
				}
				tr := openFake(t, b)
				cast := make(chan error, 1)
				go func() { // ends with the transport
					cast <- clientOf(tr, oslo.WithRetry(0)).Cast(context.Background(), run, nil)
				}()
				m := <-held
				closed := make(chan error, 1)
				go func() { closed <- tr.Close() }() // ends within CloseTimeout
				time.Sleep(time.Millisecond)
				synctest.Wait()
				c.answer(m)
				if err := <-cast; (err == nil) != c.ok {
					t.Errorf("the cast ended with %v", err)
				} else if err != nil && errors.Is(err, oslo.ErrTimeout) {
					t.Errorf("the cast waited for its deadline: %v", err)
				}
				if err := <-closed; err != nil {
					t.Error(err)
				}
			})
		})
	}
}
