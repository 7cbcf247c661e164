package runtime_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// diary is a part that writes down what is done to it.
func diary(log *[]string, name string, startErr error) oslo.Hooks {
	write := func(what string, err error) func(context.Context) error {
		return func(context.Context) error {
			*log = append(*log, what+" "+name)
			return err
		}
	}
	return oslo.Hooks{
		OnStart: write("start", startErr), OnStop: write("stop", nil), OnWait: write("wait", nil),
		OnReset: func() { *log = append(*log, "reset "+name) },
	}
}

func TestServiceOrder(t *testing.T) {
	var log []string
	s := oslo.NewService(diary(&log, "db", nil), diary(&log, "api", nil))
	s.Add(oslo.Hooks{}) // does nothing
	for range 2 {       // it may start again
		log = nil
		for _, step := range []func(context.Context) error{s.Start, s.Start, s.Stop, s.Wait, s.Wait} {
			if err := step(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		want := []string{"start db", "start api", "stop api", "stop db", "wait api", "wait db"}
		if !slices.Equal(log, want) {
			t.Errorf("got  %v\nwant %v", log, want)
		}
	}
	log = nil
	if s.Reset(); !slices.Equal(log, []string{"reset db", "reset api"}) {
		t.Errorf("got %v", log)
	}
}

func TestServiceStartsAllOrNothing(t *testing.T) {
	var log []string
	broken := errors.New("broken")
	s := oslo.NewService(diary(&log, "db", nil), diary(&log, "api", broken), diary(&log, "never", nil))
	if err := s.Start(t.Context()); !errors.Is(err, broken) || !strings.Contains(err.Error(), "part 2 of 3") {
		t.Errorf("Start: %v", err)
	}
	if want := []string{"start db", "start api", "stop db", "wait db"}; !slices.Equal(log, want) {
		t.Errorf("got %v, want %v", log, want)
	}
	if err := s.Wait(t.Context()); err != nil {
		t.Errorf("Wait of a service that did not start: %v", err)
	}
}

func TestServiceRunsServersAndListeners(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *oslo.Notifier, _ *logBuffer) {
		h := make(heard, 1)
		l := oslo.NewNotificationListener(tr, notifications)
		l.Handle(h.event(oslo.Event{}, nil))
		compute := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "one"}, oslo.WithHandler(nothing{}))
		l3 := oslo.NewServer(tr, oslo.Target{Topic: "l3_agent", Server: "one"}, oslo.WithHandler(nothing{}))
		inner := oslo.NewService(compute, l)
		s := oslo.NewService(inner, l3)
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan error)
		go func() { served <- s.Serve(ctx) }()
		synctest.Wait()
		for _, topic := range []string{"compute", "l3_agent"} {
			if err := oslo.NewClient(tr, oslo.Target{Topic: topic}).Call(t.Context(), &reboot, nil, nil); err != nil {
				t.Error(err)
			}
		}
		send(t, n.Info, "e")
		h.want(t, "e")
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}

func TestServiceDrainHasADeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := oslo.NewService(oslo.Hooks{OnWait: func(ctx context.Context) error {
			<-ctx.Done()
			return context.Cause(ctx)
		}})
		s.SetDrainTimeout(3 * time.Second)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		start := time.Now()
		if err := s.Serve(ctx); err == nil || !strings.Contains(err.Error(), "drain timeout") {
			t.Errorf("Serve: %v", err)
		}
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("Serve took %v", took)
		}
	})
}
