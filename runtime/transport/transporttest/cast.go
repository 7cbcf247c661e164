package transporttest

import (
	"context"
	"slices"

	oslo "github.com/oslogen/oslogen/runtime"
)

// recorder is a method that sends server and its argument to a channel.
func recorder(server string, ran chan<- string) oslo.Func {
	return func(ctx context.Context, in *oslo.Incoming) (any, error) {
		v, err := echo(ctx, in)
		if err == nil {
			ran <- server + " " + v.(string)
		}
		return nil, err
	}
}

var casts = []scenario{
	{"cast", func(b *bed) {
		ran := make(chan string, 1)
		b.serve("one", methods{"note": recorder("one", ran)})
		b.must(b.client().Cast(b.ctx, named("note"), args{"value": "hi"}))
		if got := receive(b, ran, "cast"); got != "one hi" {
			b.Errorf("got %q", got)
		}
	}},
	{"cast without a confirm", func(b *bed) {
		ran := make(chan string, 1)
		b.serve("one", methods{"note": recorder("one", ran)})
		b.must(b.client(oslo.WithoutConfirm()).Cast(b.ctx, named("note"), args{"value": "hi"}))
		receive(b, ran, "cast")
	}},
	{"cast to one server", func(b *bed) {
		ran := make(chan string, 20)
		b.serve("one", methods{"note": recorder("one", ran)})
		b.serve("two", methods{"note": recorder("two", ran)})
		c := b.client()
		for range 10 {
			b.must(c.On("two").Cast(b.ctx, named("note"), args{"value": "hi"}))
		}
		for range 10 {
			if got := receive(b, ran, "cast"); got != "two hi" {
				b.Fatalf("got %q", got)
			}
		}
	}},
	{"fanout reaches every server once", func(b *bed) {
		ran := make(chan string, 20)
		b.serve("one", methods{"note": recorder("one", ran)})
		b.serve("two", methods{"note": recorder("two", ran)})
		b.must(b.client().Fanout(b.ctx, named("note"), args{"value": "all"}))
		got := []string{receive(b, ran, "fanout"), receive(b, ran, "fanout")}
		slices.Sort(got)
		if !slices.Equal(got, []string{"one all", "two all"}) {
			b.Errorf("got %q", got)
		}
		fanout := b.client(oslo.WithTarget(func(t *oslo.Target) { t.Fanout = true }))
		b.must(fanout.Cast(b.ctx, named("note"), args{"value": "again"}))
		got = []string{receive(b, ran, "fanout"), receive(b, ran, "fanout")}
		slices.Sort(got)
		if !slices.Equal(got, []string{"one again", "two again"}) {
			b.Errorf("got %q", got)
		}
	}},
	{"fanout to nobody is lost", func(b *bed) {
		b.must(b.client(oslo.WithMandatory()).Fanout(b.ctx, named("note"), args{"value": "all"}))
	}},
	{"cast to a topic that was never served is lost", func(b *bed) {
		c := b.client()
		b.must(c.Cast(b.ctx, named("note"), args{"value": "lost"}))
		ran := make(chan string, 2)
		b.serve("one", methods{"note": recorder("one", ran)})
		b.must(c.Cast(b.ctx, named("note"), args{"value": "kept"}))
		if got := receive(b, ran, "cast"); got != "one kept" {
			b.Errorf("got %q", got)
		}
	}},
	{"casts wait for a server that was there", func(b *bed) {
		ran := make(chan string, 2)
		b.drain(b.serve("one", methods{"note": recorder("one", ran)}))
		b.must(b.client().Cast(b.ctx, named("note"), args{"value": "kept"}))
		b.serve("one", methods{"note": recorder("one", ran)})
		if got := receive(b, ran, "cast"); got != "one kept" {
			b.Errorf("got %q", got)
		}
	}},
	{"cast of a method that fails", func(b *bed) {
		b.serve("one", methods{"echo": echo})
		c := b.client()
		b.must(c.Cast(b.ctx, named("missing"), nil))
		b.must(c.Cast(b.ctx, named("echo"), args{"unexpected": 1}))
		b.must(c.Call(b.ctx, named("echo"), args{"value": 1}, nil)) // it lives
	}},
	{"two exchanges", func(b *bed) {
		// Queues are named without the exchange, so a message reaches the
		// server through any exchange that its queue is bound to.
		ran := make(chan string, 2)
		srv := oslo.NewServer(b.transport(), oslo.Target{Exchange: unique("exchange"), Topic: b.topic, Server: "one"},
			oslo.WithHandler(handler(recorder("one", ran))))
		b.start(srv)
		to := func(t *oslo.Target) { t.Exchange = srv.Target().Exchange }
		if err := b.client(oslo.WithMandatory()).Cast(b.ctx, named("note"), args{"value": "astray"}); err == nil {
			b.Error("a cast over the wrong exchange was delivered")
		}
		b.must(b.client(oslo.WithTarget(to)).Cast(b.ctx, named("note"), args{"value": "hi"}))
		if got := receive(b, ran, "cast"); got != "one hi" {
			b.Errorf("got %q", got)
		}
	}},
}

// handler is a Handler that runs one function for everything.
type handler oslo.Func

func (h handler) Handle(ctx context.Context, in *oslo.Incoming) (any, error) { return h(ctx, in) }
