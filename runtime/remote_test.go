package oslo_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// nothing is a Handler whose methods return nothing.
type nothing struct{}

func (nothing) Handle(context.Context, *oslo.Incoming) (any, error) { return nil, nil }

// failing serves a method "fail" that returns err, under table, and returns what
// a caller with the same table gets.
func failing(t *testing.T, table *oslo.Errors, err error) error {
	t.Helper()
	tr := oslotest.Open(t)
	srv := oslo.NewServer(tr, oslo.Target{Topic: "demo", Server: "one"})
	dispatch.Register(srv, oslo.Endpoint{Name: "Failing", Errors: table, Methods: map[string]oslo.Func{
		"fail": func(context.Context, *oslo.Incoming) (any, error) { return nil, err },
	}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := srv.Wait(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	return oslo.NewClient(tr, oslo.Target{Topic: "demo"}).Call(t.Context(), &oslo.Method{Name: "fail", Errors: table}, nil, nil)
}

type diskError struct {
	Path string `json:"path"`
	Free int64  `json:"free"`
}

func (e *diskError) Error() string { return "disk full: " + e.Path }

var errBusy = errors.New("busy")

func TestErrorsCrossTheWire(t *testing.T) {
	table := oslo.NewErrors(
		oslo.ErrorValue("nova.exception.Busy", errBusy),
		oslo.ErrorValue("EOFError", io.EOF),
		oslo.ErrorType[*diskError]("nova.exception.DiskFull").Expected(),
	)
	for _, c := range []struct {
		name, class, message string
		table                *oslo.Errors
		err                  error
		is                   error
	}{
		{"sentinel", "nova.exception.Busy", "busy", table, errBusy, errBusy},
		{"wrapped sentinel", "nova.exception.Busy", "reboot: busy", table, fmt.Errorf("reboot: %w", errBusy), errBusy},
		{"built-in exception", "EOFError", "EOF", table, io.EOF, io.EOF},
		{"no table", "go.errors.errorString", "busy", nil, errBusy, nil},
		{"not in the table", "go.errors.errorString", "other", table, errors.New("other"), nil},
		{"own type without a table", "go.github.com.oslogen.oslogen.runtime_test.diskError", "disk full: /", nil, &diskError{Path: "/"}, nil},
		{"passed on", "a.B", "c", table, fmt.Errorf("x: %w", &oslo.RemoteError{Module: "a", Class: "B", Message: "c"}), nil},
		{"timeout of a call of the server's own", "oslo_messaging.exceptions.MessagingTimeout", "context deadline exceeded", table, context.DeadlineExceeded, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := failing(t, c.table, c.err)
			var remote *oslo.RemoteError
			if !errors.As(err, &remote) {
				t.Fatalf("got %v, want a RemoteError", err)
			}
			if remote.Name() != c.class || remote.Message != c.message {
				t.Errorf("got %s %q, want %s %q", remote.Name(), remote.Message, c.class, c.message)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("%v is not %v", err, c.is)
			}
		})
	}
	t.Run("typed", func(t *testing.T) {
		err := failing(t, table, fmt.Errorf("boot: %w", &diskError{Path: "/var", Free: 1<<60 + 1}))
		var disk *diskError
		if !errors.As(err, &disk) || *disk != (diskError{"/var", 1<<60 + 1}) {
			t.Errorf("got %v with %+v", err, disk)
		}
		var remote *oslo.RemoteError
		if !errors.As(err, &remote) || remote.Kwargs["path"] != "/var" || !slices.Equal(remote.Args, []any{"boot: disk full: /var"}) {
			t.Errorf("got %+v", remote)
		}
	})
	t.Run("a timeout at the server is none of the caller", func(t *testing.T) {
		if err := failing(t, nil, context.DeadlineExceeded); errors.Is(err, oslo.ErrTimeout) || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v is a timeout", err)
		}
	})
}

// The answers of the dispatcher and of Python's calls are recognised by their text.
func TestDispatcherErrorsAreRecognised(t *testing.T) {
	for _, c := range []struct {
		module, class, message string
		want                   error
	}{
		{"oslo_messaging.rpc.dispatcher", "NoSuchMethod", "Endpoint does not support RPC method fail", &oslo.NoSuchMethodError{Method: "fail"}},
		{
			"oslo_messaging.rpc.dispatcher", "UnsupportedVersion", "Endpoint does not support RPC version 2.0. Attempted method: fail",
			&oslo.UnsupportedVersionError{Version: "2.0", Method: "fail"},
		},
		{"builtins", "TypeError", "Endpoint.fail() missing 2 required positional arguments: 'a' and 'b'", &oslo.ArgumentError{Method: "fail", Missing: "a"}},
		{"builtins", "TypeError", "fail() got an unexpected keyword argument 'c'", &oslo.ArgumentError{Method: "fail", Unexpected: "c"}},
		{"builtins", "TypeError", "unsupported operand", nil},
		{"elsewhere", "NoSuchMethod", "x", nil},
	} {
		err := failing(t, nil, &oslo.RemoteError{Module: c.module, Class: c.class, Message: c.message})
		cause := errors.Unwrap(err)
		if c.want == nil && cause != nil || c.want != nil && (cause == nil || fmt.Sprintf("%+v", cause) != fmt.Sprintf("%+v", c.want)) {
			t.Errorf("%s %q: got %#v, want %#v", c.class, c.message, cause, c.want)
		}
	}
}

// An error that a method got from another server and returns is that error, also where
// its class is declared.
func TestRemoteErrorIsPassedOn(t *testing.T) {
	table := oslo.NewErrors(oslo.ErrorValue("nova.exception.Busy", errBusy))
	sent := &oslo.RemoteError{Module: "nova.exception", Class: "Busy", Message: "disk 7 is busy", Kwargs: map[string]any{"disk": int64(7)}}
	first := failing(t, table, sent)
	second := failing(t, table, fmt.Errorf("ask the other: %w", first))
	var got *oslo.RemoteError
	if !errors.As(second, &got) || got.Message != sent.Message || fmt.Sprint(got.Kwargs) != "map[disk:7]" || !errors.Is(second, errBusy) {
		t.Errorf("got %v with %v", second, got)
	}
}

type quotaError struct {
	Limit int `json:"limit"`
}

func (quotaError) Error() string { return "over the quota" }

// secretError keeps what it knows to itself.
type secretError struct{ why string }

func (e *secretError) Error() string { return "secret" }

func TestErrorTypeWithoutExportedFields(t *testing.T) {
	table := oslo.NewErrors(oslo.ErrorType[*secretError]("nova.exception.Secret"))
	err := failing(t, table, &secretError{"because"})
	remote, ok := errors.AsType[*oslo.RemoteError](err)
	if !ok || remote.Name() != "nova.exception.Secret" || remote.Message != "secret" || len(remote.Kwargs) != 0 {
		t.Errorf("got %#v", err)
	}
	if typed, ok := errors.AsType[*secretError](err); !ok || typed.why != "" {
		t.Errorf("got %v", typed)
	}
}

func TestErrorValueThatIsNil(t *testing.T) {
	defer func() {
		if text := fmt.Sprint(recover()); !strings.Contains(text, "x.Gone is nil") {
			t.Errorf("panicked with %s", text)
		}
	}()
	oslo.ErrorValue("x.Gone", nil)
}

func TestErrorTypeThatIsAStruct(t *testing.T) {
	table := oslo.NewErrors(oslo.ErrorType[quotaError]("nova.exception.OverQuota"))
	var got quotaError
	if err := failing(t, table, quotaError{7}); !errors.As(err, &got) || got.Limit != 7 {
		t.Errorf("got %v, %+v", err, got)
	}
}

// Python 2 called its builtins something else.
func TestModuleOfBuiltins(t *testing.T) {
	err := failing(t, oslo.NewErrors(oslo.ErrorValue("KeyError", errBusy)), &oslo.RemoteError{Module: "exceptions", Class: "KeyError"})
	if !errors.Is(err, errBusy) {
		t.Errorf("got %v", err)
	}
}

// A file name may be in any encoding. The error that tells of it gets through, with
// its class.
func TestErrorTextThatIsNotUTF8KeepsItsClass(t *testing.T) {
	table := oslo.NewErrors(oslo.ErrorValue("a.Busy", errBusy), oslo.ErrorType[*diskError]("a.DiskFull"), oslo.ErrorType[*fileError]("a.File"))
	const broken, text = "caf\xe9", "caf\ufffd"
	for name, err := range map[string]error{
		"a.Busy":                fmt.Errorf("open %s: %w", broken, errBusy),
		"a.DiskFull":            &diskError{Path: broken},
		"a.File":                &fileError{Names: []string{broken}, Bytes: []byte(broken), By: map[string]any{broken: &broken2}},
		"b.Own":                 &oslo.RemoteError{Module: "b", Class: "Own", Message: broken, Args: []any{broken, []any{broken}}, Kwargs: map[string]any{broken: broken}, Traceback: []string{broken}},
		"go.errors.errorString": errors.New(broken),
	} {
		got, ok := errors.AsType[*oslo.RemoteError](failing(t, table, err))
		if !ok || got.Name() != name || !strings.Contains(got.Message, text) {
			t.Errorf("%s: got %v", name, got)
			continue
		}
		for _, part := range []any{got.Args, got.Kwargs} {
			if told := fmt.Sprint(part); told != "[]" && told != "map[]" && !strings.Contains(told, text) {
				t.Errorf("%s: got %v", name, part)
			}
		}
	}
	if err := failing(t, table, fmt.Errorf("%s: %w", broken, errBusy)); !errors.Is(err, errBusy) {
		t.Errorf("got %v", err)
	}
}

var broken2 = "\xff"

// fileError has text in every place.
type fileError struct {
	Names []string       `json:"names"`
	Bytes []byte         `json:"bytes"`
	By    map[string]any `json:"by"`
}

func (e *fileError) Error() string { return "bad files: " + e.Names[0] }
