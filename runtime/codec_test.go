package oslo_test

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestRequestRoundTrip(t *testing.T) {
	rc, err := oslo.NewRequestContext(map[string]any{"user_id": "u1"})
	if err != nil {
		t.Fatal(err)
	}
	r := &oslo.Request{
		Kind: oslo.KindCall, Target: oslo.Target{Topic: "t", Namespace: "n", Version: "1.2"}, Method: "reboot",
		Args: map[string]any{"host": "h"}, Context: rc, Timeout: time.Minute, Monitor: 5 * time.Second,
	}
	unique, id := oslo.NewMessageID(), oslo.NewMessageID()
	body, err := oslo.AppendRequest([]byte("prefix"), r, unique, id, "reply_1")
	if err != nil {
		t.Fatal(err)
	}
	body, ok := bytes.CutPrefix(body, []byte("prefix"))
	if !ok {
		t.Fatal("the prefix is lost")
	}
	in, replyQueue, err := oslo.DecodeRequest(body)
	if err != nil {
		t.Fatal(err)
	}
	var user string
	if _, err := in.Context.Get("user_id", &user); err != nil || user != "u1" {
		t.Errorf("context: %q, %v", user, err)
	}
	if in.Method != "reboot" || in.Namespace != "n" || !in.HasNamespace || in.Version != "1.2" || string(in.Args) != `{"host": "h"}` ||
		in.MessageID != id.String() || in.UniqueID != unique.String() || in.Monitor != 5*time.Second || replyQueue != "reply_1" || in.Defect != nil {
		t.Errorf("got %+v to %s", in, replyQueue)
	}

	r.Kind, r.Target.Namespace, r.Target.Version = oslo.KindCast, "", ""
	if body, err = oslo.AppendRequest(nil, r, unique, id, "reply_1"); err != nil {
		t.Fatal(err)
	}
	for _, absent := range []string{"_msg_id", "_reply_q", "_timeout", "namespace", "version\\"} {
		if strings.Contains(string(body), absent) {
			t.Errorf("a cast has %s: %s", absent, body)
		}
	}
}

func TestReplyRoundTrip(t *testing.T) {
	id := oslo.NewMessageID()
	for _, c := range []struct {
		name      string
		result    any
		failure   *oslo.RemoteError
		ending    bool
		want      string
		hasResult bool
	}{
		{"result", map[string]any{"a": 1}, nil, true, `{"a": 1}`, true},
		{"null", nil, nil, true, "null", false},
		{"heartbeat", nil, nil, false, "null", false},
		{"failure", nil, &oslo.RemoteError{Module: "m", Class: "C", Message: "x", Args: []any{"x", int64(2)}, Kwargs: map[string]any{"k": "v"}}, true, "", false},
	} {
		body, err := oslo.AppendReply(nil, id.String(), oslo.NewMessageID(), c.result, c.failure, c.ending)
		if err != nil {
			t.Fatal(err)
		}
		r, err := oslo.DecodeReply(body)
		if err != nil {
			t.Fatal(err)
		}
		if r.ID != id || r.Ending != c.ending || r.HasResult != c.hasResult || string(r.Reply.Result) != c.want || (r.Reply.Failure != nil) != (c.failure != nil) {
			t.Errorf("%s: got %+v", c.name, r)
		}
		if f := r.Reply.Failure; f != nil && (f.Name() != "m.C" || !reflect.DeepEqual(f.Args, c.failure.Args) || !reflect.DeepEqual(f.Kwargs, c.failure.Kwargs)) {
			t.Errorf("%s: got %+v", c.name, f)
		}
	}
	if _, err := oslo.AppendReply(nil, id.String(), id, func() {}, nil, true); err == nil {
		t.Error("a result that can't be sent is no error")
	}
	for _, f := range []*oslo.RemoteError{{Class: "C", Args: []any{func() {}}}, {Class: "C", Kwargs: map[string]any{"f": func() {}}}} {
		if _, err := oslo.AppendReply(nil, id.String(), id, nil, f, true); err == nil {
			t.Errorf("%+v can't be sent", f)
		}
	}
}

func TestUnreadableMessages(t *testing.T) {
	for _, body := range []string{"", "{", "[]", `"x"`, "null", `{"oslo.version": "3.0", "oslo.message": "{}"}`} {
		if body != "" { // an empty body is an empty request
			if _, _, err := oslo.DecodeRequest([]byte(body)); err == nil {
				t.Errorf("request %q: no error", body)
			}
		}
		if _, err := oslo.DecodeReply([]byte(body)); err == nil && body != "" {
			t.Errorf("reply %q: no error", body)
		}
		if _, err := oslo.DecodeNotification([]byte(body)); err == nil && body != "" {
			t.Errorf("notification %q: no error", body)
		}
	}
}

func TestMessageID(t *testing.T) {
	seen := map[oslo.MessageID]bool{}
	for range 1000 { // more than the source reads at once
		id := oslo.NewMessageID()
		if seen[id] {
			t.Fatalf("%s came twice", id)
		}
		seen[id] = true
		text := id.String()
		if len(text) != 32 || text[12] != '4' || !strings.ContainsRune("89ab", rune(text[16])) {
			t.Fatalf("%s is no UUID of version 4", text)
		}
		if back, ok := oslo.ParseMessageID(text); !ok || back != id {
			t.Fatalf("%s reads as %s", text, back)
		}
	}
	for _, text := range []string{"", "x", strings.Repeat("A", 32), "9a833c2f-80cc-4021-a35e-ed1dc3912501"} {
		if _, ok := oslo.ParseMessageID(text); ok {
			t.Errorf("%q is an id", text)
		}
	}
}

func TestExpiration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Minute: "60000", 500 * time.Millisecond: "500", 1999 * time.Microsecond: "1", 0: "1", math.MaxInt64: "315360000000",
	} {
		if got := oslo.Expiration(d); got != want {
			t.Errorf("Expiration(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestOpen(t *testing.T) {
	_, err := oslo.Open(t.Context(), "rabbit://bob:c4n4ry@host/vh", oslo.Driver{Schemes: []string{"kombu"}})
	if err == nil || !strings.Contains(err.Error(), "pass amqp.Driver()") || strings.Contains(err.Error(), "c4n4ry") {
		t.Errorf("unknown scheme: %v", err)
	}
	if _, err := oslo.Open(t.Context(), "no scheme"); !errors.As(err, new(*oslo.InvalidURLError)) {
		t.Errorf("no URL: %v", err)
	}
	tr := oslotest.Open(t, oslo.WithControlExchange("nova"), oslo.WithResponseTimeout(time.Second), oslo.WithSettings(oslo.Settings{Workers: 3}), oslo.WithControlExchange("neutron"))
	if s := tr.Settings(); s.ControlExchange != "neutron" || s.ResponseTimeout != 60*time.Second || s.Workers != 3 || s.Logger == nil {
		t.Errorf("settings %+v", s)
	}
}
