package amqp_test

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// Nobody listens: retry says how many further attempts are made, for a call, whose
// reply connection comes first, and for a cast.
func TestRetry(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	url := "rabbit://" + l.Addr().String() + "/"
	must(t, l.Close())
	brief := func(c *amqp.Config) error { c.RetryInterval = 10 * time.Millisecond; return nil }
	sends := map[string]func(context.Context, *oslo.Client) error{
		"call": func(ctx context.Context, c *oslo.Client) error { return c.Call(ctx, method("echo"), nil, nil) },
		"cast": func(ctx context.Context, c *oslo.Client) error { return c.Cast(ctx, method("echo"), nil) },
	}
	for kind, send := range sends {
		for _, retry := range []int{0, 1, 3} {
			// A transport of its own: a connection that others wait for is tried for all.
			err := send(t.Context(), client(open(t, url, brief), name(t), patience, oslo.WithRetry(retry)))
			var unavailable *amqp.UnavailableError
			if !errors.Is(err, oslo.ErrUnavailable) || !errors.As(err, &unavailable) || unavailable.Attempts != retry+1 {
				t.Errorf("%s with retry %d: %v, want %d attempts", kind, retry, err, retry+1)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		began := time.Now()
		err := send(ctx, client(open(t, url, brief), name(t), patience, oslo.WithRetry(-1)))
		cancel()
		if took := time.Since(began); !errors.Is(err, oslo.ErrUnavailable) || took < 290*time.Millisecond {
			t.Errorf("%s with retry -1: %v after %v, want attempts until ctx ends", kind, err, took)
		}
	}
}
