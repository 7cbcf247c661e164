package oslo_test

import (
	"errors"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestPing(t *testing.T) {
	tr := oslotest.Open(t)
	oslotest.Start(t,
		oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "cmp-1"}, oslo.WithHandler(dispatch.New(dispatch.WithPing()))),
		oslo.NewServer(tr, oslo.Target{Topic: "silent", Server: "one"}, oslo.WithHandler(dispatch.New())))
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute", Namespace: "compute", Version: "6.3"}, oslo.Pin("5.0"), oslo.WithMandatory())
	if err := c.On("cmp-1").Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if err := c.On("cmp-2").Ping(t.Context()); !errors.Is(err, oslo.ErrUndeliverable) {
		t.Errorf("a server that is not there: %v", err)
	}
	err := oslo.NewClient(tr, oslo.Target{Topic: "silent"}).Ping(t.Context())
	if !errors.As(err, new(*oslo.UnsupportedVersionError)) && !errors.As(err, new(*oslo.NoSuchMethodError)) {
		t.Errorf("a server without pings: %v", err)
	}
}

func TestHealthOfTheTransport(t *testing.T) {
	tr := oslotest.Open(t)
	if err := tr.Health(); err != nil {
		t.Error(err)
	}
	if err := tr.Close(); err != nil {
		t.Fatal(err)
	}
	if err := tr.Health(); !errors.Is(err, oslo.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}
