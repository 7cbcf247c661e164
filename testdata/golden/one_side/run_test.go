package api

import (
	"context"
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type mixed struct{}

func (mixed) Both(context.Context) (int, error) { return 1, nil }

func (mixed) Old(context.Context, string) (int, error) { return 2, nil }

var _ MixedEndpoint = mixed{}

type served struct{ UnimplementedServed }

func (served) Get(_ context.Context, id string) (string, error) { return "got " + id, nil }

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, MixedTopic, "h", func(srv *oslo.Server) { RegisterMixed(srv, mixed{}) })
	c := NewMixedClient(tr)
	if n, err := c.Both(t.Context()); n != 1 || err != nil {
		t.Error(n, err)
	}
	if _, err := c.New(t.Context(), "x"); !errors.As(err, new(*oslo.NoSuchMethodError)) {
		t.Error(err)
	}
}

func TestOneSideEach(t *testing.T) {
	tr := run.Transport(t)
	srv := NewServedServer(tr, "h", served{})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = srv.Wait(t.Context()) }()
	c := NewCallerClient(tr, oslo.WithTarget(func(target *oslo.Target) { target.Topic = ServedTopic }))
	if text, err := c.Get(t.Context(), "x"); text != "got x" || err != nil {
		t.Error(text, err)
	}
}
