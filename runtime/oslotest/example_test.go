package oslotest_test

import (
	"context"
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/intercept"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// t is the test that these examples are part of.
var t *testing.T

// A server and a client on the test's own bus.
func ExampleOpen() { //nolint:testableexamples // it needs the test that it is part of
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
func ExampleRecordRequests() {
	tr := oslotest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	requests.Answer("get_host", func(context.Context, *oslo.Incoming) (any, error) { return "cmp-1", nil })
	// Run the code under test here.
	in := requests.Next(t)
	var args struct {
		Host string `json:"host"`
	}
	if err := in.Decode(&args); err != nil || in.Method != "sync" || args.Host != "cmp-1" {
		t.Errorf("got %s %+v, %v", in.Method, args, err)
	}
}

// The notifications of the code under test.
func ExampleRecordNotifications() {
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
func ExampleWithFaults() {
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
func ExampleContext() { //nolint:testableexamples // it needs the test that it is part of
	ctx := oslotest.Context(t, map[string]any{"user_id": "u1", "project_id": "p1"})
	c := oslo.NewClient(oslotest.Open(t), oslo.Target{Topic: "compute"})
	if err := c.Cast(ctx, &oslo.Method{Name: "sync"}, nil); err != nil {
		t.Error(err)
	}
}

// A message as another program may send it.
func ExamplePublishRaw() {
	tr := oslotest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	oslotest.PublishRaw(t, tr, "compute", `{"method": "sync", "args": {}}`)
	requests.Next(t)
}
