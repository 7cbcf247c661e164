package api

import (
	"context"
	"fmt"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type hidden struct{}

func (hidden) Locals(_ context.Context, c, err, result, args, a, in, impl string) (Outcome, error) {
	return Outcome{c + err + result + args + a + in + impl}, nil
}

func (hidden) Packages(_ context.Context, oslo, context, dispatch, json, fmt string) (Outcome, error) {
	return Outcome{oslo + context + dispatch + json + fmt}, nil
}

func (hidden) Predeclared(_ context.Context, s string, a, b, c int, d bool) (Outcome, error) {
	return Outcome{fmt.Sprint(s, a, b, c, d)}, nil
}

func (hidden) Types(_ context.Context, o Outcome, h string, x, y string) (Outcome, error) {
	return Outcome{o.Text + h + x + y}, nil
}

func (hidden) ContextLast(_ context.Context, ctx, ctxArg string) (Outcome, error) {
	return Outcome{ctx + ctxArg}, nil
}

func (hidden) Rpc(_ context.Context, rpc string, x, y int) (Outcome, error) {
	return Outcome{fmt.Sprint(rpc, x, y)}, nil
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "hidden", "h", func(srv *oslo.Server) { RegisterHidden(srv, hidden{}) })
	c := NewHiddenClient(tr)
	check := func(want string) func(Outcome, error) {
		return func(got Outcome, err error) {
			t.Helper()
			if got.Text != want || err != nil {
				t.Error(got.Text, want, err)
			}
		}
	}
	check("1234567")(c.Locals(t.Context(), "1", "2", "3", "4", "5", "6", "7"))
	check("12345")(c.Packages(t.Context(), "1", "2", "3", "4", "5"))
	check("s1 2 3 true")(c.Predeclared(t.Context(), "s", 1, 2, 3, true))
	check("1234")(c.Types(t.Context(), Outcome{"1"}, "2", "3", "4"))
	check("12")(c.ContextLast(t.Context(), "1", "2"))
	check("r1 2")(c.Rpc(t.Context(), "r", 1, 2))
}
