package interop

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/pytest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// failures is a Go server whose methods fail, and a Python client of it.
type failures struct {
	t      *testing.T
	tr     oslo.Transport
	url    string
	py     *pytest.Peer
	client string
}

func newFailures(t *testing.T, methods func(f *failures) map[string]oslo.Func) *failures {
	t.Helper()
	f := &failures{t: t, url: brokertest.For(t).URL(""), py: pytest.For(t)}
	var err error
	if f.tr, err = oslo.Open(t.Context(), f.url, amqp.Driver()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.tr.Close() })
	topic := unique("failures")
	srv := oslo.NewServer(f.tr, oslo.Target{Topic: topic, Server: "go"})
	dispatch.Register(srv, oslo.Endpoint{Methods: methods(f)})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	f.client = f.py.Make(t, pytest.Cmd{
		"cmd": "client", "url": f.url, "target": object{"topic": topic}, "timeout": 20,
	})
	return f
}

// fail calls a method from Python and returns the exception.
func (f *failures) fail(method string) *pytest.Error {
	f.t.Helper()
	_, err := f.py.Do(pytest.Cmd{"cmd": "call", "id": f.client, "method": method, "args": object{}})
	e, ok := errors.AsType[*pytest.Error](err)
	if !ok {
		f.t.Fatalf("%s: got %v", method, err)
	}
	return e
}

// A Go method that passes on another server's refusal answers Python as a Python method
// would.
func TestPythonSeesARefusalByAThirdServerAsARemoteError(t *testing.T) {
	f := newFailures(t, func(f *failures) map[string]oslo.Func {
		nobody := unique("third")
		third := oslo.NewServer(f.tr, oslo.Target{Topic: nobody, Server: "third"})
		dispatch.Register(third, oslo.Endpoint{Methods: map[string]oslo.Func{}})
		if err := third.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = third.Wait(context.Background()) })
		client := oslo.NewClient(f.tr, oslo.Target{Topic: nobody})
		return map[string]oslo.Func{"outer": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
			return nil, client.Call(ctx, &oslo.Method{Name: "outer"}, nil, nil)
		}}
	})
	if e := f.fail("outer"); e.ExcType != "RemoteError" {
		t.Errorf("got %s of %s: %v", e.Class, e.ExcType, e)
	}
}

// A TypeError inside a Python method is about no argument of the call.
func TestTypeErrorInsideAPythonMethodIsNoArgumentError(t *testing.T) {
	py, topic := pytest.For(t), unique("inside")
	url := brokertest.For(t).URL("")
	py.Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": topic, "server": "py"})
	tr, err := oslo.Open(t.Context(), url, amqp.Driver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	client := oslo.NewClient(tr, oslo.Target{Topic: topic}, oslo.WithTimeout(20*time.Second))
	err = client.Call(t.Context(), &oslo.Method{Name: "fail_inside", Version: "1.0"}, nil, nil)
	if remote, ok := errors.AsType[*oslo.RemoteError](err); !ok || remote.Name() != "TypeError" || errors.As(err, new(*oslo.ArgumentError)) {
		t.Errorf("got %v with %v", err, errors.Unwrap(err))
	}
	err = client.Call(t.Context(), &oslo.Method{Name: "fail_inside", Version: "1.0"}, map[string]any{"no": 1}, nil)
	if wrong, ok := errors.AsType[*oslo.ArgumentError](err); !ok || wrong.Unexpected != "no" {
		t.Errorf("got %v with %v", err, errors.Unwrap(err))
	}
}
