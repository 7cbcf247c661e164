package notify_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestFailureEndsTheRound(t *testing.T) {
	for name, fail := range map[string]notify.Event{
		"error": {Run: func(context.Context, *notify.Incoming) error { return errors.New("broken") }},
		"panic": {Run: func(context.Context, *notify.Incoming) error { panic("broken") }},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
				before, after := make(heard, 10), make(heard, 10)
				l := hear(t, tr, []notify.Event{before.event(notify.Event{}, nil), fail, after.event(notify.Event{}, nil)})
				send(t, n.Info, "e")
				before.want(t, "e")
				after.want(t)
				if err := l.Wait(t.Context()); err != nil {
					t.Fatal(err)
				}
				if n := left(t, tr); n != 0 {
					t.Errorf("%d are left: without WithRequeue it is acknowledged", n)
				}
				if !strings.Contains(log.String(), "notification event failed") || !strings.Contains(log.String(), "event_type=e") {
					t.Errorf("logged %s", log)
				}
			})
		})
	}
}

func TestRequeueIsBounded(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
		start := time.Now()
		var at []time.Duration
		l := hear(t, tr, []notify.Event{{Run: func(_ context.Context, in *notify.Incoming) error {
			at = append(at, time.Since(start))
			if in.Redelivered != (len(at) > 1) {
				t.Errorf("delivery %d: redelivered %v", len(at), in.Redelivered)
			}
			return notify.ErrRequeue
		}}}, notify.WithRequeue(3, time.Second), notify.WithWorkers(1))
		send(t, n.Info, "again")
		time.Sleep(time.Hour)
		synctest.Wait()
		if want := []time.Duration{0, time.Second, 3 * time.Second, 7 * time.Second}; !slices.Equal(at, want) {
			t.Errorf("delivered at %v, want %v", at, want)
		}
		if !strings.Contains(log.String(), "given back too often") || strings.Contains(log.String(), "event failed") {
			t.Errorf("logged %s", log)
		}
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := left(t, tr); n != 0 {
			t.Errorf("%d are left", n)
		}
	})
}

func TestRequeueThatSucceeds(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
		tries := 0
		hear(t, tr, []notify.Event{{Run: func(context.Context, *notify.Incoming) error {
			if tries++; tries < 3 {
				return errors.New("not yet")
			}
			return nil
		}}}, notify.WithRequeue(0, time.Second))
		send(t, n.Info, "again")
		time.Sleep(time.Hour)
		synctest.Wait()
		if tries != 3 || strings.Count(log.String(), "not yet") != 2 {
			t.Errorf("%d tries, logged %s", tries, log)
		}
	})
}

// What waits to be given back when the listener ends goes back to the bus.
func TestRequeueAtTheEnd(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		h := make(heard, 10)
		l := hear(t, tr, []notify.Event{h.event(notify.Event{}, notify.ErrRequeue)}, notify.WithRequeue(5, time.Minute))
		send(t, n.Info, "again")
		h.want(t, "again")
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := left(t, tr); n != 1 {
			t.Errorf("%d are left, want 1", n)
		}
		time.Sleep(time.Hour)
	})
}

func TestPayloadThatDoesNotFitIsDropped(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
		tries := 0
		l := hear(t, tr, []notify.Event{{Run: func(_ context.Context, in *notify.Incoming) error {
			tries++
			var number int
			return in.Decode(&number)
		}}}, notify.WithRequeue(5, time.Second))
		if err := n.Info(t.Context(), "e", "c4n4ry"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if tries != 1 || !strings.Contains(log.String(), "read the payload of e") || strings.Contains(log.String(), "c4n4ry") {
			t.Errorf("%d tries, logged %s", tries, log)
		}
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := left(t, tr); n != 0 {
			t.Errorf("%d are left", n)
		}
	})
}

func TestStrangeNotifications(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, _ *notify.Notifier, log *testlog.Buffer) {
		h := make(heard, 10)
		l := hear(t, tr, []notify.Event{h.event(notify.Event{}, nil)}, notify.WithWorkers(1))
		for _, body := range []string{
			`{"event_type": "of no priority"}`,
			`{"event_type": "of null priority", "priority": null}`,
			`{"event_type": "of strange priority", "priority": "LOUD"}`,
			`{"event_type": "without anything else", "priority": "info"}`,
			`{"event_type": "body's priority counts", "priority": "ERROR"}`,
			`{"event_type": "twice", "priority": "INFO", "_unique_id": "1"}`,
			`{"event_type": "twice", "priority": "INFO", "_unique_id": "1"}`,
			`{`,
		} {
			oslotest.PublishRaw(t, tr, "notifications.info", body)
			synctest.Wait()
		}
		h.want(t, "body's priority counts", "twice", "without anything else")
		if got := strings.Count(log.String(), "reason=unknown_priority"); got != 3 {
			t.Errorf("%d of unknown priority, logged %s", got, log)
		}
		if !strings.Contains(log.String(), "reason=duplicate") {
			t.Errorf("logged %s", log)
		}
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := left(t, tr); n != 0 {
			t.Errorf("%d are left", n)
		}
	})
}

// Notifications that wait for their turn leave room for others.
func TestWaitingNotificationsDoNotStopTheListener(t *testing.T) {
	for name, opts := range map[string][]notify.ListenerOption{
		"one by one": nil,
		"batches":    {notify.WithBatch(10, time.Millisecond)},
		"prefetch":   {notify.WithPrefetch(5)},
		"pool":       {notify.WithPool("waiting")},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
				start := time.Now()
				good := make(chan time.Duration, 1)
				hear(t, tr, []notify.Event{
					{Type: "bad", Run: func(context.Context, *notify.Incoming) error { return notify.ErrRequeue }},
					{Type: "good", Run: func(context.Context, *notify.Incoming) error {
						good <- time.Since(start)
						return nil
					}},
				}, append(opts, notify.WithRequeue(0, 0))...)
				for range 150 {
					send(t, n.Info, "bad")
				}
				send(t, n.Info, "good")
				if after := <-good; after >= time.Second {
					t.Errorf("handled after %s, when the first of the others had been given back", after)
				}
			})
		})
	}
}

// testing.T.FailNow ends the goroutine of its event. The notification failed, and the
// listener keeps its worker.
func TestEventThatEndsItsGoroutineFails(t *testing.T) {
	for name, opts := range map[string][]notify.ListenerOption{
		"acknowledged": nil,
		"given back":   {notify.WithRequeue(1, time.Second)},
		"in a batch":   {notify.WithBatch(2, time.Second)},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
				good := make(heard, 10)
				l := hear(t, tr, []notify.Event{
					{Type: "bad", Run: func(context.Context, *notify.Incoming) error {
						runtime.Goexit()
						return nil
					}},
					good.event(notify.Event{Type: "good"}, nil),
				}, append(opts, notify.WithWorkers(1))...)
				send(t, n.Info, "bad", "bad", "good")
				time.Sleep(time.Hour)
				good.want(t, "good")
				if !strings.Contains(log.String(), "ended its goroutine") {
					t.Errorf("logged %s", log)
				}
				if err := l.Wait(t.Context()); err != nil {
					t.Fatal(err)
				}
				if n := left(t, tr); n != 0 {
					t.Errorf("%d are left", n)
				}
			})
		})
	}
}
