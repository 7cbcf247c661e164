package transporttest

import (
	"context"
	"slices"
	"strings"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// wanted is what a test subscribes to: all of topics and priorities.
type wanted struct {
	transport.Subscription
	topics     []string          // the bed's if there are none
	priorities []notify.Priority // info if there are none
}

// subscribe hands the notifications of w to a channel until the test ends.
func (b *bed) subscribe(tr oslo.Transport, w wanted) (<-chan *transport.Notification, transport.Listener) {
	b.Helper()
	if w.topics == nil {
		w.topics = []string{b.topic}
	}
	if w.priorities == nil {
		w.priorities = []notify.Priority{notify.PriorityInfo}
	}
	for _, topic := range w.topics {
		for _, p := range w.priorities {
			key := topic + "." + string(p)
			w.Bindings = append(w.Bindings, transport.Binding{Exchange: tr.Settings().ControlExchange, Key: key})
		}
	}
	got := make(chan *transport.Notification, 1000)
	l, err := tr.Subscribe(b.ctx, w.Subscription, func(n *transport.Notification) {
		kept := *n
		got <- &kept
	})
	b.must(err)
	b.Cleanup(func() {
		if err := l.Close(); err != nil {
			b.Error(err)
		}
	})
	return got, l
}

// notify sends n to its topics.
func (b *bed) notify(tr oslo.Transport, n *notify.Notification) {
	b.Helper()
	driver := notify.MessagingV2Driver()
	if n.Bare {
		driver = notify.MessagingDriver()
	}
	b.must(driver.Notify(b.ctx, tr, n))
}

// notification is one of priority info to the bed's topic.
func (b *bed) notification(event string) *notify.Notification {
	return &notify.Notification{
		MessageID: "9a833c2f-80cc-4021-a35e-ed1dc3912501", PublisherID: "compute.host1", EventType: event,
		Priority: notify.PriorityInfo, Payload: map[string]any{"id": 12, "name": "hé \"x\" \\"},
		Timestamp: time.Date(2026, 11, 22, 9, 0, 5, 750356000, time.UTC), Topics: []string{b.topic},
	}
}

func (b *bed) ack(n *transport.Notification) {
	b.Helper()
	b.must(n.Settler.Ack())
}

// noMore checks that nothing else comes.
func (b *bed) noMore(got <-chan *transport.Notification) {
	b.Helper()
	select {
	case n := <-got:
		b.Errorf("got %s, too", n.EventType)
	case <-time.After(100 * time.Millisecond):
	}
}

var notifications = []scenario{
	{"notify", func(b *bed) {
		got, _ := b.subscribe(b.transport(), wanted{})
		for _, bare := range []bool{false, true} {
			n := b.notification("instance.create.end")
			n.Bare = bare
			rc, err := oslo.NewRequestContext(map[string]any{"user_id": "u1"})
			b.must(err)
			n.Context = rc
			b.notify(b.transport(), n)
			in := receive(b, got, "notification")
			b.ack(in)
			var user string
			_, err = oslo.ReceivedContext(in.Message).Get("user_id", &user)
			b.must(err)
			if in.MessageID != n.MessageID || in.PublisherID != n.PublisherID || in.EventType != n.EventType ||
				in.Priority != "INFO" || !in.Timestamp.Equal(n.Timestamp) || in.UniqueID == "" || user != "u1" || in.Redelivered {
				b.Errorf("bare %v: got %+v", bare, in)
			}
			if in.TimestampText != "2026-11-22 09:00:05.750356" {
				b.Errorf("bare %v: timestamp %q", bare, in.TimestampText)
			}
		}
	}},
	{"a notification of ten megabytes", func(b *bed) {
		tr := b.transport()
		got, _ := b.subscribe(tr, wanted{})
		n := b.notification("large")
		n.Payload = map[string]any{"blob": strings.Repeat("\\\"é ", 1_000_000)}
		b.notify(tr, n)
		in := receive(b, got, "notification")
		var payload map[string]any
		b.must(wirejson.Unmarshal(in.Payload, &payload))
		if payload["blob"] != n.Payload.(map[string]any)["blob"] {
			b.Errorf("the payload of %d bytes is another one", len(in.Payload))
		}
		b.ack(in)
	}},
	{"notifications wait for a listener", func(b *bed) {
		b.notify(b.transport(), b.notification("early"))
		got, _ := b.subscribe(b.transport(), wanted{})
		b.ack(receive(b, got, "notification"))
	}},
	{"priorities", func(b *bed) {
		tr := b.transport()
		some, _ := b.subscribe(tr, wanted{priorities: []notify.Priority{notify.PriorityWarn, notify.PriorityError}})
		for _, p := range notify.Priorities() {
			n := b.notification(string(p))
			n.Priority = p
			b.notify(tr, n)
		}
		for range 2 {
			n := receive(b, some, "notification")
			if n.Priority != "WARN" && n.Priority != "ERROR" || n.EventType != strings.ToLower(n.Priority) {
				b.Errorf("got %s", n.Priority)
			}
			b.ack(n)
		}
		b.noMore(some)
	}},
	{"several topics", func(b *bed) {
		tr := b.transport()
		other := b.topic + "-other"
		got, _ := b.subscribe(tr, wanted{topics: []string{b.topic, other}})
		n := b.notification("both")
		n.Topics = []string{b.topic, other}
		b.notify(tr, n)
		first, second := receive(b, got, "notification"), receive(b, got, "notification")
		if first.MessageID != second.MessageID || first.UniqueID == second.UniqueID {
			b.Errorf("message ids %s, %s; unique ids %s, %s", first.MessageID, second.MessageID, first.UniqueID, second.UniqueID)
		}
		b.ack(first)
		b.ack(second)
	}},
	{"listeners share the queue", func(b *bed) {
		tr := b.transport()
		one, _ := b.subscribe(tr, wanted{Subscription: transport.Subscription{Prefetch: 1}})
		two, _ := b.subscribe(b.transport(), wanted{Subscription: transport.Subscription{Prefetch: 1}})
		for range 2 {
			b.notify(tr, b.notification("shared"))
		}
		// Each may hold one only, so each gets one.
		b.ack(receive(b, one, "notification"))
		b.ack(receive(b, two, "notification"))
	}},
	{"prefetch bounds what is unsettled", func(b *bed) {
		tr := b.transport()
		got, _ := b.subscribe(tr, wanted{Subscription: transport.Subscription{Prefetch: 2}})
		for range 5 {
			b.notify(tr, b.notification("bounded"))
		}
		held := []*transport.Notification{receive(b, got, "notification"), receive(b, got, "notification")}
		b.noMore(got)
		for range 3 {
			b.ack(held[0])
			held = append(held[1:], receive(b, got, "notification"))
		}
		for _, n := range held {
			b.ack(n)
		}
	}},
	{"every pool gets each notification once", func(b *bed) {
		tr := b.transport()
		red, blue := unique("red"), unique("blue")
		red1, _ := b.subscribe(tr, wanted{Subscription: transport.Subscription{Pool: red}, priorities: notify.Priorities()})
		red2, _ := b.subscribe(b.transport(), wanted{Subscription: transport.Subscription{Pool: red}, priorities: notify.Priorities()})
		blue1, _ := b.subscribe(b.transport(), wanted{Subscription: transport.Subscription{Pool: blue}, priorities: notify.Priorities()})
		var sent []string
		for i := range 10 {
			event := string(rune('a' + i))
			sent = append(sent, event)
			n := b.notification(event)
			n.Priority = notify.Priorities()[i%len(notify.Priorities())]
			b.notify(tr, n)
		}
		if got := b.collect(10, blue1); !slices.Equal(got, sent) {
			b.Errorf("blue got %v", got)
		}
		if got := b.collect(10, red1, red2); !slices.Equal(got, sent) {
			b.Errorf("red got %v", got)
		}
	}},
	{"requeue", func(b *bed) {
		tr := b.transport()
		got, _ := b.subscribe(tr, wanted{})
		b.notify(tr, b.notification("again"))
		first := receive(b, got, "notification")
		b.must(first.Settler.Requeue())
		second := receive(b, got, "notification")
		if !second.Redelivered || second.UniqueID != first.UniqueID {
			b.Errorf("got %+v", second)
		}
		b.ack(second)
		b.noMore(got)
	}},
	{"what is unsettled at the end goes back", func(b *bed) {
		tr := b.transport()
		got, l := b.subscribe(tr, wanted{})
		b.notify(tr, b.notification("unsettled"))
		b.notify(tr, b.notification("settled"))
		for range 2 {
			if n := receive(b, got, "notification"); n.EventType == "settled" {
				b.ack(n)
			}
		}
		b.must(l.Stop(b.ctx))
		b.must(l.Close())
		again, _ := b.subscribe(b.transport(), wanted{})
		n := receive(b, again, "notification")
		if n.EventType != "unsettled" || !n.Redelivered {
			b.Errorf("got %+v", n)
		}
		b.ack(n)
		b.noMore(again)
	}},
	{"settling after the end does nothing", func(b *bed) {
		tr := b.transport()
		got, l := b.subscribe(tr, wanted{})
		b.notify(tr, b.notification("late"))
		n := receive(b, got, "notification")
		b.must(l.Close())
		_ = n.Settler.Ack()
		again, _ := b.subscribe(b.transport(), wanted{})
		b.ack(receive(b, again, "notification"))
	}},
	{"stopped listeners get nothing", func(b *bed) {
		tr := b.transport()
		got, l := b.subscribe(tr, wanted{})
		b.must(l.Stop(b.ctx))
		b.must(l.Stop(b.ctx))
		b.notify(tr, b.notification("unheard"))
		b.noMore(got)
	}},
	{"a notification that can't be read is dropped", func(b *bed) {
		tr := b.transport()
		raw, ok := tr.(RawPublisher)
		if !ok {
			b.Skip("the transport can't publish raw messages")
		}
		got, _ := b.subscribe(tr, wanted{Subscription: transport.Subscription{Prefetch: 1}})
		for _, body := range []string{"{", "[]", `{"oslo.version": "9.0", "oslo.message": "{}"}`} {
			b.must(raw.PublishRaw(b.ctx, tr.Settings().ControlExchange, b.topic+".info", []byte(body)))
		}
		b.notify(tr, b.notification("readable"))
		n := receive(b, got, "notification")
		if n.EventType != "readable" {
			b.Errorf("got %+v", n)
		}
		b.ack(n)
	}},
	{"a cancelled ctx sends nothing", func(b *bed) {
		ctx, cancel := context.WithCancel(b.ctx)
		cancel()
		if err := notify.MessagingV2Driver().Notify(ctx, b.transport(), b.notification("unsent")); err == nil {
			b.Error("no error")
		}
	}},
}

// collect acknowledges n notifications from any of the channels and returns their
// event types, sorted.
func (b *bed) collect(n int, from ...<-chan *transport.Notification) []string {
	b.Helper()
	from = append(from, nil, nil)
	var events []string
	for range n {
		var in *transport.Notification
		select {
		case in = <-from[0]:
		case in = <-from[1]:
		case <-time.After(testTimeout):
			b.Fatalf("%d of %d notifications came", len(events), n)
		}
		b.ack(in)
		events = append(events, in.EventType)
	}
	slices.Sort(events)
	return events
}
