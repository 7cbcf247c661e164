package amqp

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// newFakePool makes a pool of connections to b, one sender each, that is closed with the
// test.
func newFakePool(t *testing.T, b *fakebroker.Broker, change ...func(*Config)) *pool {
	t.Helper()
	one := func(c *Config) { c.PoolSize, c.PoolMinSize, c.PoolShare, c.PoolTTL = 4, 2, 1, 300*time.Millisecond }
	tr := openFake(t, b, append([]func(*Config){one}, change...)...)
	return tr.pool
}

// lease takes a lease, which there must be.
func lease(t *testing.T, p *pool) *publisher {
	t.Helper()
	pub, err := p.acquire(t.Context(), -1)
	if err != nil {
		t.Fatal(err)
	}
	return pub
}

// One sender a connection, as in Python: the pool grows when all are busy, never over
// its size, and shrinks to its minimum when they have been idle for long.
func TestPoolGrowsAndShrinks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		p := newFakePool(t, b)
		if n := b.Conns(); n != 0 {
			t.Errorf("%d connections before the first message, want none", n)
		}
		p.release(lease(t, p))
		p.release(lease(t, p))
		if n := b.Conns(); n != 1 {
			t.Errorf("%d connections for one sender at a time, want 1", n)
		}
		var held []*publisher
		for range 4 {
			held = append(held, lease(t, p))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.acquire(ctx, -1); !errors.Is(err, oslo.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) || b.Conns() != 4 {
			t.Errorf("a fifth sender: %v, with %d connections; want its deadline, 4", err, b.Conns())
		}
		time.Sleep(time.Minute)
		if n := b.Conns(); n != 4 {
			t.Errorf("%d connections while 4 are in use", n)
		}
		for _, pub := range held {
			p.release(pub)
		}
		time.Sleep(200 * time.Millisecond) // less than the ttl
		if n := b.Conns(); n != 4 {
			t.Errorf("%d connections just after 4 were used", n)
		}
		time.Sleep(time.Second)
		if n := b.Conns(); n != 2 {
			t.Errorf("%d connections when all are idle, want the minimum, 2", n)
		}
	})
}

// A sender that waits gets the lease that another gives back.
func TestPoolHandsLeasesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newFakePool(t, fakebroker.New(t), func(c *Config) { c.PoolSize, c.PoolMinSize = 1, 1 })
		first := lease(t, p)
		got := make(chan *publisher)
		go func() { got <- lease(t, p) }() // ends when first is given back
		synctest.Wait()
		p.release(first)
		p.release(<-got)
	})
}

// A sender waits for a connection for as many attempts as it says, and learns what is
// wrong.
func TestPoolIsAwaitedAsLongAsTheSenderSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		b.Refuse()
		p := newFakePool(t, b)
		for _, retry := range []int{0, 3} {
			_, err := p.acquire(t.Context(), retry)
			if e, ok := errors.AsType[*UnavailableError](err); !ok || e.Attempts != retry+1 {
				t.Errorf("retry %d: %v", retry, err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := p.acquire(ctx, -1); !errors.Is(err, oslo.ErrUnavailable) || !strings.Contains(err.Error(), "connection refused") {
			t.Errorf("until the ctx ends: %v", err)
		}
		waiting := make(chan error)
		go func() { // ends with close
			_, err := p.acquire(t.Context(), -1)
			waiting <- err
		}()
		synctest.Wait()
		p.close()
		if err := <-waiting; !errors.Is(err, oslo.ErrClosed) {
			t.Errorf("when the pool is closed: %v", err)
		}
	})
}

// Connections that are cut right after their login are opened no faster than others
// that fail, however many senders wait.
func TestPoolRestsWhenConnectionsLiveBriefly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		p := newFakePool(t, b)
		p.config.OnState = func(s ConnectionState) {
			if s.State == StateReady {
				go b.Cut(nil) // ends at once
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		done := make(chan struct{}, 32)
		for range cap(done) {
			go func() { // ends with ctx
				for ctx.Err() == nil {
					if pub, err := p.acquire(ctx, -1); err == nil {
						<-pub.Lost()
						p.release(pub)
					}
				}
				done <- struct{}{}
			}()
		}
		for range cap(done) {
			<-done
		}
		if rate := float64(b.Logins()) / 20; rate > 3 {
			t.Errorf("%.1f logins a second, want at most 3", rate)
		}
	})
}

// The rest after connections that lived briefly passes while no sender wants one. So
// a broker that was away for long is used as soon as it is back.
func TestPoolRestsWhileNobodySends(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		p := newFakePool(t, b)
		for range 8 {
			p.release(lease(t, p))
			b.Cut(nil)
			time.Sleep(5 * time.Second)
		}
		began := time.Now()
		p.release(lease(t, p))
		if took := time.Since(began); took > 200*time.Millisecond {
			t.Errorf("a connection after %v, want at once", took)
		}
	})
}

// A connection that is full of bytes is spared: another is opened for what comes next.
func TestPoolSparesAConnectionThatIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		stuck := make(chan struct{})
		b.Intercept = func(m *fakebroker.Method) bool {
			if m.ID == frame.Publish {
				<-stuck
			}
			return false
		}
		p := newFakePool(t, b, func(c *Config) { c.PoolShare, c.WriteBuffer = 100, 1000 })
		full := lease(t, p)
		m := messageTo(exchange{}, "nobody")
		m.Body = make([]byte, 1000)
		for range 3 {
			if _, err := full.send(t.Context(), &m, owner{}); err != nil {
				break
			}
			synctest.Wait()
		}
		if !full.isFull() {
			t.Fatalf("%d bytes wait", full.Pending())
		}
		if other := lease(t, p); other == full {
			t.Error("the full connection is leased again")
		}
		close(stuck)
	})
}

// While the broker has an alarm no further connection is opened, and a sender that
// waits learns why.
func TestPoolWaitsOutAnAlarm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		p := newFakePool(t, b)
		pub := lease(t, p)
		p.release(pub)
		b.Block("low on memory")
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := p.acquire(ctx, -1); err == nil || !strings.Contains(err.Error(), "blocked by the broker: low on memory") {
			t.Errorf("under an alarm: %v", err)
		}
		b.Unblock()
		lease(t, p)
		if n := b.Logins(); n != 1 {
			t.Errorf("%d logins", n)
		}
	})
}

// The broker's refusal of a login ends the wait of all at once, and later ones try again.
func TestPoolTellsOfARefusalAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		b.Login = func(m *fakebroker.Method) bool {
			m.On.Send(0, frame.ConnectionClose, append(frame.AppendShort([]byte{403 >> 8, 403 & 0xff}, "ACCESS_REFUSED"), 0, 0, 0, 0))
			return true
		}
		p := newFakePool(t, b)
		if _, err := p.acquire(t.Context(), -1); !conn.IsFinal(err) {
			t.Errorf("a refused login: %v", err)
		}
		b.Login = nil
		lease(t, p)
	})
}

// A connection that ends slowly, because the broker reads no more, keeps no sender beyond
// its deadline.
func TestPoolIsNoLongerLockedThanItsSendersWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		p := newFakePool(t, b)
		pub := lease(t, p)
		defer p.release(pub)
		ch, err := pub.Open(conn.Handlers{})
		if err != nil {
			t.Fatal(err)
		}
		reads := make(chan struct{})
		b.Intercept = func(m *fakebroker.Method) bool {
			if m.ID != frame.Publish {
				return false
			}
			m.On.Send(0, frame.ConnectionClose, append(frame.AppendShort([]byte{320 >> 8, 320 & 0xff}, "CONNECTION_FORCED"), 0, 0, 0, 0))
			<-reads
			return true
		}
		defer close(reads)
		b.Refuse()
		if _, err := ch.Publish(&frame.Message{Key: "q", Body: []byte("{}")}); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		began := time.Now()
		if _, err := p.acquire(ctx, -1); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 100*time.Millisecond {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}
