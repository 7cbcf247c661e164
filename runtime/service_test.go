package oslo_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
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
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		heard := make(chan string, 1)
		l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
		l.Handle(notify.Event{Run: func(_ context.Context, in *notify.Incoming) error {
			heard <- in.EventType
			return nil
		}})
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
		if err := notify.NewNotifier(tr, "compute.host1").Info(t.Context(), "e", nil); err != nil {
			t.Fatal(err)
		}
		if got := <-heard; got != "e" {
			t.Errorf("heard %q", got)
		}
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

// stuck is a server of one worker, whose methods end with release.
func stuck(tr oslo.Transport, topic string, release <-chan bool) *oslo.Server {
	return oslo.NewServer(tr, oslo.Target{Topic: topic, Server: "one"}, oslo.WithWorkers(1), oslo.WithHandler(waiting{release}))
}

// waiting is a Handler whose methods wait.
type waiting struct{ release <-chan bool }

func (w waiting) Handle(ctx context.Context, _ *oslo.Incoming) (any, error) {
	select {
	case <-w.release:
	case <-ctx.Done():
	}
	return nil, nil
}

// A busy server does not keep the others at work, and whoever waits does so no longer
// than their own ctx.
func TestServiceStopsSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		release := make(chan bool)
		idle := oslo.NewServer(tr, oslo.Target{Topic: "idle", Server: "one"}, oslo.WithHandler(nothing{}))
		s := oslo.NewService(idle, stuck(tr, "busy", release))
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 3 { // one runs, one is held for the next worker
			if err := oslo.NewClient(tr, oslo.Target{Topic: "busy"}).Cast(t.Context(), &reboot, nil); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		stopped := make(chan error)
		go func() { stopped <- s.Stop(context.Background()) }()
		synctest.Wait()
		quick := oslo.NewClient(tr, oslo.Target{Topic: "idle"}, oslo.WithTimeout(time.Second))
		if err := quick.Call(t.Context(), &reboot, nil, nil); !errors.Is(err, oslo.ErrTimeout) {
			t.Errorf("the idle server still serves: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if err := s.Wait(ctx); err == nil || time.Since(began) != time.Second {
			t.Errorf("Wait: %v after %v", err, time.Since(began))
		}
		<-stopped
		close(release)
	})
}

// stalled is a Transport that never begins to listen.
type stalled struct{ oslo.Transport }

func (stalled) Listen(ctx context.Context, _ transport.Address, _ func(*transport.Request)) (transport.Listener, error) {
	<-ctx.Done()
	return nil, context.Cause(ctx)
}

func TestStopWhileStarting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := oslo.NewServer(stalled{oslotest.Open(t)}, demo, oslo.WithHandler(nothing{}))
		for name, end := range map[string]func(context.Context) error{"Stop": srv.Stop, "Wait": srv.Wait} {
			started := make(chan error)
			go func() { started <- srv.Start(context.Background()) }()
			synctest.Wait()
			if err := end(context.Background()); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if err := <-started; err == nil || !strings.Contains(err.Error(), "stopped while it started") {
				t.Errorf("Start before %s: %v", name, err)
			}
		}
	})
}

func TestServeCancelledWhileStarting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := oslo.NewServer(stalled{oslotest.Open(t)}, demo, oslo.WithHandler(nothing{}))
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		if err := srv.Serve(ctx); err != nil {
			t.Errorf("cancelled: %v", err)
		}
		ctx, cancel = context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := srv.Serve(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("out of time: %v", err)
		}
	})
}

// What a hook starts with may live for as long as the service does.
func TestHookKeepsItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var over func() error
		s := oslo.NewService(oslo.Hooks{OnStart: func(ctx context.Context) error {
			over = ctx.Err
			return nil
		}})
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if over() != nil {
			t.Error("the ctx of OnStart ended with Start")
		}
		if err := s.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if over() == nil {
			t.Error("the ctx of OnStart outlives the service")
		}
	})
}

// However short Wait's time is, hooks stop before they are waited for.
func TestHooksEndInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log []string
		tr := oslotest.Open(t)
		release := make(chan bool)
		defer close(release)
		s := oslo.NewService(diary(&log, "hook", nil), stuck(tr, "busy", release))
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := oslo.NewClient(tr, oslo.Target{Topic: "busy"}).Cast(t.Context(), &reboot, nil); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := s.Wait(ctx); err == nil {
			t.Error("Wait says nothing of the method that still runs")
		}
		if want := []string{"start hook", "stop hook", "wait hook"}; !slices.Equal(log, want) {
			t.Errorf("did %v, want %v", log, want)
		}
	})
}

// A start that fails otherwise is an error, whatever becomes of ctx.
func TestServeSaysWhyItDidNotStart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	broken := errors.New("migration failed")
	lost := errors.New("data lost")
	undo := oslo.Hooks{OnWait: func(context.Context) error { return lost }}
	for _, c := range []struct {
		err, want error
		parts     []oslo.Part
	}{
		{broken, broken, nil},
		{context.Canceled, lost, []oslo.Part{undo}},
	} {
		fails := oslo.Hooks{OnStart: func(context.Context) error {
			cancel()
			return c.err
		}}
		if err := oslo.NewService(append(c.parts, fails)...).Serve(ctx); !errors.Is(err, c.want) {
			t.Errorf("got %v, want %v", err, c.want)
		}
	}
}

// Without a drain timeout worth the name there is the default one.
func TestDefaultDrainTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		busy := oslo.Hooks{OnWait: func(ctx context.Context) error {
			deadline, _ := ctx.Deadline()
			if left := time.Until(deadline); left != 30*time.Second {
				t.Errorf("%v to drain", left)
			}
			return nil
		}}
		s := oslo.NewService(busy)
		s.SetDrainTimeout(0)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Serve(ctx); err != nil {
			t.Error(err)
		}
	})
}
