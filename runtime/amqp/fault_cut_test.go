package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
)

// A connection is cut at a random moment between the encoding of a message and its
// confirm. A caller who repeats what was not sent, and only that, runs nothing twice.
func TestCutsBetweenSendingAndConfirm(t *testing.T) {
	b := brokertest.For(t)
	proxy := b.Proxy(t)
	topic := name(t)
	var r runs
	serve(t, open(t, b.URL(""), brisk()), topic, "one", &r)
	c := client(open(t, b.URLAt(proxy.Address(), ""), brisk()), topic, 2*time.Second)
	kinds := []func(context.Context, *oslo.Client, args) error{
		func(ctx context.Context, c *oslo.Client, a args) error { return c.Call(ctx, method("echo"), a, nil) },
		func(ctx context.Context, c *oslo.Client, a args) error { return c.Cast(ctx, method("echo"), a) },
		func(ctx context.Context, c *oslo.Client, a args) error {
			return c.On("one").Cast(ctx, method("echo"), a)
		},
		func(ctx context.Context, c *oslo.Client, a args) error { return c.Fanout(ctx, method("echo"), a) },
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	points, repeated, doubts := long(500, 24), 0, 0
	for i := range points {
		sent := fmt.Sprintf("cut-%d", i)
		retry := []int{0, -1}[i/len(kinds)%2]
		result := make(chan error, 1)
		go func() { // ends with the message's deadline
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			defer cancel()
			result <- kinds[i%len(kinds)](ctx, c.With(oslo.WithRetry(retry)), args{"id": sent})
		}()
		pause(time.Duration(random.Int64N(int64(2 * time.Millisecond))))
		proxy.Cut()
		err := <-result
		for oslo.NotSent(err) {
			if repeated++; errors.Is(err, oslo.ErrUnavailable) && r.of(sent) > 0 {
				t.Errorf("point %d: %v, and it ran", i, err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			err = kinds[i%len(kinds)](ctx, c, args{"id": sent})
			cancel()
		}
		if err != nil {
			doubts++
		}
	}
	works(t, patience, c)
	if n := r.twice(); n > 0 {
		t.Errorf("seed %d: %d ran twice", seed, n)
	}
	report("cut between encoding and confirm, call, cast and fanout", "never ErrUnavailable for one that ran, 0 twice",
		fmt.Sprintf("%d points, %d repeated, %d in doubt", points, repeated, doubts), !t.Failed())
}
