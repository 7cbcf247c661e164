package amqp

import (
	"testing"
	"testing/synctest"

	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
)

// A transport that closes while the broker has its reply queue in hand leaves none
// behind.
func TestCloseWhileTheReplyQueueIsMade(t *testing.T) {
	for name, id := range map[string]uint32{"declare": fakebroker.QueueDeclare, "consume": fakebroker.BasicConsume} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := fakebroker.New(t)
				inHand := make(chan *fakebroker.Method, 1)
				b.Intercept = func(m *fakebroker.Method) bool {
					if m.ID != id || m.On.Purpose() != "reply" {
						return false
					}
					inHand <- m
					return true
				}
				tr := openFake(t, b)
				result := begin(clientOf(tr))
				m := <-inHand
				queue := string(m.Args[3 : 3+m.Args[2]]) // after the reserved short
				closed := make(chan error, 1)
				go func() { closed <- tr.Close() }() // ends with the transport
				synctest.Wait()
				m.Do()
				if err := <-closed; err != nil {
					t.Error(err)
				}
				<-result
				if _, _, there := b.Queue(queue); there {
					t.Errorf("%s is there", queue)
				}
			})
		})
	}
}
