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
