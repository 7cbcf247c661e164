package wire_test

import (
	"errors"
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
	request, err := decodeRequest(body)
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
	in, err := decodeRequest([]byte(`{"_context_b":[1,"é"], "\u005fcontext_a": 1, "_context_msg_id": 5, "_context_b": {"x":2}, "_context_": 3}`))
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
	in, err := decodeRequest(typicalBody(t))
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

func TestContextWith(t *testing.T) {
	own, err := wire.NewContext(map[string]any{"b": []any{1, "é"}, "a": 1})
	if err != nil {
		t.Fatal(err)
	}
	in, err := decodeRequest([]byte(`{"_context_b":[1,"é"], "_context_a": 1}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*wire.Context{"own": own, "received": in.Context} {
		for _, test := range []struct {
			fields map[string]any
			want   string
		}{
			{map[string]any{"d": "x", "c": nil}, `"_context_c": null, "_context_d": "x"`},
			{map[string]any{"a": `"é`}, `"_context_a": "\"\u00e9"`},
			{map[string]any{"a": 2, "b": 3}, `"_context_a": 2, "_context_b": 3`},
			{nil, ""},
		} {
			sum, err := c.With(test.fields)
			if err != nil {
				t.Fatal(err)
			}
			var want []string // in the order of c, then what is new
			for _, key := range c.Keys() {
				if _, replaced := test.fields[key]; !replaced {
					want = append(want, map[string]string{"a": `"_context_a": 1`, "b": `"_context_b": [1, "\u00e9"]`}[key])
				}
			}
			if test.want != "" {
				want = append(want, test.want)
			}
			checkContext(t, name, sum, strings.Join(want, ", "))
		}
		if diff := cmp.Diff([]string{"a"}, c.Filter(func(key string) bool { return key == "a" }).Keys()); diff != "" {
			t.Errorf("%s: filtered: %s", name, diff)
		}
	}
	if _, err := own.With(map[string]any{"msg_id": 1}); err == nil {
		t.Error("a reserved key")
	}
}

// checkContext checks what c looks like in a bare message and, decoded again, in an enveloped one.
func checkContext(t *testing.T, name string, c *wire.Context, want string) {
	t.Helper()
	bare, err := wire.AppendNotification(nil, &wire.Notification{Context: c}, false)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(string(bare), `00", `+want+"}") {
		t.Errorf("%s: got %s, want %s", name, bare, want)
	}
	body, err := wire.AppendRequest(nil, &wire.Request{Method: "m", Context: c})
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeRequest(body)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c.Keys(), got.Context.Keys()); diff != "" {
		t.Errorf("%s: keys after a journey (-sent +got):\n%s", name, diff)
	}
	var sent, arrived map[string]any
	if err := errors.Join(c.Decode(&sent), got.Context.Decode(&arrived)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sent, arrived); diff != "" {
		t.Errorf("%s: fields after a journey (-sent +got):\n%s", name, diff)
	}
}
