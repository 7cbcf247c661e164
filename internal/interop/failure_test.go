package interop

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

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
	client := oslo.NewClient(tr, oslo.Target{Topic: topic}, oslo.WithTimeout(patience))
	err = client.Call(t.Context(), &oslo.Method{Name: "fail_inside", Version: "1.0"}, nil, nil)
	if remote, ok := errors.AsType[*oslo.RemoteError](err); !ok || remote.Name() != "TypeError" || errors.As(err, new(*oslo.ArgumentError)) {
		t.Errorf("got %v with %v", err, errors.Unwrap(err))
	}
	err = client.Call(t.Context(), &oslo.Method{Name: "fail_inside", Version: "1.0"}, map[string]any{"no": 1}, nil)
	if wrong, ok := errors.AsType[*oslo.ArgumentError](err); !ok || wrong.Unexpected != "no" {
		t.Errorf("got %v with %v", err, errors.Unwrap(err))
	}
}

// Errors in the styles of Nova, of Heat (keywords only), of Neutron (no kwargs) and of
// Ironic (JSON texts).
type (
	instanceNotFound struct {
		ID string `json:"instance_id"`
	}
	overQuota struct {
		Limit int `json:"limit"`
	}
	portNotFound struct {
		ID   string `json:"port_id"`
		Text string `json:"-" oslo:"message"`
	}
	nodeNotFound struct {
		Node string `json:"node,string"`
	}
)

func (e *instanceNotFound) Error() string {
	return "Instance " + e.ID + " could not be found."
}
func (e *overQuota) Error() string { return fmt.Sprintf("over the limit of %d", e.Limit) }
func (e *portNotFound) Error() string {
	return cmp.Or(e.Text, "Port "+e.ID+" could not be found.")
}
func (e *nodeNotFound) Error() string { return "Node " + e.Node + " could not be found." }

var styles = oslo.NewErrors(
	oslo.ErrorType[*instanceNotFound]("demo_service.InstanceNotFound"),
	oslo.ErrorType[*overQuota]("demo_service.OverQuota").Keywords(),
	oslo.ErrorType[*portNotFound]("demo_service.PortNotFound").Keywords(),
	oslo.ErrorType[*nodeNotFound]("demo_service.NodeNotFound"),
)

// Declared errors cross in both directions, whatever the style of their exception.
func TestDeclaredErrorsOfEveryStyleOfException(t *testing.T) {
	url, topic := brokertest.For(t).URL(""), unique("styles")
	py := pytest.For(t)
	py.Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": topic, "server": "py"})
	tr, err := oslo.Open(t.Context(), url, amqp.Driver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic + "-go", Server: "go"})
	var raised error // by the Go method
	dispatch.Register(srv, oslo.Endpoint{Errors: styles, Methods: map[string]oslo.Func{
		"fail": func(context.Context, *oslo.Incoming) (any, error) { return nil, raised },
	}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	python := py.Make(t, pytest.Cmd{
		"cmd": "client", "url": url, "target": object{"topic": topic + "-go"}, "exmods": []string{"demo_service"},
	})
	c := oslo.NewClient(tr, oslo.Target{Topic: topic}, oslo.WithTimeout(patience))
	for _, s := range []struct {
		raise string // in Python
		fails error  // in Go
		text  string
		reads error // the typed error that Go reads of Python's exception, if that is less
	}{
		{"demo_service.InstanceNotFound(instance_id='i1')", &instanceNotFound{ID: "i1"}, "Instance i1 could not be found.", nil},
		{"demo_service.OverQuota(limit=3)", &overQuota{Limit: 3}, "over the limit of 3", nil},
		{
			"demo_service.PortNotFound(port_id='p1')", &portNotFound{ID: "p1"}, "Port p1 could not be found.",
			&portNotFound{Text: "Port p1 could not be found."},
		},
		{"demo_service.NodeNotFound(node='n\u00e9 1')", &nodeNotFound{Node: "n\u00e9 1"}, "Node n\u00e9 1 could not be found.", nil},
	} {
		err := c.Call(t.Context(), &oslo.Method{Name: "fail_with", Version: "1.0", Errors: styles}, map[string]any{"expression": s.raise}, nil)
		want := cmp.Or(s.reads, s.fails)
		if got := errors.Unwrap(err); !reflect.DeepEqual(got, want) || got.Error() != s.text {
			t.Errorf("Go reads %#v of %s, want %#v: %v", got, s.raise, want, err)
		}
		raised = s.fails
		_, err = py.Do(pytest.Cmd{"cmd": "call", "id": python, "method": "fail", "args": object{}})
		e, ok := errors.AsType[*pytest.Error](err)
		if class, _, _ := strings.Cut(s.raise, "("); !ok || "demo_service."+strings.TrimSuffix(e.Class, "_Remote") != class || !strings.HasPrefix(e.Str, s.text) {
			t.Errorf("Python raises %+v for %#v", err, s.fails)
		}
	}
}
