package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

type conductor struct{}

func (conductor) Ping(_ context.Context, arg string) (Pong, error) {
	return Pong{Service: "conductor", Arg: arg}, nil
}

func TestPing(t *testing.T) {
	tr := oslotest.Open(t)
	if err := run(t.Context(), oslotest.URL(t), &bytes.Buffer{}); !errors.Is(err, oslo.ErrUndeliverable) {
		t.Errorf("without a conductor: %v", err)
	}
	oslotest.Start(t, NewBaseServer(tr, "host-1", conductor{}))
	var out bytes.Buffer
	if err := run(t.Context(), oslotest.URL(t), &out); err != nil || !strings.HasPrefix(out.String(), `conductor answered "hello from Go" after `) {
		t.Errorf("got %s, %v", out.String(), err)
	}
}
