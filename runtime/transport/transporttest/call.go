package transporttest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

var calls = []scenario{
	{"call", func(b *bed) {
		b.serve("one", methods{"echo": echo})
		var got string
		b.must(b.client().Call(b.ctx, named("echo"), args{"value": "hello"}, &got))
		if got != "hello" {
			b.Errorf("got %q", got)
		}
	}},
	{"call with a null result", func(b *bed) {
		b.serve("one", methods{"null": null})
		got := "untouched"
		c := b.client()
		b.must(c.Call(b.ctx, named("null"), nil, nil))
		ptr := &got
		b.must(c.Call(b.ctx, named("null"), nil, &ptr))
		if ptr != nil {
			b.Errorf("got %v, want nil", *ptr)
		}
	}},
	{"call whose result nobody wants", func(b *bed) {
		b.serve("one", methods{"echo": echo})
		b.must(b.client().Call(b.ctx, named("echo"), args{"value": 42}, nil))
	}},
	{"call to one server", func(b *bed) {
		b.serve("one", methods{"who": answer("one")})
		b.serve("two", methods{"who": answer("two")})
		c := b.client()
		for range 4 {
			for _, server := range []string{"one", "two"} {
				var got string
				b.must(c.On(server).Call(b.ctx, named("who"), nil, &got))
				if got != server {
					b.Fatalf("%s answered for %s", got, server)
				}
			}
		}
	}},
	{"servers share the topic", func(b *bed) {
		b.serve("one", methods{"who": answer("one")})
		b.serve("two", methods{"who": answer("two")})
		c := b.client()
		answers := map[string]int{}
		for range 20 {
			var got string
			b.must(c.Call(b.ctx, named("who"), nil, &got))
			answers[got]++
		}
		if answers["one"] == 0 || answers["two"] == 0 {
			b.Errorf("answers %v, want some of each", answers)
		}
	}},
	{"calls run concurrently", func(b *bed) {
		const n = 8
		var all sync.WaitGroup
		all.Add(n)
		b.serve("one", methods{"meet": func(context.Context, *oslo.Incoming) (any, error) {
			all.Done()
			all.Wait() // returns when all n run
			return nil, nil
		}})
		c := b.client()
		results := make(chan error, n)
		for range n {
			go func() { results <- c.Call(b.ctx, named("meet"), nil, nil) }()
		}
		for range n {
			b.must(receive(b, results, "answer"))
		}
	}},
	{"64 callers", func(b *bed) {
		b.serve("one", methods{"echo": echo})
		c := b.client()
		var wg sync.WaitGroup
		for caller := range 64 {
			wg.Go(func() {
				for i := range 20 {
					want, got := fmt.Sprintf("%d.%d", caller, i), ""
					if err := c.Call(b.ctx, named("echo"), args{"value": want}, &got); err != nil || got != want {
						b.Errorf("call %s: %q, %v", want, got, err)
						return
					}
				}
			})
		}
		wg.Wait()
	}},
	{"a call that nobody answers times out", func(b *bed) {
		c := b.client()
		start := time.Now()
		err := c.With(oslo.WithTimeout(300*time.Millisecond)).Call(b.ctx, named("echo"), nil, nil)
		b.wantTimeout(err, false)
		if took := time.Since(start); took < 300*time.Millisecond {
			b.Errorf("timed out after %v", took)
		}
	}},
	{"the deadline of ctx is the timeout", func(b *bed) {
		c := b.client()
		ctx, cancel := context.WithTimeout(b.ctx, 300*time.Millisecond)
		defer cancel()
		b.wantTimeout(c.Call(ctx, named("echo"), nil, nil), false)
		b.wantTimeout(c.Call(ctx, named("echo"), nil, nil), false) // it has passed
	}},
	{"cancel returns at once and the late reply is dropped", func(b *bed) {
		started, release := make(chan bool, 1), make(chan bool)
		b.serve("one", methods{"echo": echo, "block": func(context.Context, *oslo.Incoming) (any, error) {
			started <- true
			<-release
			return "late", nil
		}})
		c := b.client()
		ctx, cancel := context.WithCancel(b.ctx)
		result := make(chan error, 1)
		go func() { result <- c.Call(ctx, named("block"), nil, nil) }()
		receive(b, started, "start of the method")
		cancel()
		if err := receive(b, result, "answer"); !errors.Is(err, context.Canceled) || errors.Is(err, oslo.ErrTimeout) {
			b.Errorf("call: %v, want context.Canceled", err)
		}
		close(release)
		for range 3 {
			var got string
			b.must(c.Call(b.ctx, named("echo"), args{"value": "mine"}, &got))
			if got != "mine" {
				b.Errorf("got %q", got)
			}
		}
	}},
	{"a call expires in its queue", func(b *bed) {
		ran := make(chan string, 10)
		record := methods{"record": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a struct{ Value string }
			err := in.Decode(&a)
			ran <- a.Value
			return nil, err
		}}
		first := b.serve("one", record)
		b.drain(first) // the queue stays
		c := b.client()
		err := c.With(oslo.WithTimeout(200*time.Millisecond)).Call(b.ctx, named("record"), args{"Value": "expired"}, nil)
		b.wantTimeout(err, false)
		<-time.After(100 * time.Millisecond) // a bus counts from when the call arrived
		b.serve("one", record)
		b.must(c.Call(b.ctx, named("record"), args{"Value": "fresh"}, nil))
		if got := receive(b, ran, "call"); got != "fresh" {
			b.Errorf("the %s call was run", got)
		}
	}},
	{"call with fanout is refused", func(b *bed) {
		c := b.client(oslo.WithTarget(func(t *oslo.Target) { t.Fanout = true }))
		b.wantInvalidTarget(c.Call(b.ctx, named("echo"), nil, nil))
	}},
	{"call without topic is refused", func(b *bed) {
		c := oslo.NewClient(b.transport(), oslo.Target{})
		b.wantInvalidTarget(c.Call(b.ctx, named("echo"), nil, nil))
	}},
	{"undeliverable when asked for", func(b *bed) {
		c := b.client(oslo.WithMandatory())
		if err := c.Call(b.ctx, named("echo"), nil, nil); !errors.Is(err, oslo.ErrUndeliverable) {
			b.Errorf("call: %v, want ErrUndeliverable", err)
		}
		if err := c.Cast(b.ctx, named("echo"), nil); !errors.Is(err, oslo.ErrUndeliverable) {
			b.Errorf("cast: %v, want ErrUndeliverable", err)
		}
		b.serve("one", methods{"echo": echo})
		b.must(c.Call(b.ctx, named("echo"), args{"value": 1}, nil))
	}},
	{"a duplicate is run once", func(b *bed) {
		ran := make(chan any, 10)
		b.serve("one", methods{"record": func(ctx context.Context, in *oslo.Incoming) (any, error) {
			v, err := echo(ctx, in)
			ran <- v
			return v, err
		}}, oslo.WithWorkers(1)) // so that they run in order
		tr := b.transport()
		raw, ok := tr.(RawPublisher)
		if !ok {
			b.Skip("the transport can't publish raw messages")
		}
		once := `{"method": "record", "args": {"value": "once"}, "_unique_id": "` + unique("id") + `"}`
		for range 3 {
			b.must(raw.PublishRaw(b.ctx, tr.Settings().ControlExchange, b.topic, []byte(once)))
		}
		b.must(b.clientOn(tr).Call(b.ctx, named("record"), args{"value": "last"}, nil))
		for _, want := range []string{"once", "last"} {
			if got := receive(b, ran, "run"); got != want {
				b.Errorf("ran %v, want %v", got, want)
			}
		}
	}},
	{"a message that can't be read is dropped", func(b *bed) {
		b.serve("one", methods{"echo": echo})
		tr := b.transport()
		raw, ok := tr.(RawPublisher)
		if !ok {
			b.Skip("the transport can't publish raw messages")
		}
		for _, body := range []string{"", "{", "[]", "null", `{"oslo.version": "9.0", "oslo.message": "{}"}`, `{"oslo.version": "2.0", "oslo.message": "x"}`} {
			b.must(raw.PublishRaw(b.ctx, tr.Settings().ControlExchange, b.topic, []byte(body)))
		}
		b.must(b.clientOn(tr).Call(b.ctx, named("echo"), args{"value": 1}, nil))
	}},
}

func (b *bed) wantTimeout(err error, monitor bool) {
	b.Helper()
	var timeout *oslo.TimeoutError
	if !errors.As(err, &timeout) || !errors.Is(err, oslo.ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
		b.Fatalf("call: %v, want a timeout", err)
	}
	if timeout.Monitor != monitor {
		b.Errorf("call: %v; by the monitor: %v, want %v", err, timeout.Monitor, monitor)
	}
}

func (b *bed) wantInvalidTarget(err error) {
	b.Helper()
	if !errors.As(err, new(*oslo.InvalidTargetError)) {
		b.Errorf("got %v, want an invalid target", err)
	}
}
