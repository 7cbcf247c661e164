package otel_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/oslogen/oslogen/contrib/otel"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

func TestNotificationIsOneTrace(t *testing.T) {
	b := newBench(t)
	listener := notify.NewListener(b.tr, []oslo.Target{{Topic: "notifications"}}, notify.WithEventInterceptor(otel.Event(b.opts...)))
	listener.Handle(notify.Event{
		Type: "instance.create.end",
		Run:  func(context.Context, *notify.Incoming) error { return errors.New(secret) },
	})
	b.run(listener)
	notifier := notify.NewNotifier(b.tr, "compute.cmp-7", notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)))
	if err := notifier.Info(withSecret(t), "instance.create.end", map[string]any{"password": secret}); err != nil {
		t.Fatal(err)
	}
	notify, process := b.span("notify notifications instance.create.end"), b.span("process notifications instance.create.end")
	child(t, process, notify)
	if notify.SpanKind() != trace.SpanKindProducer || process.SpanKind() != trace.SpanKindConsumer || attr(process, "error.type") != "error" {
		t.Errorf("%v, %v", notify, process)
	}
	if id := attr(notify, "messaging.message.id"); id == "" || id != attr(process, "messaging.message.id") {
		t.Errorf("message id %q", id)
	}
	want := []string{"error.type=error,messaging.destination.name=notifications,messaging.operation.name=process,messaging.system=rabbitmq,oslo.event_type=instance.create.end,oslo.priority=info 1"}
	if got := b.counts("messaging.client.consumed.messages"); !slices.Equal(got, want) {
		t.Errorf("consumed:\n%s", strings.Join(got, "\n"))
	}
}

func TestNotificationIsSentToEachTopic(t *testing.T) {
	b := newBench(t)
	notifier := notify.NewNotifier(b.tr, "compute.cmp-7", notify.WithTopics("one", "two"),
		notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)))
	if err := notifier.Info(t.Context(), "disk.full", nil); err != nil {
		t.Fatal(err)
	}
	if got := b.counts("messaging.client.sent.messages"); len(got) != 1 || !strings.HasSuffix(got[0], " 2") {
		t.Errorf("sent: %q", got)
	}
}

func TestBatchLinksToItsSenders(t *testing.T) {
	b := newBench(t)
	listener := notify.NewListener(b.tr, []oslo.Target{{Topic: "notifications"}},
		notify.WithBatch(2, time.Minute), notify.WithEventInterceptor(otel.Event(b.opts...)))
	listener.Handle(notify.Event{
		Name:     "meter",
		RunBatch: func(context.Context, []*notify.Incoming) error { return notify.ErrRequeue },
	})
	b.run(listener)
	notifier := notify.NewNotifier(b.tr, "compute.cmp-7", notify.WithDriver(otel.NotifyDriver(notify.MessagingV2Driver(), b.opts...)))
	for _, event := range []string{"a", "b"} {
		if err := notifier.Sample(t.Context(), event, nil); err != nil {
			t.Fatal(err)
		}
	}
	process := b.span("process notifications meter")
	if len(process.Links()) != 2 || process.Status().Code != codes.Unset || attr(process, "messaging.batch.message_count") != "2" {
		t.Errorf("links %v, status %v, %v", process.Links(), process.Status(), process.Attributes())
	}
	for i, event := range []string{"a", "b"} {
		if process.Links()[i].SpanContext.SpanID() != b.span("notify notifications "+event).SpanContext().SpanID() {
			t.Errorf("link %d is not to %s", i, event)
		}
	}
}
