package transporttest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// blocking is a method that says when it starts and returns when it is released.
func blocking(started chan<- bool, release <-chan bool) oslo.Func {
	return func(ctx context.Context, _ *oslo.Incoming) (any, error) {
		started <- true
		select {
		case <-release:
			return "released", nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

var lives = []scenario{
	{"restart after stop", func(b *bed) {
		srv := b.serve("one", methods{"echo": echo})
		c := b.client()
		for range 3 {
			b.must(c.Call(b.ctx, named("echo"), args{"value": 1}, nil))
			b.must(srv.Stop(b.ctx))
			b.must(srv.Wait(b.ctx))
			b.must(srv.Start(b.ctx))
		}
		b.must(c.Call(b.ctx, named("echo"), args{"value": 1}, nil))
	}},
	{"a second start does nothing", func(b *bed) {
		srv := b.serve("one", methods{"echo": echo})
		b.must(srv.Start(b.ctx))
		b.must(b.client().Call(b.ctx, named("echo"), args{"value": 1}, nil))
	}},
	{"stop and wait of a server that was never started", func(b *bed) {
		srv := b.serverOn(b.transport(), "one", []oslo.Endpoint{{Methods: methods{}}})
		b.must(srv.Stop(b.ctx))
		b.must(srv.Wait(b.ctx))
	}},
	{"wait finishes what was taken", func(b *bed) {
		started, release := make(chan bool, 1), make(chan bool)
		srv := b.serve("one", methods{"block": blocking(started, release)})
		c := b.client()
		result := make(chan error, 1)
		go func() { result <- c.Call(b.ctx, named("block"), nil, nil) }()
		receive(b, started, "start of the method")
		b.must(srv.Stop(b.ctx))
		waited := make(chan error, 2)
		for range cap(waited) {
			go func() { waited <- srv.Wait(b.ctx) }()
		}
		select {
		case err := <-waited:
			b.Fatalf("Wait returned before the method: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
		close(release)
		for range cap(waited) {
			b.must(receive(b, waited, "end of Wait"))
		}
		b.must(receive(b, result, "answer"))
	}},
	{"a drain has a deadline", func(b *bed) {
		started := make(chan bool, 1)
		srv := b.serve("one", methods{"block": blocking(started, nil)})
		c := b.client()
		go func() { _ = c.Cast(b.ctx, named("block"), nil) }()
		receive(b, started, "start of the method")
		ctx, cancel := context.WithTimeout(b.ctx, 50*time.Millisecond)
		defer cancel()
		if err := srv.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
			b.Errorf("Wait: %v, want an error that matches DeadlineExceeded", err)
		}
	}},
	{"serve drains when its ctx ends", func(b *bed) {
		started, release := make(chan bool, 1), make(chan bool)
		srv := b.serverOn(b.transport(), "one", []oslo.Endpoint{{Methods: methods{"block": blocking(started, release)}}})
		ctx, cancel := context.WithCancel(b.ctx)
		defer cancel()
		served := make(chan error, 1)
		go func() { served <- srv.Serve(ctx) }()
		c := b.client()
		result := make(chan error, 1)
		go func() { result <- b.retried(c, "block") }()
		receive(b, started, "start of the method")
		cancel()
		close(release)
		b.must(receive(b, served, "end of Serve"))
		b.must(receive(b, result, "answer"))
	}},
	{"one worker runs one method at a time", func(b *bed) {
		var running, most atomic.Int32
		b.serve("one", methods{"work": func(context.Context, *oslo.Incoming) (any, error) {
			most.Store(max(most.Load(), running.Add(1)))
			defer running.Add(-1)
			<-time.After(5 * time.Millisecond)
			return nil, nil
		}}, oslo.WithWorkers(1))
		c := b.client()
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() { b.checkCall(c, "work") })
		}
		wg.Wait()
		if most.Load() != 1 {
			b.Errorf("%d methods ran at once", most.Load())
		}
	}},
	{"close fails what waits", func(b *bed) {
		started, release := make(chan bool, 1), make(chan bool)
		b.serve("one", methods{"block": blocking(started, release)})
		defer close(release)
		tr := b.transport()
		c := b.clientOn(tr)
		result := make(chan error, 1)
		go func() { result <- c.Call(b.ctx, named("block"), nil, nil) }()
		receive(b, started, "start of the method")
		b.must(tr.Close())
		if err := receive(b, result, "answer"); !errors.Is(err, oslo.ErrClosed) {
			b.Errorf("call: %v, want ErrClosed", err)
		}
	}},
	{"close twice and concurrently", func(b *bed) {
		tr := b.transport()
		c := b.clientOn(tr)
		b.must(c.Cast(b.ctx, named("echo"), nil))
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if err := tr.Close(); err != nil {
					b.Error(err)
				}
			})
		}
		wg.Wait()
		b.must(tr.Close())
		for what, err := range map[string]error{
			"call":   c.Call(b.ctx, named("echo"), nil, nil),
			"cast":   c.Cast(b.ctx, named("echo"), nil),
			"notify": notify.NewNotifier(tr, "test", notify.WithTopics(b.topic)).Info(b.ctx, "closed", nil),
			"listen": b.serverOn(tr, "one", []oslo.Endpoint{{Methods: methods{}}}).Start(b.ctx),
		} {
			if !errors.Is(err, oslo.ErrClosed) {
				b.Errorf("%s after Close: %v, want ErrClosed", what, err)
			}
		}
	}},
	{"close under load", func(b *bed) {
		b.serve("one", methods{"echo": echo})
		tr := b.transport()
		c := b.clientOn(tr)
		var wg sync.WaitGroup
		first := make(chan bool, 16)
		for range 16 {
			wg.Go(func() {
				for n := 0; ; n++ {
					if err := c.Call(b.ctx, named("echo"), args{"value": n}, nil); err != nil {
						if !errors.Is(err, oslo.ErrClosed) {
							b.Errorf("call: %v, want ErrClosed", err)
						}
						return
					}
					if n == 0 {
						first <- true
					}
				}
			})
		}
		for range 16 {
			receive(b, first, "first answer")
		}
		b.must(tr.Close())
		wg.Wait()
	}},
}

// retried calls a method until its server is up.
func (b *bed) retried(c *oslo.Client, method string) error {
	c = c.With(oslo.WithMandatory())
	for {
		err := c.Call(b.ctx, named(method), nil, nil)
		if !errors.Is(err, oslo.ErrUndeliverable) {
			return err
		}
		<-time.After(10 * time.Millisecond)
	}
}

func (b *bed) checkCall(c *oslo.Client, method string) {
	if err := c.Call(b.ctx, named(method), nil, nil); err != nil {
		b.Error(fmt.Errorf("call %s: %w", method, err))
	}
}
