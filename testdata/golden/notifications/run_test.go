package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type listener struct{ got chan string }

func (l listener) CreateEnd(_ context.Context, p Payload) error {
	l.got <- "end " + p.UUID
	return nil
}

func (l listener) CreateError(_ context.Context, p *Payload) error {
	l.got <- "error " + p.UUID
	return nil
}

func TestRun(t *testing.T) {
	tr, got := run.Transport(t), make(chan string, 1)
	l := notify.NewListener(tr, []oslo.Target{{Topic: "versioned_notifications"}})
	RegisterInstanceEvents(l, listener{got})
	if err := l.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Stop(t.Context()) }()
	n := NewInstanceEventsNotifier(tr)
	if err := n.CreateEnd(t.Context(), Payload{"u"}); err != nil {
		t.Fatal(err)
	}
	if text := <-got; text != "end u" {
		t.Error(text)
	}
	if err := n.With(notify.WithPublisherID("other")).CreateError(t.Context(), &Payload{"v"}); err != nil {
		t.Fatal(err)
	}
	if text := <-got; text != "error v" {
		t.Error(text)
	}
}
