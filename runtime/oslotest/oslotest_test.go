package oslotest_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

var (
	compute = oslo.Target{Topic: "compute"}
	reboot  = &oslo.Method{Name: "reboot"}
)

// Parallel tests on the in-process bus do not answer each other.
func TestTestsDoNotShareTheirBus(t *testing.T) {
	for _, name := range []string{"one", "two", "three"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tr := oslotest.Open(t)
			srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-1"})
			dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
				"reboot": func(context.Context, *oslo.Incoming) (any, error) { return name, nil },
			}})
			oslotest.Start(t, srv)
			for range 20 {
				var got string
				if err := oslo.NewClient(oslotest.Open(t), compute).Call(t.Context(), reboot, nil, &got); err != nil || got != name {
					t.Fatalf("%s answered %s: %v", got, name, err)
				}
			}
		})
	}
}

func TestRecordRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		requests := oslotest.RecordRequests(t, tr, compute)
		requests.Answer("reboot", func(context.Context, *oslo.Incoming) (any, error) { return "done", nil })
		c := oslo.NewClient(tr, compute)
		if err := c.Cast(oslotest.Context(t, map[string]any{"user_id": "u1"}), &oslo.Method{Name: "sync"}, map[string]any{"host": "cmp-1"}); err != nil {
			t.Fatal(err)
		}
		var got string
		if err := c.Call(t.Context(), reboot, nil, &got); err != nil || got != "done" {
			t.Errorf("call: %q, %v", got, err)
		}
		in := requests.Next(t)
		var args struct {
			Host string `json:"host"`
		}
		if err := in.Decode(&args); err != nil || in.Method != "sync" || args.Host != "cmp-1" || in.MessageID != "" {
			t.Errorf("recorded %s %+v: %v", in.Method, args, err)
		}
		if in := requests.Next(t); in.Method != "reboot" || in.MessageID == "" {
			t.Errorf("recorded %s", in.Method)
		}
		if all := requests.All(); len(all) != 2 {
			t.Errorf("recorded %d", len(all))
		}
	})
}

func TestRecordNotifications(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		sent := oslotest.RecordNotifications(t, tr)
		n := notify.NewNotifier(tr, "compute.cmp-1")
		if err := n.Info(t.Context(), "instance.create.end", map[string]any{"id": "i1"}); err != nil {
			t.Fatal(err)
		}
		in := sent.Next(t)
		var payload map[string]any
		if err := in.Decode(&payload); err != nil || in.EventType != "instance.create.end" || payload["id"] != "i1" {
			t.Errorf("recorded %s %v: %v", in.EventType, payload, err)
		}
		if len(sent.All()) != 1 {
			t.Errorf("recorded %d", len(sent.All()))
		}
	})
}

// After a timeout or a lost reply the request has run, after the others it has not.
func TestFaults(t *testing.T) {
	remote := &oslo.RemoteError{Module: "nova.exception", Class: "NotFound"}
	for name, c := range map[string]struct {
		fault error
		runs  bool
	}{
		"timeout":       {oslo.ErrTimeout, true},
		"reply lost":    {oslo.ErrReplyLost, true},
		"unavailable":   {oslo.ErrUnavailable, false},
		"undeliverable": {oslo.ErrUndeliverable, false},
		"refused":       {oslo.ErrRefused, false},
		"remote":        {remote, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tr := oslotest.WithFaults(oslotest.Open(t))
				requests := oslotest.RecordRequests(t, tr, compute)
				client := oslo.NewClient(tr, compute)
				tr.Fail("reboot", c.fault, c.fault)
				for kind, err := range map[string]error{
					"call": client.Call(t.Context(), reboot, nil, nil), "cast": client.Cast(t.Context(), reboot, nil),
				} {
					if !errors.Is(err, c.fault) {
						t.Errorf("%s: %v", kind, err)
					}
				}
				synctest.Wait()
				if runs := len(requests.All()) == 2; runs != c.runs {
					t.Errorf("%d requests ran", len(requests.All()))
				}
				if err := client.Call(t.Context(), reboot, nil, nil); err != nil {
					t.Errorf("the call after the faults: %v", err)
				}
				tr.Fail("created", c.fault)
				n := notify.NewNotifier(tr, "compute.cmp-1")
				if err := n.Info(t.Context(), "created", nil); !errors.Is(err, c.fault) {
					t.Errorf("notify: %v", err)
				}
			})
		})
	}
}
