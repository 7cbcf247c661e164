package fake_test

import (
	"testing"
	"testing/synctest"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
	"github.com/oslogen/oslogen/runtime/transport/transporttest"
)

func TestTransport(t *testing.T) {
	transporttest.Exercise(t, func(t *testing.T) oslo.Transport { return oslotest.Open(t) }, transporttest.InBubble())
}

func TestTransportInRealTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	transporttest.Exercise(t, func(t *testing.T) oslo.Transport { return oslotest.Open(t) })
}

func openURL(t *testing.T, url string) oslo.Transport {
	t.Helper()
	tr, err := oslo.Open(t.Context(), url, fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// Transports share a bus if their hosts and virtual hosts are the same, for as
// long as one of them is open.
func TestBuses(t *testing.T) {
	waiting := func(url string) int {
		tr := openURL(t, url)
		defer tr.Close()
		got := make(chan bool, 10)
		l, err := tr.Subscribe(t.Context(), transport.Subscription{
			Bindings: []transport.Binding{{Exchange: "openstack", Key: "t.info"}},
		}, func(*transport.Notification) { got <- true })
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		synctest.Wait()
		return len(got)
	}
	synctest.Test(t, func(t *testing.T) {
		tr := openURL(t, "fake://buses/one")
		if err := notify.NewNotifier(tr, "p", notify.WithTopics("t")).Info(t.Context(), "e", nil); err != nil {
			t.Fatal(err)
		}
		for url, want := range map[string]int{"fake://buses/one": 1, "fake://buses/two": 0, "fake://other/one": 0, "fake://buses,more/one": 0} {
			if got := waiting(url); got != want {
				t.Errorf("%s has %d, want %d", url, got, want)
			}
		}
		if err := tr.Close(); err != nil {
			t.Fatal(err)
		}
		if got := waiting("fake://buses/one"); got != 0 {
			t.Errorf("the bus has %d after its end", got)
		}
	})
}

// A queue that nobody reads drops its oldest messages.
func TestQueueIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("sends many messages")
	}
	tr := oslotest.Open(t)
	const limit = 100_000
	for i := range limit + 10 {
		oslotest.PublishRaw(t, tr, "t.info", "") // dropped: there is no queue yet
		if i == 0 {
			if err := notify.NewNotifier(tr, "p", notify.WithTopics("t")).Info(t.Context(), "first", nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	first := make(chan string, 1)
	l, err := tr.Subscribe(t.Context(), transport.Subscription{
		Bindings: []transport.Binding{{Exchange: "openstack", Key: "t.info"}}, Prefetch: 1,
	}, func(n *transport.Notification) { first <- n.EventType })
	if err != nil {
		t.Fatal(err)
	}
	if got := <-first; got == "first" {
		t.Error("the oldest message was kept")
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}
