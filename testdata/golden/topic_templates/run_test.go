package api

import (
	"context"
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type agent struct{ name string }

func (a agent) Get(context.Context) (string, error) { return a.name, nil }

func (a agent) Report(context.Context) (string, error) { return "report " + a.name, nil }

func start(t *testing.T, srv *oslo.Server) {
	t.Helper()
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
}

func TestConstructorParameters(t *testing.T) {
	tr := run.Transport(t)
	start(t, NewAgentServer(tr, "1", "space", "h", agent{"one"}))
	start(t, NewAgentServer(tr, "2", "space", "h", agent{"two"}))
	if name, err := NewAgentClient(tr, "2", "space").Get(t.Context()); name != "two" || err != nil {
		t.Error(name, err)
	}
	if _, err := NewAgentClient(tr, "2", "other").Get(t.Context()); !errors.As(err, new(*oslo.UnsupportedVersionError)) {
		t.Error(err)
	}
	start(t, NewPluginServer(tr, "neutron", "h", agent{"plugin"}))
	c := NewPluginClient(tr, "neutron")
	if name, err := c.Get(t.Context()); name != "plugin" || err != nil || c.Target().Topic != "q-plugin-GET" || PluginTopic != c.Target().Topic {
		t.Error(name, err, c.Target())
	}
}

type conductor struct{ got chan string }

func (c conductor) Get(_ context.Context, host, id string) (string, error) {
	return host + " " + id, nil
}

func (c conductor) Put(_ context.Context, server string, host Host, id string) error {
	c.got <- server + " " + string(host) + " " + id
	return nil
}

func (c conductor) Any(context.Context) (string, error) { return "any", nil }

func TestMethodParameters(t *testing.T) {
	tr, impl := run.Transport(t), conductor{make(chan string, 1)}
	start(t, NewConductorServer(tr, "h1", "a", impl))
	for _, topic := range []string{"conductor", "volume.h1.x"} {
		run.Serve(t, tr, topic, "a", func(srv *oslo.Server) { RegisterConductor(srv, impl) })
	}
	c := NewConductorClient(tr)
	if text, err := c.Get(t.Context(), "h1", "i"); text != "h1 i" || err != nil {
		t.Error(text, err)
	}
	if err := c.Put(t.Context(), "a", "h1", "i"); err != nil {
		t.Error(err)
	}
	if text := <-impl.got; text != "a h1 i" {
		t.Error(text)
	}
	if text, err := c.Any(t.Context()); text != "any" || err != nil {
		t.Error(text, err)
	}
	if _, err := c.Get(t.Context(), "", "i"); !errors.As(err, new(*oslo.InvalidTargetError)) {
		t.Errorf("got %v", err)
	}
}

func TestPublisher(t *testing.T) {
	tr, got := run.Transport(t), make(chan string, 1)
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
	l.Handle(notify.Event{Run: func(_ context.Context, in *notify.Incoming) error {
		got <- in.PublisherID
		return nil
	}})
	if err := l.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Wait(context.Background()) }()
	if err := NewEventsNotifier(tr, "host-1").Happened(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if publisher := <-got; publisher != "compute:host-1" {
		t.Error(publisher)
	}
}
