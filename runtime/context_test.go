package oslo_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	oslo "github.com/oslogen/oslogen/runtime"
)

func TestRequestContext(t *testing.T) {
	var empty oslo.RequestContext
	if ok, err := empty.Get("user_id", new(string)); ok || err != nil || len(empty.Keys()) > 0 {
		t.Error("the zero value is not empty")
	}
	for _, key := range []string{"msg_id", "reply_q", "client_timeout"} {
		if _, err := oslo.NewRequestContext(map[string]any{key: "x"}); err == nil {
			t.Errorf("%s is taken by the wire format", key)
		}
	}
	if _, err := oslo.NewRequestContext(map[string]any{"f": func() {}}); err == nil {
		t.Error("a function can't be sent")
	}
	rc, err := oslo.NewRequestContext(map[string]any{"user_id": "u1", "is_admin": true})
	if err != nil {
		t.Fatal(err)
	}
	var fields struct {
		User  string `json:"user_id"`
		Admin bool   `json:"is_admin"`
	}
	if err := rc.Decode(&fields); err != nil || fields.User != "u1" || !fields.Admin {
		t.Errorf("got %+v, %v", fields, err)
	}
	var n int
	if ok, err := rc.Get("user_id", &n); !ok || err == nil {
		t.Errorf("a string as a number: %v, %v", ok, err)
	}
	if got := oslo.RequestContextFrom(t.Context()); len(got.Keys()) > 0 {
		t.Error("a context out of nowhere")
	}
}

func TestRequestContextWith(t *testing.T) {
	rc, err := oslo.NewRequestContext(map[string]any{"user_id": "u1", "is_admin": true})
	if err != nil {
		t.Fatal(err)
	}
	more, err := rc.With(map[string]any{"user_id": "u2", "roles": []string{"member"}})
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := more.Decode(&fields); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"user_id": "u2", "is_admin": true, "roles": []any{"member"}}, fields); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if less := more.Without("roles", "is_admin", "missing"); !slices.Equal(less.Keys(), []string{"user_id"}) {
		t.Errorf("without: %v", less.Keys())
	}
	var user string
	if _, err := rc.Get("user_id", &user); err != nil || user != "u1" || len(rc.Keys()) != 2 {
		t.Errorf("the original was changed: %q, %v", user, rc.Keys())
	}
	var empty oslo.RequestContext
	if some, err := empty.With(map[string]any{"a": 1}); err != nil || len(some.Keys()) != 1 || len(some.Without("a").Keys()) != 0 {
		t.Errorf("of an empty one: %v, %v", some.Keys(), err)
	}
	for _, fields := range []map[string]any{{"reply_q": "q"}, {"f": func() {}}} {
		if _, err := rc.With(fields); err == nil {
			t.Errorf("%v: no error", fields)
		}
	}
}
