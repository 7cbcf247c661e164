package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
)

type conductor struct{}

func (conductor) Ping(_ context.Context, arg string) (Pong, error) {
	return Pong{Service: "conductor", Arg: arg}, nil
}

func TestPing(t *testing.T) {
	tr, err := oslo.Open(t.Context(), "fake://conductor", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	if err := run(t.Context(), "fake://conductor", &bytes.Buffer{}); !errors.Is(err, oslo.ErrUndeliverable) {
		t.Errorf("without a conductor: %v", err)
	}
	srv := oslo.NewServer(tr, oslo.Target{Exchange: "nova", Topic: "conductor", Server: "host-1"})
	RegisterBase(srv, conductor{})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	var out bytes.Buffer
	if err := run(t.Context(), "fake://conductor", &out); err != nil || !strings.HasPrefix(out.String(), `conductor answered "hello from Go" after `) {
		t.Errorf("got %s, %v", out.String(), err)
	}
}
