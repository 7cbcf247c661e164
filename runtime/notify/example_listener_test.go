package notify_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
)

// exampleBus opens a transport on a bus of its own.
func exampleBus(name string) oslo.Transport {
	tr, err := oslo.Open(context.Background(), "fake:///"+name, fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	return tr
}

// info sends one notification.
func info(tr oslo.Transport, eventType string, opts ...notify.NotifierOption) {
	if err := notify.NewNotifier(tr, "compute.host-1", opts...).Info(context.Background(), eventType, nil); err != nil {
		log.Fatal(err)
	}
}

// A listener gives a notification back when its event fails, and tries it again.
func ExampleWithRequeue() {
	tr := exampleBus("requeue")
	defer tr.Close()
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}}, notify.WithRequeue(3, time.Millisecond))
	done := make(chan bool)
	l.Handle(notify.Event{Name: "store", Run: func(_ context.Context, in *notify.Incoming) error {
		if !in.Redelivered {
			return errors.New("the database is away")
		}
		fmt.Println(in.EventType, "at the second attempt")
		close(done)
		return nil
	}})
	if err := l.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = l.Wait(context.Background()) }()
	info(tr, "instance.create.end")
	<-done
	// Output: instance.create.end at the second attempt
}

// Each pool gets every notification once. Listeners of one pool share them.
func ExampleWithPool() {
	tr := exampleBus("pool")
	defer tr.Close()
	got := make(chan string, 2)
	for _, pool := range []string{"billing", "audit"} {
		l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}}, notify.WithPool(pool))
		l.Handle(notify.Event{Name: pool, Run: func(_ context.Context, in *notify.Incoming) error {
			got <- in.EventType
			return nil
		}})
		if err := l.Start(context.Background()); err != nil {
			log.Fatal(err)
		}
		defer func() { _ = l.Wait(context.Background()) }()
	}
	info(tr, "instance.create.end")
	fmt.Println(<-got)
	fmt.Println(<-got)
	// Output:
	// instance.create.end
	// instance.create.end
}

// RunBatch handles many notifications at once.
func ExampleWithBatch() {
	tr := exampleBus("batch")
	defer tr.Close()
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}}, notify.WithBatch(3, time.Minute))
	sizes := make(chan int)
	l.Handle(notify.Event{Name: "store", RunBatch: func(_ context.Context, batch []*notify.Incoming) error {
		sizes <- len(batch)
		return nil
	}})
	if err := l.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = l.Wait(context.Background()) }()
	for range 3 {
		info(tr, "instance.exists")
	}
	fmt.Println(<-sizes)
	// Output: 3
}

// A filter narrows the notifications of an event by regular expressions.
func ExampleFilter() {
	tr := exampleBus("filter")
	defer tr.Close()
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
	got := make(chan string, 1)
	l.Handle(notify.Event{
		Name:   "ends",
		Filter: notify.Filter{EventType: `instance\..*\.end$`, PublisherID: `compute\.`},
		Run: func(_ context.Context, in *notify.Incoming) error {
			got <- in.EventType
			return nil
		},
	})
	if err := l.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = l.Wait(context.Background()) }()
	info(tr, "instance.create.start")
	info(tr, "instance.create.end")
	fmt.Println(<-got)
	// Output: instance.create.end
}

// An interceptor sees each notification once, before its drivers.
func ExampleWithInterceptor() {
	var sent notify.TestDriver
	name := func(ctx context.Context, n *notify.Notification, next notify.Send) error {
		n.PublisherID = "compute.host-7"
		return next(ctx, n)
	}
	info(nil, "instance.exists", notify.WithDriver(&sent), notify.WithInterceptor(name))
	fmt.Println(sent.Sent()[0].PublisherID, sent.Sent()[0].EventType)
	// Output: compute.host-7 instance.exists
}

// Versioned notifications go to a topic of their own.
func ExampleNotifier_With() {
	var sent notify.TestDriver
	n := notify.NewNotifier(nil, "compute:host-1", notify.WithDriver(&sent))
	versioned := n.With(notify.WithTopics("versioned_notifications"))
	if err := versioned.Error(context.Background(), "instance.create.error", nil); err != nil {
		log.Fatal(err)
	}
	fmt.Println(sent.Sent()[0].Topics, sent.Sent()[0].Priority)
	// Output: [versioned_notifications] error
}

// handle starts a listener of one event and returns a function that ends it.
func handle(tr oslo.Transport, e notify.Event, opts ...notify.ListenerOption) (end func()) {
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}}, opts...)
	l.Handle(e)
	if err := l.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	return func() { _ = l.Wait(context.Background()) }
}

// A typed event, as generated code has them, finds its notification in its ctx.
func ExampleIncomingFrom() {
	tr := exampleBus("incoming")
	defer tr.Close()
	got := make(chan string)
	created := func(ctx context.Context) error {
		in := notify.IncomingFrom(ctx)
		got <- fmt.Sprint(in.EventType, " by ", in.PublisherID, " at ", in.Priority)
		return nil
	}
	defer handle(tr, notify.Event{Type: "instance.create.end", Run: func(ctx context.Context, _ *notify.Incoming) error {
		return created(ctx)
	}})()
	info(tr, "instance.create.end")
	fmt.Println(<-got)
	// Output: instance.create.end by compute.host-1 at info
}

// BatchOf reads the payloads of a batch. One that does not fit ends alone.
func ExampleBatchOf() {
	tr := exampleBus("batchof")
	defer tr.Close()
	got := make(chan []int)
	store := func(_ context.Context, sizes []int) error {
		got <- sizes
		return nil
	}
	defer handle(tr, notify.Event{Type: "volume.size", RunBatch: notify.BatchOf(store)}, notify.WithBatch(3, time.Minute))()
	n := notify.NewNotifier(tr, "volume.host-1")
	for _, payload := range []any{10, "no size", 30} {
		if err := n.Info(context.Background(), "volume.size", payload); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(<-got)
	// Output: [10 30]
}

// An event interceptor does more around every event of a listener.
func ExampleWithEventInterceptor() {
	tr := exampleBus("event-interceptor")
	defer tr.Close()
	done := make(chan bool)
	logging := func(e notify.Event) notify.Event {
		run := e.Run
		e.Run = func(ctx context.Context, in *notify.Incoming) error {
			defer close(done)
			err := run(ctx, in)
			fmt.Println(e.Type, err)
			return err
		}
		return e
	}
	defer handle(tr, notify.Event{
		Type: "instance.exists",
		Run:  func(context.Context, *notify.Incoming) error { return errors.New("the database is away") },
	}, notify.WithEventInterceptor(logging))()
	info(tr, "instance.exists")
	<-done
	// Output: instance.exists the database is away
}

// TestDriver keeps notifications in memory, for a test of the code that sends them.
func ExampleWithDriver() {
	var sent notify.TestDriver
	n := notify.NewNotifier(nil, "compute.host-1", notify.WithDriver(&sent))
	if err := n.Info(context.Background(), "instance.create.end", map[string]any{"id": "i1"}); err != nil {
		log.Fatal(err)
	}
	for _, one := range sent.Sent() {
		fmt.Println(one.EventType, one.Priority, one.Payload)
	}
	// Output: instance.create.end info map[id:i1]
}

// A notifier of another service's exchange on the same transport.
func ExampleWithExchange() {
	tr := exampleBus("exchange")
	defer tr.Close()
	got := make(chan string)
	l := notify.NewListener(tr, []oslo.Target{{Exchange: "cinder", Topic: "notifications"}})
	l.Handle(notify.Event{Run: func(_ context.Context, in *notify.Incoming) error {
		got <- in.EventType
		return nil
	}})
	if err := l.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = l.Wait(context.Background()) }()
	info(tr, "volume.delete.end", notify.WithExchange("cinder"))
	fmt.Println(<-got)
	// Output: volume.delete.end
}
