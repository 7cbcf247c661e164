package amqp

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/transport"
)

// A notification that came to two queues of a listener, and twice to one of them, is
// handled once, and every copy is acknowledged: while the first is being handled, and
// afterwards.
func TestNotificationInTwoQueuesIsHandledOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		tr := openFake(t, b)
		var got []transport.Settler
		l, err := tr.Subscribe(t.Context(), transport.Subscription{Bindings: []transport.Binding{
			{Exchange: "nova", Key: "a.info"}, {Exchange: "nova", Key: "b.info"},
		}}, func(n *transport.Notification) { got = append(got, n.Settler) })
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		send := func(queues ...string) {
			for _, q := range queues {
				publish(t, b, "", q, `{"event_type": "e", "priority": "INFO", "payload": {}, "_unique_id": "one"}`)
			}
			wait(time.Second)
		}
		send("a.info", "b.info", "a.info")
		if len(got) != 1 {
			t.Fatalf("handed over %d times while it is handled", len(got))
		}
		if err := got[0].Ack(); err != nil {
			t.Fatal(err)
		}
		send("b.info")
		b.Cut(func(c *fakebroker.Conn) bool { return c.Purpose() != "send" }) // what was not acknowledged comes again
		wait(time.Minute)
		if len(got) != 1 {
			t.Errorf("handed over %d times", len(got))
		}
		for _, q := range []string{"a.info", "b.info"} {
			if messages, _, _ := b.Queue(q); messages != 0 {
				t.Errorf("%d messages are left in %s", messages, q)
			}
		}
	})
}
