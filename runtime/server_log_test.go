package oslo_test

import (
	"context"
	"errors"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Every log line about one request can be found by its ids, its place and its method.
func TestLogLinesNameTheRequest(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t, oslo.WithLogger(log), oslo.WithControlExchange("nova"))
	var counts map[string]int
	started(t, tr, map[string]oslo.Func{
		"fail":     func(context.Context, *oslo.Incoming) (any, error) { return nil, errors.New("broken") },
		"expected": func(context.Context, *oslo.Incoming) (any, error) { return nil, errBusy },
		"panic":    func(context.Context, *oslo.Incoming) (any, error) { counts["x"]++; return nil, nil },
		"answer":   func(context.Context, *oslo.Incoming) (any, error) { return func() {}, nil },
	})
	ctx := oslotest.Context(t, map[string]any{"request_id": "req-7", "auth_token": "c4n4ry"})
	for method, message := range map[string]string{
		"fail": "rpc method failed", "expected": "rpc method raised an expected error",
		"panic": "rpc method panicked", "answer": "rpc reply failed",
	} {
		var id transport.ID
		see := func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
			defer func() { id = r.MessageID }()
			return next(ctx, r)
		}
		c := oslo.NewClient(tr, oslo.Target{Topic: "demo", Version: "1.0"}, oslo.WithInterceptor(see), oslo.WithSerializer(oslo.NoOpSerializer{}))
		if err := c.Call(ctx, &oslo.Method{Name: method}, nil, nil); err == nil {
			t.Errorf("%s: no error", method)
		}
		line := lineWith(text.String(), message)
		for _, want := range []string{
			"method=" + method, "version=1.0", "exchange=nova", "topic=demo", "server=one",
			"message_id=" + id.String(), "unique_id=", "request_id=req-7",
		} {
			if !strings.Contains(line, want) {
				t.Errorf("%s: no %s in %s", method, want, line)
			}
		}
	}
	if line := lineWith(text.String(), "rpc method panicked"); !strings.Contains(line, "assignment to entry in nil map") {
		t.Errorf("the log does not say what panicked: %s", line)
	}
	if strings.Contains(text.String(), "c4n4ry") {
		t.Error("the token is in the log")
	}
}

// lineWith returns the first line with that text.
func lineWith(log, text string) string {
	for line := range strings.Lines(log) {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}

func TestPanicsOfTheProgramKeepTheirText(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t, oslo.WithLogger(log))
	started(t, tr, map[string]oslo.Func{
		"panic": func(context.Context, *oslo.Incoming) (any, error) { panic("password c4n4ry") },
	})
	if err := oslo.NewClient(tr, demo).Call(t.Context(), &oslo.Method{Name: "panic"}, nil, nil); err == nil {
		t.Error("no error")
	}
	if strings.Contains(strings.ReplaceAll(text.String(), `panic({`, ""), `panic="password`) || !strings.Contains(text.String(), "panic_type=string") {
		t.Errorf("logged %s", text)
	}
}

func TestTimeoutNamesPlaceAndMessage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := oslo.NewClient(oslotest.Open(t, oslo.WithControlExchange("nova")), oslo.Target{Topic: "compute", Server: "cmp-1"})
		err := c.Call(t.Context(), &reboot, nil, nil)
		want := regexp.MustCompile(`^call reboot on <Target exchange=nova, topic=compute, server=cmp-1>: timed out after 1m0s: no reply to message [0-9a-f]{32}$`)
		if err == nil || !want.MatchString(err.Error()) {
			t.Errorf("got %v", err)
		}
	})
}

func TestBusyWorkersAreLoggedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, text := testlog.New()
		tr := oslotest.Open(t, oslo.WithLogger(log))
		srv := oslo.NewServer(tr, demo, oslo.WithWorkers(1))
		dispatch.Register(srv, oslo.Endpoint{Name: "Slow", Methods: map[string]oslo.Func{
			"slow": func(context.Context, *oslo.Incoming) (any, error) { time.Sleep(time.Second); return nil, nil },
		}})
		if err := srv.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if err := oslo.NewClient(tr, demo).Cast(t.Context(), &oslo.Method{Name: "slow"}, nil); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(10 * time.Second)
		if n := strings.Count(text.String(), "all workers are busy"); n != 1 {
			t.Errorf("logged %d times: %s", n, text)
		}
		if err := srv.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// A call and a cast report the end of their ctx in the same way.
func TestCallsTellTheCauseOfTheirContext(t *testing.T) {
	why := errors.New("the operator gave up")
	for name, opts := range map[string][]oslo.ClientOption{"plain": nil, "monitored": {oslo.WithMonitor(2 * time.Second)}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tr := oslotest.Open(t)
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(time.Second, func() { cancel(why) })
				err := oslo.NewClient(tr, demo, opts...).Call(ctx, &reboot, nil, nil)
				if !errors.Is(err, why) || !errors.Is(err, context.Canceled) {
					t.Errorf("call: %v", err)
				}
				if err := oslo.NewClient(tr, demo).Cast(ctx, &reboot, nil); !errors.Is(err, why) || !errors.Is(err, context.Canceled) {
					t.Errorf("cast: %v", err)
				}
			})
		})
	}
}

func TestLogAttrsAreForInterceptors(t *testing.T) {
	keys := func(attrs []slog.Attr) (keys []string) {
		for _, a := range attrs {
			keys = append(keys, a.Key)
		}
		return keys
	}
	if got := keys((&oslo.Incoming{}).LogAttrs()); !slices.Contains(got, "method") || !slices.Contains(got, "request_id") {
		t.Errorf("keys %v", got)
	}
	if got := keys((&notify.Incoming{}).LogAttrs()); !slices.Contains(got, "event_type") || !slices.Contains(got, "request_id") {
		t.Errorf("keys %v", got)
	}
}
