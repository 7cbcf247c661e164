package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/oslogen/oslogen/bench/api"
	"github.com/oslogen/oslogen/bench/internal/cpu"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/transport"
)

// sizeCost is the cost of calls of a size, one at a time, beside that of F1.
type sizeCost struct {
	bytes          int
	perCall, floor time.Duration
	cpu, floorCPU  float64 // seconds for 10,000 calls, all three
}

// growSizes calls with ever larger messages.
func (s *stage) growSizes(_ context.Context, o *once) error {
	for _, bytes := range []int{1 << 10, 10 << 10, 100 << 10, 1 << 20} {
		c := sizeCost{bytes: bytes}
		for _, r := range []row{generated, floorRow} {
			got, err := s.profiled("", slot{r, load{bytes, 1}}, callTime)
			if err != nil {
				return err
			}
			took := time.Duration(float64(time.Second) / got.rate)
			if r == generated {
				c.perCall, c.cpu = took, got.cpu()
			} else {
				c.floor, c.floorCPU = took, got.cpu()
			}
		}
		o.sizes = append(o.sizes, c)
	}
	return nil
}

// methodCost is the cost of a call to a server with so many methods.
type methodCost struct {
	methods int
	perCall time.Duration
}

// growMethods calls servers with ever more methods, within this process, where
// finding the method is a larger part of a call than anywhere else.
func (s *stage) growMethods(ctx context.Context, o *once) error {
	for turn := range 4 { // each in turn: a neighbour of this machine may be busy for one of them
		for i, n := range []int{1, 10, 100, 1000} {
			took, err := callAmong(ctx, n)
			if err != nil {
				return err
			}
			if turn == 0 {
				o.methods = append(o.methods, methodCost{n, took})
			}
			o.methods[i].perCall = min(o.methods[i].perCall, took)
		}
	}
	return nil
}

// callAmong returns the CPU of a call to a server with n methods, in the cheapest of
// some runs.
func callAmong(ctx context.Context, n int) (time.Duration, error) {
	tr, err := oslo.Open(ctx, fmt.Sprintf("fake://methods-%d", n), fake.Driver())
	if err != nil {
		return 0, err
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "bench", Server: "bench"})
	e := oslo.Endpoint{Name: "Many", Version: "1.0", Methods: map[string]oslo.Func{}}
	for i := range n - 1 {
		e.Methods[fmt.Sprintf("method_%d", i)] = func(context.Context, *oslo.Incoming) (any, error) { return nil, nil }
	}
	e.Methods["echo"] = func(_ context.Context, in *oslo.Incoming) (any, error) {
		var args struct {
			Data string `json:"data"`
		}
		return "", in.Decode(&args)
	}
	dispatch.Register(srv, e)
	if err := srv.Start(ctx); err != nil {
		return 0, err
	}
	defer srv.Wait(ctx) //nolint:errcheck // nothing runs any more
	c := api.NewBenchClient(tr)
	var failed error
	ns, _ := timed(2000, func() {
		if _, err := c.Echo(ctx, "data"); err != nil {
			failed = err
		}
	})
	return time.Duration(ns), failed
}

// codecCost is the cost of preparing a call and of decoding its request, ns of CPU. A
// test of runtime/internal/wire shows that encoding alone allocates nothing.
type codecCost struct {
	bytes                      int
	encode, decode             float64
	encodeAllocs, decodeAllocs float64
}

// timeCodec encodes and decodes a request as services send them, with a context of
// twenty fields that is encoded once. The cheapest counts, of earlier times too.
func (s *stage) timeCodec(_ context.Context, o *once) error {
	var now codecCost
	body, err := sendServiceRequest(func(send func() error) (err error) {
		now.encode, now.encodeAllocs = timed(20_000, func() { err = send() })
		return err
	})
	if err != nil {
		return err
	}
	var in transport.Request
	now.bytes = len(body)
	now.decode, now.decodeAllocs = timed(20_000, func() { err = transport.ReadRequest(body, &in) })
	if before := o.codec; before.bytes > 0 {
		now.encode, now.decode = min(now.encode, before.encode), min(now.decode, before.decode)
	}
	o.codec = now
	return err
}

var null = []byte("null")

// page is a transport that writes a call's body to memory, and answers null.
type page struct {
	oslo.Transport
	body []byte
}

func (p *page) Settings() transport.Settings { return transport.Settings{}.WithDefaults() }

func (p *page) Call(_ context.Context, m *transport.Message) (transport.Reply, error) {
	p.body = m.AppendBody(p.body[:0], "reply_6ba7b8109dad41d180b400c04fd430c8")
	return transport.Reply{Result: null}, nil
}

// timed returns the CPU, in nanoseconds, and the allocations of one f, of the
// cheapest of some runs. CPU is steadier than time where others run too.
func timed(times int, f func()) (ns, allocs float64) {
	ns = math.Inf(1)
	for range 10 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start, _ := cpu.Time(os.Getpid()) // always there, for oneself
		for range times {
			f()
		}
		end, _ := cpu.Time(os.Getpid())
		runtime.ReadMemStats(&after)
		ns = min(ns, float64(end-start)/float64(times))
		allocs = float64((after.Mallocs - before.Mallocs) / uint64(times))
	}
	return ns, allocs
}

// sendServiceRequest runs run with a function that prepares a request and hands it to a
// transport, which returns its body.
func sendServiceRequest(run func(send func() error) error) ([]byte, error) {
	fields := map[string]any{
		"is_admin": true, "read_only": false, "show_deleted": "no", "roles": []string{"member", "reader"},
		"request_id":    "req-6ba7b810-9dad-11d1-80b4-00c04fd430c8",
		"user_identity": "u1 p1 - - -", "auth_token": nil, "timestamp": "2026-11-22T09:00:05.750356",
	}
	for i := len(fields); i < 20; i++ {
		fields[fmt.Sprintf("some_field_%d", i)] = strings.Repeat("0123456789abcdef", 2)
	}
	rc, err := oslo.NewRequestContext(fields)
	if err != nil {
		return nil, err
	}
	args := &struct {
		InstanceID string `json:"instance_id"`
		RebootType string `json:"reboot_type"`
	}{"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "SOFT"}
	p := &page{}
	c := oslo.NewClient(p, oslo.Target{Topic: "compute", Namespace: "compute", Version: "6.3"}, oslo.WithMonitor(time.Minute),
		oslo.WithInterceptor(func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
			return run(func() error { return next(ctx, r) })
		}))
	err = c.Call(oslo.WithRequestContext(context.Background(), rc), &oslo.Method{Name: "reboot_instance"}, args, nil)
	return p.body, err
}
