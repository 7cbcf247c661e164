package oslo_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// oslo.messaging's documentation has a control endpoint that stops its server.
func TestMethodStopsItsServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		stopped := make(chan error, 1)
		ran := make(chan bool, 3)
		srv := oslo.NewServer(tr, demo, oslo.WithWorkers(1))
		dispatch.Register(srv, oslo.Endpoint{Name: "Control", Methods: map[string]oslo.Func{
			"stop": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
				time.Sleep(time.Second) // the other requests are taken meanwhile
				stopped <- srv.Stop(ctx)
				return nil, nil
			},
			"work": func(context.Context, *oslo.Incoming) (any, error) {
				ran <- true
				return nil, nil
			},
		}})
		served := make(chan error, 1)
		go func() { served <- srv.Serve(t.Context()) }()
		synctest.Wait()
		c := oslo.NewClient(tr, oslo.Target{Topic: demo.Topic})
		for range 2 {
			time.AfterFunc(100*time.Millisecond, func() { _ = c.Cast(t.Context(), &oslo.Method{Name: "work"}, nil) })
		}
		if err := c.Call(t.Context(), &oslo.Method{Name: "stop"}, nil, nil); err != nil {
			t.Error(err)
		}
		if err := <-stopped; err != nil {
			t.Errorf("Stop: %v", err)
		}
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
		if len(ran) != 1 { // one was taken before the stop, the other went back
			t.Errorf("%d of the waiting requests ran", len(ran))
		}
	})
}

func TestMethodThatWaitsForItsServerGetsAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		var srv *oslo.Server
		var service *oslo.Service
		srv = oslo.NewServer(tr, demo)
		dispatch.Register(srv, oslo.Endpoint{Name: "Control", Methods: map[string]oslo.Func{
			"wait":    func(ctx context.Context, _ *oslo.Incoming) (any, error) { return nil, srv.Wait(ctx) },
			"service": func(ctx context.Context, _ *oslo.Incoming) (any, error) { return nil, service.Wait(ctx) },
		}})
		inHook := make(chan error, 1)
		service = oslo.NewService(srv, oslo.Hooks{OnStart: func(ctx context.Context) error {
			inHook <- service.Wait(ctx)
			return nil
		}})
		if err := service.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		const want = "would wait for itself"
		if err := <-inHook; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("in a hook: %v", err)
		}
		for _, method := range []string{"wait", "service"} {
			err := oslo.NewClient(tr, demo).Call(t.Context(), &oslo.Method{Name: method}, nil, nil)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", method, err)
			}
		}
		if err := service.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// serving serves until it ends by itself.
func serving(t *testing.T, serve func(context.Context) error, end func()) error {
	t.Helper()
	served := make(chan error, 1)
	go func() { served <- serve(t.Context()) }()
	synctest.Wait()
	end()
	select {
	case err := <-served:
		return err
	case <-time.After(time.Hour):
		t.Fatal("Serve did not return")
		return nil
	}
}

func TestServeReturnsWhenTheServerEnds(t *testing.T) {
	for name, end := range map[string]func(context.Context, *oslo.Server) error{
		"stop": func(ctx context.Context, srv *oslo.Server) error { return srv.Stop(ctx) },
		"wait": func(ctx context.Context, srv *oslo.Server) error { return srv.Wait(ctx) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := oslo.NewServer(oslotest.Open(t), demo, oslo.WithHandler(nothing{}))
				if srv.Done() != nil {
					t.Error("done before it started")
				}
				err := serving(t, srv.Serve, func() {
					if err := end(t.Context(), srv); err != nil {
						t.Error(err)
					}
				})
				if err != nil || srv.Err() != nil {
					t.Errorf("Serve: %v, Err: %v", err, srv.Err())
				}
				<-srv.Done()
			})
		})
	}
}

func TestServeSaysThatTheTransportIsClosed(t *testing.T) {
	for name, run := range map[string]func(*oslo.Server) oslo.Part{
		"server":             func(s *oslo.Server) oslo.Part { return s },
		"service":            func(s *oslo.Server) oslo.Part { return oslo.NewService(oslo.Hooks{}, s) },
		"service in service": func(s *oslo.Server) oslo.Part { return oslo.NewService(oslo.NewService(s)) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tr := oslotest.Open(t)
				p := run(oslo.NewServer(tr, demo, oslo.WithHandler(nothing{}))).(interface {
					Serve(context.Context) error
					Err() error
				})
				err := serving(t, p.Serve, func() { _ = tr.Close() })
				if !errors.Is(err, oslo.ErrClosed) || !errors.Is(p.Err(), oslo.ErrClosed) {
					t.Errorf("Serve: %v, Err: %v", err, p.Err())
				}
			})
		})
	}
}

// A method that is cancelled after the drain timeout still answers its caller.
func TestCancelledMethodsAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr, client := oslotest.Open(t), oslotest.Open(t)
		srv := oslo.NewServer(tr, demo, oslo.WithDrainTimeout(20*time.Second))
		dispatch.Register(srv, oslo.Endpoint{Name: "Slow", Methods: map[string]oslo.Func{
			"slow": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
				<-ctx.Done()
				time.Sleep(100 * time.Millisecond) // clean up
				return nil, errors.New("interrupted")
			},
		}})
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan error, 1)
		go func() {
			served <- srv.Serve(ctx)
			_ = tr.Close() // as main does
		}()
		synctest.Wait()
		time.AfterFunc(time.Second, cancel)
		err := oslo.NewClient(client, demo, oslo.WithTimeout(40*time.Second)).Call(t.Context(), &oslo.Method{Name: "slow"}, nil, nil)
		if err == nil || !strings.Contains(err.Error(), "interrupted") {
			t.Errorf("the caller got %v", err)
		}
		if err := <-served; err == nil || !strings.Contains(err.Error(), "were cancelled") {
			t.Errorf("Serve: %v", err)
		}
	})
}

// Run with -race: methods of the last run may still end while the next one begins.
func TestRestartAfterADrainThatTimedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		srv := oslo.NewServer(tr, demo)
		dispatch.Register(srv, oslo.Endpoint{Name: "Deaf", Methods: map[string]oslo.Func{
			"deaf": func(context.Context, *oslo.Incoming) (any, error) {
				time.Sleep(3 * time.Second) // whatever becomes of its ctx
				return nil, nil
			},
		}})
		c := oslo.NewClient(tr, demo)
		for range 3 {
			if err := srv.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := c.Cast(t.Context(), &oslo.Method{Name: "deaf"}, nil); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			if err := srv.Wait(ctx); err == nil {
				t.Error("Wait says nothing of the method that still runs")
			}
			cancel()
		}
		time.Sleep(time.Minute)
	})
}

func TestRegisterAfterStartPanics(t *testing.T) {
	srv := oslo.NewServer(oslotest.Open(t), demo)
	dispatch.Register(srv, oslo.Endpoint{Name: "First"})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if p, _ := recover().(string); !strings.Contains(p, "register Second") || !strings.Contains(p, "before Start") {
				t.Errorf("panicked with %q", p)
			}
		}()
		dispatch.Register(srv, oslo.Endpoint{Name: "Second"})
	}()
	if err := srv.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	dispatch.Register(srv, oslo.Endpoint{Name: "Third", Namespace: "third"}) // it may be started again
}
