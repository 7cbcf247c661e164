package dispatch_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// python is the endpoint that the captured requests were sent to.
var python = oslo.Endpoint{Name: "Endpoint", Version: "1.3", Methods: methods{
	"add": func(_ context.Context, in *oslo.Incoming) (any, error) {
		var args struct {
			A int `json:"a"`
			B int `json:"b"`
		}
		err := in.Decode(&args)
		return args.A + args.B, err
	},
	"nothing": func(_ context.Context, in *oslo.Incoming) (any, error) { return nil, in.Decode(&struct{}{}) },
	"echo":    answer("echo"),
}}

// A Python server and ours answer strange requests with the same exceptions.
func TestCapturedRequests(t *testing.T) {
	raw, err := os.ReadFile("../internal/wire/testdata/raw_requests.json")
	if err != nil {
		t.Fatal(err)
	}
	var captured map[string]struct {
		Body     string
		Rejected bool
		Failure  *struct{ Message string }
		MsgID    string `json:"msg_id"`
	}
	if err := json.Unmarshal(raw, &captured); err != nil {
		t.Fatal(err)
	}
	d := dispatcher(t, []oslo.Endpoint{python})
	for name, c := range captured {
		if c.Rejected || c.MsgID == "" || name == "method_target" || name == "method_seen" { // attributes that are no methods
			continue
		}
		want := ""
		if c.Failure != nil {
			want = strings.TrimPrefix(c.Failure.Message, "Endpoint.")
		}
		_, err = d.Handle(t.Context(), incoming(t, c.Body))
		if got := message(err); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// What is wrong with a request is answered where Python comes upon it.
func TestOrderOfDefects(t *testing.T) {
	d := dispatcher(t, []oslo.Endpoint{python, {Namespace: "space", Methods: methods{"m": answer("")}}}, dispatch.WithPing())
	const (
		badMethod = "attribute name must be string, not 'NoneType'"
		badArgs   = "'list' object has no attribute 'items'"
		unserved  = "Endpoint does not support RPC version "
	)
	for body, want := range map[string]string{
		`"method": "nothing", "version": "1", "namespace": "nowhere"`:   unserved + "1. Attempted method: nothing",
		`"method": "nothing", "version": 2.5, "namespace": "nowhere"`:   unserved + "2.5. Attempted method: nothing",
		`"method": "nothing", "version": true, "namespace": "nowhere"`:  unserved + "True. Attempted method: nothing",
		`"method": "nothing", "version": null, "namespace": "nowhere"`:  unserved + "None. Attempted method: nothing",
		`"method": null, "namespace": "nowhere"`:                        unserved + "1.0",
		`"method": null, "version": "2.0"`:                              unserved + "2.0",
		`"method": null, "version": "1"`:                                "list index out of range",
		`"method": null, "args": []`:                                    badMethod,
		`"method": "nothing", "args": [], "namespace": "nowhere"`:       unserved + "1.0. Attempted method: nothing",
		`"method": "nothing", "args": [], "version": "1.4"`:             unserved + "1.4. Attempted method: nothing",
		`"method": "missing", "args": []`:                               "Endpoint does not support RPC method missing",
		`"method": "nothing", "args": []`:                               badArgs,
		`"method": "nothing", "args": [], "namespace": "space"`:         "Endpoint does not support RPC method nothing",
		`"method": "m", "args": [], "namespace": "space"`:               badArgs,
		`"method": "` + dispatch.PingMethod + `", "args": []`:           badArgs,
		`"method": "` + dispatch.PingMethod + `", "version": "one.two"`: "invalid literal for int() with base 10: 'one'",
	} {
		_, err := d.Handle(t.Context(), incoming(t, "{"+body+"}"))
		if got := message(err); got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}

// A handler that does not look at the defect comes upon it with the arguments.
func TestDefectInDecode(t *testing.T) {
	in := incoming(t, `{"method": "m", "args": null}`)
	if err := in.Decode(&struct{}{}); message(err) != "'NoneType' object has no attribute 'items'" {
		t.Errorf("got %v", err)
	}
}

// incoming is what a handler gets of a request with that body.
func incoming(t *testing.T, body string) *oslo.Incoming {
	t.Helper()
	tr := oslotest.Open(t)
	got := make(handed, 1)
	srv := oslo.NewServer(tr, oslo.Target{Topic: "t", Server: "s"}, oslo.WithHandler(got))
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	oslotest.PublishRaw(t, tr, "t", body)
	in := <-got
	if err := srv.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return in
}

// handed is a handler that hands over what it is given.
type handed chan *oslo.Incoming

// Handle implements oslo.Handler.
func (h handed) Handle(_ context.Context, in *oslo.Incoming) (any, error) {
	h <- in
	return nil, nil
}

// message is the str() of the exception that travels for err.
func message(err error) string {
	var remote *oslo.RemoteError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &remote):
		return remote.Message
	}
	return err.Error()
}
