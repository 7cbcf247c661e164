package oslotest_test

import (
	"context"
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/intercept"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// t is the test that these examples are part of.
var t *testing.T

// TestExamples runs the examples, which need a test.
func TestExamples(outer *testing.T) {
	for name, example := range map[string]func(){
		"Open": ExampleOpen, "RecordRequests": ExampleRecordRequests, "RecordNotifications": ExampleRecordNotifications,
		"WithFaults": ExampleWithFaults, "Context": ExampleContext, "PublishRaw": ExamplePublishRaw,
		"URL": ExampleURL, "Start": ExampleStart,
	} {
		outer.Run(name, func(inner *testing.T) {
			t = inner
			example()
		})
	}
}

// A server and a client on the test's own bus.
func ExampleOpen() { //nolint:testableexamples // TestExamples runs it
	tr := oslotest.Open(t)
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-1"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"reboot": func(context.Context, *oslo.Incoming) (any, error) { return "done", nil },
	}})
	oslotest.Start(t, srv)
	var got string
	if err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Call(t.Context(), &oslo.Method{Name: "reboot"}, nil, &got); err != nil {
		t.Fatal(err)
	}
}

// The code under test casts to compute. RecordRequests takes the place of it.
func ExampleRecordRequests() { //nolint:testableexamples // TestExamples runs it
	tr := oslotest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	requests.Answer("get_host", func(context.Context, *oslo.Incoming) (any, error) { return "cmp-1", nil })
	// The code under test:
	host := map[string]any{"host": "cmp-1"}
	if err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Cast(t.Context(), &oslo.Method{Name: "sync"}, host); err != nil {
		t.Fatal(err)
	}
	in := requests.Next(t)
	var args struct {
		Host string `json:"host"`
	}
	if err := in.Decode(&args); err != nil || in.Method != "sync" || args.Host != "cmp-1" {
		t.Errorf("got %s %+v, %v", in.Method, args, err)
	}
}

// The notifications of the code under test.
func ExampleRecordNotifications() { //nolint:testableexamples // TestExamples runs it
	tr := oslotest.Open(t)
	sent := oslotest.RecordNotifications(t, tr)
	if err := notify.NewNotifier(tr, "compute.cmp-1").Info(t.Context(), "instance.create.end", nil); err != nil {
		t.Fatal(err)
	}
	if in := sent.Next(t); in.EventType != "instance.create.end" {
		t.Errorf("got %s", in.EventType)
	}
}

// A call that no broker took at first is made again.
func ExampleWithFaults() { //nolint:testableexamples // TestExamples runs it
	tr := oslotest.WithFaults(oslotest.Open(t))
	oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	tr.Fail("reboot", oslo.ErrUnavailable)
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.WithInterceptor(intercept.Retry(1, 0)))
	if err := c.Call(t.Context(), &oslo.Method{Name: "reboot"}, nil, nil); err != nil {
		t.Error(err)
	}
	tr.Fail("reboot", oslo.ErrTimeout)
	if err := c.Call(t.Context(), &oslo.Method{Name: "reboot"}, nil, nil); !errors.Is(err, oslo.ErrTimeout) {
		t.Errorf("got %v: it may have run, and is not made again", err)
	}
}

// A ctx with the request context of a user.
func ExampleContext() { //nolint:testableexamples // TestExamples runs it
	ctx := oslotest.Context(t, map[string]any{"user_id": "u1", "project_id": "p1"})
	c := oslo.NewClient(oslotest.Open(t), oslo.Target{Topic: "compute"})
	if err := c.Cast(ctx, &oslo.Method{Name: "sync"}, nil); err != nil {
		t.Error(err)
	}
}

// A message as another program may send it.
func ExamplePublishRaw() { //nolint:testableexamples // TestExamples runs it
	tr := oslotest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	oslotest.PublishRaw(t, tr, "compute", `{"method": "sync", "args": {}}`)
	requests.Next(t)
}

// A program that opens its transport itself gets the test's bus by its URL.
func ExampleURL() { //nolint:testableexamples // TestExamples runs it
	program := func(ctx context.Context, url string) error {
		tr, err := oslo.Open(ctx, url, fake.Driver())
		if err != nil {
			return err
		}
		defer tr.Close()
		return oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Cast(ctx, &oslo.Method{Name: "sync"}, nil)
	}
	requests := oslotest.RecordRequests(t, oslotest.Open(t), oslo.Target{Topic: "compute"})
	if err := program(t.Context(), oslotest.URL(t)); err != nil {
		t.Fatal(err)
	}
	requests.Next(t)
}

// Start starts whatever has Start and Wait, and ends it with the test.
func ExampleStart() { //nolint:testableexamples // TestExamples runs it
	tr := oslotest.Open(t)
	got := make(chan string, 1)
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
	l.Handle(notify.Event{Run: func(_ context.Context, in *notify.Incoming) error {
		got <- in.EventType
		return nil
	}})
	oslotest.Start(t, l, oslo.NewService())
	if err := notify.NewNotifier(tr, "p").Info(t.Context(), "instance.exists", nil); err != nil {
		t.Fatal(err)
	}
	if event := <-got; event != "instance.exists" {
		t.Errorf("got %s", event)
	}
}
