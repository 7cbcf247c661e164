package amqp_test

import (
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// One sender a connection, as in Python: the pool grows when all are busy, never
// over its size, and shrinks to its minimum when they have been idle for long.
func TestPoolGrowsAndShrinks(t *testing.T) {
	b := brokertest.For(t)
	proxy := b.Proxy(t)
	tr := open(t, b.URLAt(proxy.Address(), ""), func(c *amqp.Config) error {
		c.PoolSize, c.PoolMinSize, c.PoolShare, c.PoolTTL = 4, 2, 1, 300*time.Millisecond
		return nil
	})
	c := client(tr, name(t), patience)
	if n := len(healthOf(t, tr).Senders); n != 0 {
		t.Errorf("%d connections before the first message, want none", n)
	}
	must(t, c.Cast(t.Context(), method("echo"), nil))
	if n := len(healthOf(t, tr).Senders); n != 1 {
		t.Errorf("%d connections for one sender, want 1", n)
	}
	proxy.Delay(50 * time.Millisecond) // so that senders meet
	var casts sync.WaitGroup
	for range 32 {
		casts.Go(func() { must(t, c.Cast(t.Context(), method("echo"), nil)) })
	}
	casts.Wait()
	if n := len(healthOf(t, tr).Senders); n != 4 {
		t.Errorf("%d connections for many senders, want the pool's size, 4", n)
	}
	eventually(t, patience, "the idle connections above the minimum close", func() bool { return len(healthOf(t, tr).Senders) == 2 })
}
