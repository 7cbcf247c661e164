package notify_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
)

// TestBatchOfPayloads checks that a payload that does not fit ends alone, and that a
// *BatchError gives back the notifications that it names.
func TestBatchOfPayloads(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
		var batches []string
		hear(t, tr, []notify.Event{{RunBatch: notify.BatchOf(func(_ context.Context, numbers []int) error {
			batches = append(batches, fmt.Sprint(numbers))
			if len(batches) == 1 {
				return &notify.BatchError{Errs: []error{nil, notify.ErrRequeue}}
			}
			return nil
		})}}, notify.WithBatch(4, time.Second), notify.WithWorkers(1), notify.WithRequeue(5, time.Second))
		for _, payload := range []any{1, "no number", 2, 3} {
			if err := n.Info(t.Context(), "e", payload); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := strings.Join(batches, " "); got != "[1 2 3] [2]" {
			t.Errorf("batches %s", got)
		}
		if strings.Count(log.String(), "read the payload of e") != 1 {
			t.Errorf("logged %s", log)
		}
	})
}

func TestBatchErrorIsItsErrors(t *testing.T) {
	err := &notify.BatchError{Errs: []error{nil, notify.ErrRequeue}}
	if !errors.Is(err, notify.ErrRequeue) || err.Error() != "requeue" {
		t.Errorf("got %v", err)
	}
}

// TestListenerOfAnotherTopicDoesNotStart checks events that name their topics.
func TestListenerOfAnotherTopicDoesNotStart(t *testing.T) {
	for topic, want := range map[string]string{
		"notifications": "", "audit": "",
		"versioned": `event "e" is sent to topic audit or notifications, and the listener has topic versioned`,
	} {
		bubble(t, func(t *testing.T, tr oslo.Transport, _ *notify.Notifier, _ *testlog.Buffer) {
			l := notify.NewListener(tr, []oslo.Target{{Topic: topic}})
			l.Handle(notify.Event{Type: "e", Topics: []string{"audit", "notifications"}, Run: func(context.Context, *notify.Incoming) error { return nil }})
			err := l.Start(t.Context())
			if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("topic %s: %v", topic, err)
			}
			if err := l.Wait(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

// Nova's compute.instance.create.end has "" for each time and number that is not set.
func TestEmptyTimeDoesNotDropANotification(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
		type instance struct {
			CreatedAt    time.Time  `json:"created_at"`
			LaunchedAt   *time.Time `json:"launched_at"`
			TerminatedAt *time.Time `json:"terminated_at"`
			DeletedAt    time.Time  `json:"deleted_at"`
			Progress     int        `json:"progress"`
			Host         string     `json:"host"`
		}
		got := make(chan instance, 1)
		hear(t, tr, []notify.Event{{Run: func(_ context.Context, in *notify.Incoming) error {
			var payload instance
			err := in.Decode(&payload)
			got <- payload
			return err
		}}})
		payload := map[string]any{
			"created_at": "2012-10-29 13:42:11+00:00", "launched_at": "2012-10-29T13:42:11.123456", "terminated_at": "", "deleted_at": "",
			"progress": "", "host": "compute",
		}
		if err := n.Info(t.Context(), "compute.instance.create.end", payload); err != nil {
			t.Fatal(err)
		}
		launched := time.Date(2012, 10, 29, 13, 42, 11, 123456000, time.UTC)
		want := instance{CreatedAt: launched.Truncate(time.Second), LaunchedAt: &launched, Host: "compute"}
		if d := cmp.Diff(want, <-got); d != "" || log.String() != "" {
			t.Errorf("%s, logged %s", d, log)
		}
	})
}
