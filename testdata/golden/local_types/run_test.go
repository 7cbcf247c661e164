package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type local struct{}

func (local) Request(_ context.Context, x a) (c, error) { return c{x.X + 1}, nil }

func (local) Args(_ context.Context, host args, x in) (ctx, error) {
	return ctx(host) + ctx(x), nil
}

func (local) In(_ context.Context, host in, e err, i impl) (result, error) {
	return result{len(host) + len(e) + len(i)}, nil
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "local", "h", func(srv *oslo.Server) { RegisterLocal(srv, local{}) })
	client := NewLocalClient(tr)
	if got, err := client.Request(t.Context(), a{1}); got != (c{2}) || err != nil {
		t.Error(got, err)
	}
	if got, err := client.Args(t.Context(), "h", "x"); got != "hx" || err != nil {
		t.Error(got, err)
	}
	if got, err := client.In(t.Context(), "h", "22", "333"); got != (result{6}) || err != nil {
		t.Error(got, err)
	}
}
