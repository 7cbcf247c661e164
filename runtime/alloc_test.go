//go:build !race

package oslo_test

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/transport"
)

// What a call costs beside its transport: a regression test.
func TestCallAllocations(t *testing.T) {
	tr := &static{reply: transport.Reply{Result: []byte("42")}}
	c := oslo.NewClient(tr, oslo.Target{Topic: "demo", Version: "1.0"}, oslo.Pin("1.3"))
	n := testing.AllocsPerRun(100, func() {
		var sum int
		if err := c.Call(context.Background(), &addMethod, &addArgs{2, 40}, &sum); err != nil || sum != 42 {
			t.Fatal(sum, err)
		}
	})
	if n > 5 { // arguments, result, request, and reading the result
		t.Errorf("a call allocates %v times, want at most 5", n)
	}
}

// A topic of its own costs a method nothing.
func TestCallOfAMethodTopicAllocatesNoMore(t *testing.T) {
	tr := &static{reply: transport.Reply{Result: []byte("42")}}
	c := oslo.NewClient(tr, oslo.Target{Topic: "demo", Version: "1.0"})
	cost := func(m *oslo.Method) float64 {
		return testing.AllocsPerRun(100, func() {
			if err := c.Call(context.Background(), m, &addArgs{2, 40}, nil); err != nil {
				t.Fatal(err)
			}
		})
	}
	if plain, own := cost(&oslo.Method{Name: "add"}), cost(&oslo.Method{Name: "add", Topic: "sums"}); own > plain {
		t.Errorf("a call allocates %v times with a topic of the method, %v without", own, plain)
	}
}

// Arguments that may be left out cost no allocation either.
func TestCallWithOptionalArgumentsAllocatesNoMore(t *testing.T) {
	tr := &static{reply: transport.Reply{Result: []byte("42")}}
	c := oslo.NewClient(tr, oslo.Target{Topic: "demo", Version: "1.0"})
	cost := func(m *oslo.Method) float64 {
		return testing.AllocsPerRun(100, func() {
			if err := c.Call(context.Background(), m, &addArgs{2, 40}, nil); err != nil {
				t.Fatal(err)
			}
		})
	}
	optional := &oslo.Method{Name: "add", Args: []oslo.Arg{{Name: "a", Optional: true}, {Name: "b", Default: 3}}}
	if plain, with := cost(&oslo.Method{Name: "add"}), cost(optional); with > plain {
		t.Errorf("a call allocates %v times with optional arguments, %v without", with, plain)
	}
}

// An interface that has had several versions costs a method that has not changed
// nothing.
func TestCallOfAnInterfaceWithVersionsAllocatesNoMore(t *testing.T) {
	tr := &static{reply: transport.Reply{Result: []byte("42")}}
	cost := func(opts ...oslo.ClientOption) float64 {
		c := oslo.NewClient(tr, oslo.Target{Topic: "demo", Version: "2.3"}, opts...)
		return testing.AllocsPerRun(100, func() {
			if err := c.Call(context.Background(), &oslo.Method{Name: "add", Version: "2.0"}, &addArgs{2, 40}, nil); err != nil {
				t.Fatal(err)
			}
		})
	}
	history := oslo.WithHistory(&oslo.History{Version: "2.3", Also: []string{"1.9"}, Releases: map[string]string{"zed": "2.1"}})
	if plain, with := cost(), cost(history); with > plain {
		t.Errorf("a call allocates %v times with a history, %v without", with, plain)
	}
}

// static answers every call the same.
type static struct {
	oslo.Transport
	reply transport.Reply
}

func (s *static) Settings() transport.Settings { return transport.Settings{}.WithDefaults() }

func (s *static) Closed() <-chan struct{} { return nil }

func (s *static) Call(context.Context, *transport.Message) (transport.Reply, error) {
	return s.reply, nil
}

// What a method costs beside its transport.
func TestServeAllocations(t *testing.T) {
	tr := &feed{}
	srv := oslo.NewServer(tr, demo, oslo.WithWorkers(1))
	dispatch.Register(srv, oslo.Endpoint{Name: "Adder", Methods: map[string]oslo.Func{"add": add}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	replier := answered{make(chan string, 1)}
	in := &transport.Request{Method: "add", Version: "1.0", Args: []byte(`{"a": 2, "b": 40}`), MessageID: "1", Replier: replier}
	n := testing.AllocsPerRun(100, func() {
		tr.hand(in)
		if got := <-replier.result; got != "42" {
			t.Fatal(got)
		}
	})
	if n > 5 { // ctx, arguments, reading them, result
		t.Errorf("a method allocates %v times, want at most 5", n)
	}
}

// feed hands requests to the server at will.
type feed struct {
	static
	hand func(*transport.Request)
}

func (f *feed) Listen(_ context.Context, _ transport.Address, hand func(*transport.Request)) (transport.Listener, error) {
	f.hand = hand
	return f, nil
}

func (f *feed) Stop(context.Context) error { return nil }
func (f *feed) Close() error               { return nil }

type answered struct{ result chan string }

func (a answered) Reply(_ context.Context, answer transport.Answer) error {
	r, err := transport.ReadReply(answer.Body)
	a.result <- string(r.Reply.Result)
	return err
}
