package wire_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

func TestContext(t *testing.T) {
	c, err := wire.NewContext(map[string]any{"roles": []string{"a"}, "is_admin": true, "é": 1.0})
	if err != nil {
		t.Fatal(err)
	}
	body, err := wire.AppendRequest(nil, &wire.Request{Method: "m", Context: c})
	if err != nil {
		t.Fatal(err)
	}
	request, err := wire.DecodeRequest(body)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*wire.Context{c, request.Context} {
		if diff := cmp.Diff([]string{"is_admin", "roles", "é"}, c.Keys()); diff != "" || c.Len() != 3 {
			t.Errorf("keys: %s", diff)
		}
		if raw, ok := c.Field("roles"); !ok || string(raw) != `["a"]` {
			t.Errorf("roles = %s, %t", raw, ok)
		}
		if raw, ok := c.Field("role"); ok {
			t.Errorf("role = %s", raw)
		}
		var fields struct {
			Roles []string `json:"roles"`
			E     float64  `json:"é"`
		}
		if err := c.Decode(&fields); err != nil || fields.E != 1 || len(fields.Roles) != 1 {
			t.Errorf("fields = %+v, %v", fields, err)
		}
		var wrong struct {
			Roles []int `json:"roles"`
		}
		if err := c.Decode(&wrong); err == nil || err.Error() != "context.roles[0]: expected an integer, found a string" {
			t.Errorf("error %v", err)
		}
	}
	for _, key := range []string{"msg_id", "reply_q", "client_timeout"} {
		if _, err := wire.NewContext(map[string]any{key: 1}); err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("key %s: error %v", key, err)
		}
	}
	if _, err := wire.NewContext(map[string]any{"a": []any{func() {}}}); err == nil || !strings.HasPrefix(err.Error(), "context.a[0]: ") {
		t.Errorf("error %v", err)
	}
}

func TestNilContext(t *testing.T) {
	var c *wire.Context
	var fields map[string]any
	if _, ok := c.Field("a"); ok || c.Len() != 0 || len(c.Keys()) != 0 || c.Decode(&fields) != nil || len(fields) != 0 {
		t.Error("a nil context is not empty")
	}
}

func TestReceivedContextIsPassedOnAsPythonWould(t *testing.T) {
	in, err := wire.DecodeRequest([]byte(`{"_context_b":[1,"é"], "\u005fcontext_a": 1, "_context_msg_id": 5, "_context_b": {"x":2}, "_context_": 3}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := wire.AppendNotification(nil, &wire.Notification{Context: in.Context}, false)
	if err != nil {
		t.Fatal(err)
	}
	const want = `"_unique_id": "00000000000000000000000000000000", "_context_b": {"x": 2}, "_context_a": 1, "_context_": 3}`
	if !strings.HasSuffix(string(got), want) {
		t.Errorf("got %s", got)
	}
}

func TestContextIsSafeForConcurrentUse(t *testing.T) {
	in, err := wire.DecodeRequest(typicalBody(t))
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			type fresh struct { // compiled by whoever comes first
				Roles []string `json:"roles"`
			}
			var fields fresh
			if err := in.Context.Decode(&fields); err != nil || len(fields.Roles) != 2 {
				t.Errorf("fields %v, %v", fields, err)
			}
			if _, err := wire.AppendRequest(nil, &wire.Request{Context: in.Context}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
