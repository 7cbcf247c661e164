package notify_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
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

// One notification that an event can't handle ends alone; only what RunBatch says is
// about all.
func TestFailureInABatch(t *testing.T) {
	for name, bad := range map[string]notify.Event{
		"error":     {Type: "bad", Run: func(context.Context, *notify.Incoming) error { return errors.New("broken") }},
		"typed nil": {Type: "bad", Run: func(context.Context, *notify.Incoming) error { return (*oslo.PayloadError)(nil) }},
		"wrapped": {Type: "bad", Run: func(context.Context, *notify.Incoming) error {
			return fmt.Errorf("handle: %w", (*oslo.PayloadError)(nil))
		}},
		"panic":      {Type: "bad", Run: func(context.Context, *notify.Incoming) error { panic("broken") }},
		"no payload": {Type: "bad", Filter: notify.Filter{Payload: map[string]string{"a": "b"}}, Run: unwanted(t)},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
				var batches [][]string
				hear(t, tr, []notify.Event{bad, {RunBatch: func(_ context.Context, batch []*notify.Incoming) error {
					batches = append(batches, types(batch))
					return nil
				}}}, notify.WithBatch(4, time.Hour))
				send(t, n.Info, "a")
				if err := n.Info(t.Context(), "bad", "not an object"); err != nil {
					t.Fatal(err)
				}
				send(t, n.Info, "b", "c")
				synctest.Wait()
				if got := fmt.Sprint(batches); got != "[[a b c]]" {
					t.Errorf("handled %v", got)
				}
				if strings.Count(log.String(), "notification event failed") != 1 {
					t.Errorf("logged %s", log)
				}
			})
		})
	}
}

func unwanted(t *testing.T) func(context.Context, *notify.Incoming) error {
	return func(_ context.Context, in *notify.Incoming) error {
		t.Errorf("handled %s", in.EventType)
		return nil
	}
}

func types(batch []*notify.Incoming) []string {
	var all []string
	for _, in := range batch {
		all = append(all, in.EventType)
	}
	return all
}

func TestRequeueInABatch(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		runs := map[string]int{}
		hear(t, tr, []notify.Event{{Run: func(_ context.Context, in *notify.Incoming) error {
			if runs[in.EventType]++; in.EventType == "a" {
				return errors.New("always")
			}
			return nil
		}}}, notify.WithBatch(3, time.Second), notify.WithRequeue(3, time.Second))
		send(t, n.Info, "a", "b", "c")
		time.Sleep(time.Hour)
		synctest.Wait()
		if want := map[string]int{"a": 4, "b": 1, "c": 1}; !maps.Equal(runs, want) {
			t.Errorf("runs %v, want %v", runs, want)
		}
	})
}

// What the end of the drain interrupts was not handled: it goes back to the bus.
func TestDrainTimeoutGivesNotificationsBack(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		done := make(heard, 10)
		l := notify.NewListener(tr, notifications, notify.WithBatch(2, time.Hour))
		l.Handle(notify.Event{Run: func(ctx context.Context, in *notify.Incoming) error {
			if in.EventType == "quick" {
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		}}, done.event(notify.Event{}, nil))
		if err := l.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		send(t, n.Info, "quick", "slow")
		send(t, n.Warn, "later") // a group of its own, which is not begun
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := l.Wait(ctx); err == nil {
			t.Error("Wait says nothing of an event that still runs")
		}
		done.want(t)
		synctest.Wait()
		again := make(heard, 10)
		hear(t, tr, []notify.Event{again.event(notify.Event{}, nil)})
		again.want(t, "later", "quick", "slow")
	})
}

// Of several notifications of one event, none is begun after the end of the drain.
func TestNothingBeginsAfterTheDrain(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		began := 0
		l := notify.NewListener(tr, notifications, notify.WithBatch(4, time.Hour))
		l.Handle(notify.Event{Run: func(context.Context, *notify.Incoming) error {
			began++
			time.Sleep(time.Second)
			return nil
		}})
		if err := l.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		send(t, n.Info, "a", "b", "c", "d")
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		if err := l.Wait(ctx); err == nil {
			t.Error("Wait says nothing of an event that still runs")
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if began != 2 {
			t.Errorf("%d were begun in a second and a half, of a second each", began)
		}
	})
}

func TestBatchHasABound(t *testing.T) {
	tr := oslotest.Open(t)
	for name, opt := range map[string]notify.ListenerOption{"batch": notify.WithBatch(70_000, 0), "prefetch": notify.WithPrefetch(65_536)} {
		l := notify.NewListener(tr, notifications, opt)
		l.Handle(make(heard, 1).event(notify.Event{}, nil))
		if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "at most 65535") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnknownPriorityIsAMistake(t *testing.T) {
	l := notify.NewListener(oslotest.Open(t), notifications)
	l.Handle(make(heard, 1).event(notify.Event{Name: "e", Priorities: []notify.Priority{"INFO"}}, nil))
	if err := l.Start(t.Context()); err == nil || !strings.Contains(err.Error(), `no priority "INFO"`) {
		t.Errorf("Start: %v", err)
	}
}

// A payload is read with the request context that came with it.
func TestPayloadIsDeserializedInItsContext(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		var users users
		h := make(heard, 1)
		hear(t, tr, []notify.Event{{Run: func(_ context.Context, in *notify.Incoming) error {
			defer func() { h <- in.EventType }()
			return in.Decode(new(any))
		}}}, notify.WithSerializer(&users))
		rc, err := oslo.NewRequestContext(map[string]any{"user": "u1"})
		if err != nil {
			t.Fatal(err)
		}
		if err := n.Info(oslo.WithRequestContext(t.Context(), rc), "e", nil); err != nil {
			t.Fatal(err)
		}
		h.want(t, "e")
		if !slices.Equal(users.seen, []string{"u1"}) {
			t.Errorf("saw the users %v", users.seen)
		}
	})
}

// users is a serializer that notes whose entities it reads.
type users struct {
	oslo.NoOpSerializer
	seen []string
}

func (u *users) DeserializeEntity(ctx context.Context, raw []byte) ([]byte, error) {
	var user string
	_, err := oslo.RequestContextFrom(ctx).Get("user", &user)
	u.seen = append(u.seen, user)
	return raw, err
}
