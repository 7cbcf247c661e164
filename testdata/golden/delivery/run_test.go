package api

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

func TestDelivery(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, DeliveryTopic, "h", func(srv *oslo.Server) { RegisterDelivery(srv, UnimplementedDelivery{}) })
	var last oslo.Request
	c := NewDeliveryClient(tr, run.Peek(&last))
	for _, step := range []struct {
		send             func(context.Context) error
		timeout, monitor time.Duration
		want             transport.Delivery
	}{
		{c.Default, 10 * time.Second, 4 * time.Second, transport.Delivery{Retry: -1, Mandatory: true}},
		{c.Own, 20 * time.Second, 6 * time.Second, transport.Delivery{Retry: 0, Mandatory: true}},
		{func(ctx context.Context) error { return c.Quick(ctx, 1) }, 0, 0, transport.Delivery{Retry: 3, Mandatory: true, Unconfirmed: true}},
		{c.With(oslo.WithRetry(7)).Own, 20 * time.Second, 6 * time.Second, transport.Delivery{Retry: 7, Mandatory: true}},
		{c.All, 0, 0, transport.Delivery{Retry: -1}},
	} {
		if err := step.send(t.Context()); err != nil && !errors.As(err, new(*oslo.NoSuchMethodError)) {
			t.Error(err)
		}
		if last.Timeout != step.timeout || last.Monitor != step.monitor || last.Delivery != step.want {
			t.Errorf("%s: %+v, want %+v", last.Method, last, step)
		}
	}
	if err := NewDeliveryClient(run.Transport(t)).On("nobody").Quick(t.Context(), 1); !errors.Is(err, oslo.ErrUndeliverable) {
		t.Errorf("got %v", err)
	}
}

type constants struct{ UnimplementedConstants }

func (constants) Get(_ context.Context, id string) (string, error) { return id, nil }

func TestConstants(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, ConstantsTopic, "h", func(srv *oslo.Server) { RegisterConstants(srv, constants{}) })
	var last oslo.Request
	if got, err := NewConstantsClient(tr, run.Peek(&last)).Get(t.Context(), "x"); got != "x" || err != nil {
		t.Error(got, err)
	}
	raw, err := json.Marshal(last.Args)
	if err != nil {
		t.Fatal(err)
	}
	var sent map[string]any
	if err := json.Unmarshal(raw, &sent); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"id": "x", "call_version": "1.3", "want_objects": false, "depth": -2.0, "none": nil}
	if d := cmp.Diff(want, sent); d != "" {
		t.Error(d)
	}
	var got string // a peer that knows nothing of them
	err = oslo.NewClient(tr, oslo.Target{Topic: ConstantsTopic}).Call(t.Context(), &oslo.Method{Name: "get"}, map[string]any{"id": "y"}, &got)
	if got != "y" || err != nil {
		t.Error(got, err)
	}
}
