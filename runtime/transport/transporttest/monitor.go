package transporttest

import (
	"context"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// works is a method that takes d.
func works(d time.Duration) oslo.Func {
	return func(context.Context, *oslo.Incoming) (any, error) {
		<-time.After(d)
		return "done", nil
	}
}

var monitors = []scenario{
	{"heartbeats keep a long call alive", func(b *bed) {
		// A heartbeat comes each 2 s, and a busy machine may delay it by as much.
		b.serve("one", methods{"work": works(5 * time.Second)})
		var got string
		b.must(b.client(oslo.WithMonitor(4*time.Second)).Call(b.ctx, named("work"), nil, &got))
		if got != "done" {
			b.Errorf("got %q", got)
		}
	}},
	{"heartbeats don't extend the timeout", func(b *bed) {
		b.serve("one", methods{"work": works(3500 * time.Millisecond)})
		c := b.client(oslo.WithMonitor(2*time.Second), oslo.WithTimeout(2500*time.Millisecond))
		b.wantTimeout(c.Call(b.ctx, named("work"), nil, nil), false)
	}},
	{"silence ends a monitored call", func(b *bed) {
		// Nobody serves the topic, so nothing is ever heard.
		b.wantTimeout(b.client(oslo.WithMonitor(2*time.Second)).Call(b.ctx, named("work"), nil, nil), true)
	}},
	{"a monitored call of an unknown method", func(b *bed) {
		b.serve("one", methods{"null": null})
		c := b.client(oslo.WithMonitor(2 * time.Second))
		if err := c.Call(b.ctx, named("missing"), nil, nil); err == nil {
			b.Error("no error")
		}
		b.must(c.Call(b.ctx, named("null"), nil, nil))
	}},
}
