package oslo_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

var demo = oslo.Target{Topic: "demo", Server: "one"}

// started starts a server of methods; it is drained with the test.
func started(t *testing.T, tr oslo.Transport, methods map[string]oslo.Func, opts ...oslo.ServerOption) *oslo.Server {
	t.Helper()
	srv := oslo.NewServer(tr, demo, opts...)
	dispatch.Register(srv, oslo.Endpoint{Name: "Demo", Methods: methods, Errors: oslo.NewErrors(oslo.ErrorValue("Busy", errBusy).Expected())})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Wait(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return srv
}

func TestServerSetUp(t *testing.T) {
	tr := oslotest.Open(t)
	for name, c := range map[string]struct {
		set  func(*oslo.Server)
		want string
	}{
		"no endpoint": {func(*oslo.Server) {}, "no endpoint is registered"},
		"bad version": {func(s *oslo.Server) {
			dispatch.Register(s, oslo.Endpoint{Name: "Demo", Version: "one"})
			dispatch.Register(s, oslo.Endpoint{Name: "Other", Version: "two"})
		}, "register Other: version"},
		"another handler": {func(s *oslo.Server) {
			s.Register(oslo.Endpoint{}, func(oslo.Handler) (oslo.Handler, error) { return nothing{}, nil })
			dispatch.Register(s, oslo.Endpoint{Name: "Demo"})
		}, "the server's handler is a oslo_test.nothing"},
	} {
		srv := oslo.NewServer(tr, demo)
		c.set(srv)
		if err := srv.Start(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
}

func TestListenFailure(t *testing.T) {
	tr := oslotest.Open(t)
	if err := tr.Close(); err != nil {
		t.Fatal(err)
	}
	srv := oslo.NewServer(tr, demo, oslo.WithHandler(nothing{}))
	var listen *oslo.ListenError
	if err := srv.Start(t.Context()); !errors.As(err, &listen) || !errors.Is(err, oslo.ErrClosed) || listen.Target.Topic != "demo" {
		t.Errorf("got %v", err)
	}
	if err := srv.Wait(t.Context()); err != nil {
		t.Errorf("wait: %v", err)
	}
}

func TestSecondStartWarns(t *testing.T) {
	log, text := testlog.New()
	srv := started(t, oslotest.Open(t, oslo.WithLogger(log)), nil)
	if err := srv.Start(t.Context()); err != nil || !strings.Contains(text.String(), "already started") {
		t.Errorf("got %v, logged %s", err, text)
	}
	if err := srv.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if err := srv.Start(t.Context()); err == nil {
		t.Error("a start between stop and wait is no error")
	}
}

func TestDrainTimeoutCancelsMethods(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		entered, cancelled := make(chan bool, 1), make(chan error, 1)
		srv := oslo.NewServer(tr, demo, oslo.WithDrainTimeout(5*time.Second))
		dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{"hang": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
			entered <- true
			<-ctx.Done()
			cancelled <- ctx.Err()
			return nil, ctx.Err()
		}}})
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan error)
		go func() { served <- srv.Serve(ctx) }()
		synctest.Wait()
		if err := oslo.NewClient(tr, demo).Cast(t.Context(), &oslo.Method{Name: "hang"}, nil); err != nil {
			t.Fatal(err)
		}
		<-entered
		start := time.Now()
		cancel()
		if err := <-served; err == nil || !strings.Contains(err.Error(), "running methods were cancelled") {
			t.Errorf("Serve: %v", err)
		}
		if took := time.Since(start); took != 5*time.Second {
			t.Errorf("Serve took %v to drain", took)
		}
		if err := <-cancelled; !errors.Is(err, context.Canceled) {
			t.Errorf("the method's ctx: %v", err)
		}
	})
}

// With every worker in a method that hangs and more requests waiting, Wait must
// still end by its deadline, and so must a second one.
func TestDrainOfABusyServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		block := make(chan bool)
		srv := oslo.NewServer(tr, demo, oslo.WithWorkers(1))
		dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{"hang": func(context.Context, *oslo.Incoming) (any, error) {
			<-block // whatever its ctx says
			return nil, nil
		}}})
		if err := srv.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		c := oslo.NewClient(tr, demo)
		for range 5 {
			if err := c.Cast(t.Context(), &oslo.Method{Name: "hang"}, nil); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		forever := make(chan error)
		go func() { forever <- srv.Wait(context.Background()) }()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := srv.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Wait: %v", err)
		}
		close(block)
		if err := <-forever; err != nil {
			t.Errorf("the first Wait: %v", err)
		}
	})
}

func TestServerInterceptors(t *testing.T) {
	tr := oslotest.Open(t)
	var seen []string
	around := func(name string) oslo.ServerInterceptor {
		return func(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
			result, err := next(ctx, in)
			seen = append(seen, name+" "+in.Method+" "+in.Target.Topic)
			return result.(string) + name, err
		}
	}
	started(t, tr, map[string]oslo.Func{"echo": func(context.Context, *oslo.Incoming) (any, error) { return "x", nil }},
		oslo.WithServerInterceptor(around("a"), around("b")))
	var got string
	if err := oslo.NewClient(tr, demo).Call(t.Context(), &oslo.Method{Name: "echo"}, nil, &got); err != nil {
		t.Fatal(err)
	}
	if got != "xba" || strings.Join(seen, ",") != "b echo demo,a echo demo" {
		t.Errorf("got %q, seen %v", got, seen)
	}
}

func TestIncomingFrom(t *testing.T) {
	tr := oslotest.Open(t)
	methods := map[string]oslo.Func{"id": func(ctx context.Context, in *oslo.Incoming) (any, error) {
		return oslo.IncomingFrom(ctx) == in && in.MessageID != "" && in.UniqueID != "", nil
	}}
	started(t, tr, methods)
	var same bool
	if err := oslo.NewClient(tr, demo).Call(t.Context(), &oslo.Method{Name: "id"}, nil, &same); err != nil || !same {
		t.Error(same, err)
	}
	if oslo.IncomingFrom(t.Context()) != nil {
		t.Error("a request out of nowhere")
	}
}

func TestExpectedErrorsAreNotLoggedAsErrors(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t)
	started(t, tr, map[string]oslo.Func{
		"busy": func(context.Context, *oslo.Incoming) (any, error) { return nil, errBusy },
		"fail": func(context.Context, *oslo.Incoming) (any, error) { return nil, errors.New("unexpected") },
	}, oslo.WithLogger(log))
	c := oslo.NewClient(tr, demo)
	_ = c.Call(t.Context(), &oslo.Method{Name: "busy"}, nil, nil)
	if strings.Contains(text.String(), "level=ERROR") {
		t.Errorf("logged %s", text)
	}
	_ = c.Call(t.Context(), &oslo.Method{Name: "fail"}, nil, nil)
	if !strings.Contains(text.String(), "level=ERROR") || !strings.Contains(text.String(), "class=errorString") {
		t.Errorf("logged %s", text)
	}
}

// A canary in arguments, results, contexts, payloads and panics must appear in no
// log line and in no error.
func TestSecretsAreNotLogged(t *testing.T) {
	const canary = "c4n4ry"
	log, text := testlog.New()
	tr := oslotest.Open(t, oslo.WithLogger(log))
	type strict struct {
		N int `json:"n"`
	}
	started(t, tr, map[string]oslo.Func{
		"panic": func(_ context.Context, in *oslo.Incoming) (any, error) { panic(string(in.Args)) },
		"bad": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a strict
			return nil, in.Decode(&a)
		},
		"unsendable": func(context.Context, *oslo.Incoming) (any, error) { return map[string]any{canary: func() {}}, nil },
	})
	rc, err := oslo.NewRequestContext(map[string]any{"auth_token": canary})
	if err != nil {
		t.Fatal(err)
	}
	ctx := oslo.WithRequestContext(t.Context(), rc)
	c := oslo.NewClient(tr, demo)
	for _, method := range []string{"panic", "bad", "unsendable", "missing"} {
		err := c.Call(ctx, &oslo.Method{Name: method}, map[string]any{"n": canary}, nil)
		if err == nil || strings.Contains(err.Error(), canary) {
			t.Errorf("%s: %v", method, err)
		}
	}
	var n int
	if err := c.Call(ctx, &oslo.Method{Name: "missing"}, map[string]any{"n": canary}, &n); strings.Contains(err.Error(), canary) {
		t.Errorf("result: %v", err)
	}
	raw := tr.(interface {
		PublishRaw(ctx context.Context, exchange, key string, body []byte) error
	})
	if err := raw.PublishRaw(ctx, "openstack", "demo", []byte(`{"method": "`+canary)); err != nil {
		t.Fatal(err)
	}
	if err := c.Call(ctx, &oslo.Method{Name: "missing"}, nil, nil); err == nil { // the one before has been seen by now
		t.Error("no error")
	}
	if strings.Contains(text.String(), canary) {
		t.Errorf("logged %s", text)
	}
	if text.String() == "" {
		t.Error("nothing was logged")
	}
}

func TestDefectiveRequestIsAnswered(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t, oslo.WithLogger(log))
	ran := false
	started(t, tr, map[string]oslo.Func{"": func(context.Context, *oslo.Incoming) (any, error) { ran = true; return nil, nil }}, oslo.WithWorkers(1))
	raw := tr.(interface {
		PublishRaw(ctx context.Context, exchange, key string, body []byte) error
	})
	if err := raw.PublishRaw(t.Context(), "openstack", "demo", []byte(`{"method": null, "args": {}}`)); err != nil {
		t.Fatal(err)
	}
	if err := oslo.NewClient(tr, demo).Call(t.Context(), &oslo.Method{Name: "missing"}, nil, nil); err == nil {
		t.Error("no error")
	}
	if ran || !strings.Contains(text.String(), "class=TypeError") {
		t.Errorf("ran %v, logged %s", ran, text)
	}
}

func TestInterceptorKnowsExpectedErrors(t *testing.T) {
	tr := oslotest.Open(t)
	expected, found := map[string]bool{}, map[string]bool{}
	interceptor := func(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
		result, err := next(ctx, in)
		expected[in.Method], found[in.Method] = in.Expected(err), in.Found()
		return result, err
	}
	fail := func(err error) oslo.Func {
		return func(context.Context, *oslo.Incoming) (any, error) { return nil, err }
	}
	started(t, tr, map[string]oslo.Func{"busy": fail(fmt.Errorf("later: %w", errBusy)), "other": fail(errors.New("other")), "ok": fail(nil)},
		oslo.WithServerInterceptor(interceptor), oslo.WithWorkers(1))
	client := oslo.NewClient(tr, demo)
	for method, want := range map[string]bool{"busy": true, "other": false, "missing": false, "ok": false} {
		if err := client.Call(t.Context(), &oslo.Method{Name: method}, nil, nil); (err == nil) != (method == "ok") {
			t.Errorf("%s: %v", method, err)
		}
		if expected[method] != want || found[method] != (method != "missing") {
			t.Errorf("%s: expected %v, found %v", method, expected[method], found[method])
		}
	}
}

type logKey struct{}

// fromContext logs what its ctx carries, as handlers do that log trace ids.
type fromContext struct{ slog.Handler }

func (h fromContext) Handle(ctx context.Context, r slog.Record) error {
	r.Add("from_context", ctx.Value(logKey{}))
	return h.Handler.Handle(ctx, r)
}

func TestFailuresAreLoggedWithTheInterceptorsContext(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t)
	started(t, tr, map[string]oslo.Func{
		"fail":  func(context.Context, *oslo.Incoming) (any, error) { return nil, errors.New("no") },
		"panic": func(context.Context, *oslo.Incoming) (any, error) { panic("no") },
	}, oslo.WithLogger(slog.New(fromContext{log.Handler()})),
		oslo.WithServerInterceptor(func(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
			return next(context.WithValue(ctx, logKey{}, in.Method+"-trace"), in)
		}))
	for _, method := range []string{"fail", "panic"} {
		if err := oslo.NewClient(tr, demo).Call(t.Context(), &oslo.Method{Name: method}, nil, nil); err == nil {
			t.Error(method, "has not failed")
		}
	}
	for _, want := range []string{`msg="rpc method failed" method=fail`, "from_context=fail-trace", `msg="rpc method panicked"`, "from_context=panic-trace"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%s is not in the log:\n%s", want, text)
		}
	}
}

// badResult panics when it is encoded.
type badResult struct{}

func (badResult) MarshalJSON() ([]byte, error) { panic("broken") }

// Whatever of a method panics, its result or its error too, the caller gets an answer
// and the server lives.
func TestPanicsOutsideTheMethod(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t, oslo.WithLogger(log))
	started(t, tr, map[string]oslo.Func{
		"error":  func(context.Context, *oslo.Incoming) (any, error) { return nil, (*diskError)(nil) },
		"result": func(context.Context, *oslo.Incoming) (any, error) { return badResult{}, nil },
		"fine":   func(context.Context, *oslo.Incoming) (any, error) { return 1, nil },
	})
	c := oslo.NewClient(tr, demo)
	for _, method := range []string{"error", "result"} {
		var remote *oslo.RemoteError
		if err := c.Call(t.Context(), &oslo.Method{Name: method}, nil, nil); !errors.As(err, &remote) || remote.Class != "RuntimeError" {
			t.Errorf("%s: %v", method, err)
		}
	}
	if err := c.Cast(t.Context(), &oslo.Method{Name: "error"}, nil); err != nil {
		t.Fatal(err)
	}
	var got int
	if err := c.Call(t.Context(), &oslo.Method{Name: "fine"}, nil, &got); err != nil || got != 1 {
		t.Errorf("afterwards: %d, %v", got, err)
	}
	if n := strings.Count(text.String(), "rpc method panicked"); n < 2 {
		t.Errorf("logged %s", text)
	}
}
