package main

import (
	"context"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/bench/api"
	"github.com/oslogen/oslogen/bench/floor"
	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/transport"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// echo is the service that is called.
type echo struct{}

func (echo) Echo(_ context.Context, data string) (string, error) { return data, nil }
func (echo) Tell(context.Context, string) error                  { return nil }

var data = strings.Repeat("x", small-floor.Overhead)

func BenchmarkEncodeRequest(b *testing.B) {
	b.ReportAllocs()
	_, err := sendServiceRequest(func(send func() error) error {
		for b.Loop() {
			if err := send(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkDecodeRequest(b *testing.B) {
	body, err := sendServiceRequest(func(send func() error) error { return send() })
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var in transport.Request
	for b.Loop() {
		if err := transport.ReadRequest(body, &in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFakeCall(b *testing.B) {
	benchmarkCalls(b, generatedClient(b, "fake://bench", fake.Driver()))
}

func BenchmarkRabbitCall(b *testing.B) {
	broker := brokertest.For(b)
	benchmarkCalls(b, generatedClient(b, broker.URL(""), amqp.Driver()))
}

func BenchmarkRabbitCallFloor(b *testing.B) {
	url := brokertest.For(b).AMQPURL("")
	srv, err := floor.Serve(url, "bench_floor", echo{})
	if err != nil {
		b.Fatal(err)
	}
	c, err := floor.NewClient(url, "bench_floor")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _, _ = c.Close(), srv.Close() })
	benchmarkCalls(b, c)
}

// generatedClient serves echo and returns its client, on one transport.
func generatedClient(b *testing.B, url string, opts ...oslo.OpenOption) api.Bench {
	b.Helper()
	ctx := context.Background()
	tr, err := oslo.Open(ctx, url, opts...)
	if err != nil {
		b.Fatal(err)
	}
	srv := oslo.NewServer(tr, oslo.Target{Topic: "bench", Server: "bench"})
	api.RegisterBench(srv, echo{})
	if err := srv.Start(ctx); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _, _ = srv.Wait(ctx), tr.Close() })
	return api.NewBenchClient(tr)
}

// benchmarkCalls calls one at a time, then from many goroutines.
func benchmarkCalls(b *testing.B, c api.Bench) {
	b.Helper()
	b.Run("1", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Echo(b.Context(), data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("many", func(b *testing.B) {
		b.ReportAllocs()
		b.SetParallelism(64) // goroutines a core
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := c.Echo(context.Background(), data); err != nil {
					b.Error(err)
					return
				}
			}
		})
	})
}
