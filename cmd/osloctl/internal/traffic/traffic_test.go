package traffic

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// read makes an entry of a message without envelope.
func read(t *testing.T, exchange, key, body string) *Entry {
	t.Helper()
	e, err := Read(tap.Message{At: noon, Exchange: exchange, Key: key, Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const (
	callBody  = `{"method": "add", "args": {"a": 2}, "version": "1.1", "_msg_id": "c1", "_reply_q": "reply_1", "_timeout": null, "_unique_id": "u1", "_context_user_id": "u", "_context_auth_token": "t0ken"}`
	replyBody = `{"result": 42, "failure": null, "ending": true, "_msg_id": "c1", "_unique_id": "u2"}`
	eventBody = `{"event_type": "compute.start", "publisher_id": "compute.cmp-1", "priority": "INFO", "payload": {"size": 3.0, "bad": NaN, "admin_pass": "s3cret"}, "message_id": "m1", "timestamp": "2026-11-28 12:00:00"}`
)

func TestKinds(t *testing.T) {
	for name, c := range map[string]struct {
		exchange, key, body   string
		kind                  Kind
		topic, server, member string
	}{
		"call":         {"nova", "compute", callBody, Call, "compute", "", "method"},
		"to a server":  {"nova", "compute.cmp-1.example.org", callBody, Call, "compute", "cmp-1.example.org", "method"},
		"cast":         {"nova", "compute", `{"method": "sync", "args": {}}`, Cast, "compute", "", "method"},
		"fanout":       {"compute_fanout", "", `{"method": "sync", "args": {}}`, Fanout, "compute", "", "method"},
		"reply":        {"", "reply_1", replyBody, Reply, "reply_1", "", "result"},
		"heartbeat":    {"", "reply_1", `{"result": null, "failure": null, "ending": false, "_msg_id": "c1"}`, Heartbeat, "reply_1", "", "result"},
		"notification": {"nova", "a.b.info", eventBody, Notification, "a.b", "b.info", "payload"},
		"enveloped":    {"nova", "n.info", `{"oslo.version": "2.0", "oslo.message": "{\"event_type\": \"x\", \"payload\": 1}"}`, Notification, "n", "info", "payload"},
	} {
		e := read(t, c.exchange, c.key, c.body)
		if _, ok := e.Body[c.member]; e.Kind != c.kind || e.Topic() != c.topic || e.Server() != c.server || !ok {
			t.Errorf("%s: got %s, topic %q, server %q", name, e.Kind, e.Topic(), e.Server())
		}
	}
	for _, body := range []string{"", "[]", "{}", `{"oslo.message": "{"}`} {
		if _, err := Read(tap.Message{Body: []byte(body)}); err == nil {
			t.Errorf("%q was read", body)
		}
	}
}

// What is shown is standard JSON, and holds no secret.
func TestView(t *testing.T) {
	for body, want := range map[string]string{
		callBody: `{"args":{"a":2},"at":"2026-11-28T12:00:00.000000Z","context":{"auth_token":"***","user_id":"u"},"exchange":"nova",
			"kind":"call","message_id":"c1","method":"add","server":"s","topic":"t","version":"1.1"}`,
		eventBody: `{"at":"2026-11-28T12:00:00.000000Z","event_type":"compute.start","exchange":"nova","kind":"notification",
			"message_id":"m1","payload":{"admin_pass":"***","bad":"NaN","size":3},"priority":"INFO","publisher_id":"compute.cmp-1",
			"timestamp":"2026-11-28 12:00:00","topic":"t"}`,
		`{"result": null, "failure": "{\"class\": \"NotFound\", \"tb\": [\"x\"]}", "ending": true, "_msg_id": "c1"}`: `{"at":"2026-11-28T12:00:00.000000Z",
			"failure":{"class":"NotFound"},"kind":"reply","message_id":"c1","result":null}`,
	} {
		got, err := json.Marshal(read(t, "nova", "t.s", body).View())
		var g, w any
		if err != nil || json.Unmarshal(got, &g) != nil || json.Unmarshal([]byte(want), &w) != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(w, g); d != "" {
			t.Errorf("%s: %s", body, d)
		}
	}
}

func TestSecretsAreMasked(t *testing.T) {
	for name, want := range map[string]bool{
		"password": true, "adminPass": true, "admin_pass": true, "new_pass": true, "auth_token": true, "_context_auth_token": true,
		"token": true, "X-Auth-Token": true, "private_key": true, "secret": true, "client_secret": true, "sys_pswd": true,
		"passive": false, "bypass": false, "compass": false, "tokens_left": false, "user_id": false, "key": false,
	} {
		v := map[string]any{"deep": []any{map[string]any{name: "value"}}}
		mask(v)
		if got := v["deep"].([]any)[0].(map[string]any)[name] == Masked; got != want {
			t.Errorf("%s masked: %v", name, got)
		}
	}
}

func TestUnwrap(t *testing.T) {
	var v any
	const text = `{"nova_object.name": "P", "nova_object.version": "1.0", "nova_object.data": {"host": "h",
		"ips": [{"x.name": "I", "x.data": {"a": 1}}], "y.data": 2}}`
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	if got := Compact(Unwrap(v), 0); got != `{"host":"h","ips":[{"a":1}],"y.data":2}` {
		t.Errorf("got %s", got)
	}
}

func TestPairs(t *testing.T) {
	p := NewPairs()
	call, reply := read(t, "nova", "compute", callBody), read(t, "", "reply_1", replyBody)
	reply.At = noon.Add(30 * time.Millisecond)
	if p.Add(reply) != nil || p.Add(call) != nil || p.Waiting() != 1 {
		t.Error("a pair without its half")
	}
	if pair := p.Add(reply); pair == nil || pair.Took != 30*time.Millisecond || p.Waiting() != 0 {
		t.Errorf("got %+v", pair)
	}
	if p.Add(reply) != nil {
		t.Error("a second reply is a pair")
	}
	call.Timeout = time.Second
	p.Add(call)
	if late := p.Overdue(noon.Add(time.Second)); len(late) != 0 || p.Waiting() != 1 {
		t.Errorf("late at its timeout: %+v", late)
	}
	if late := p.Overdue(noon.Add(2 * time.Second)); len(late) != 1 || !late[0].Late || p.Waiting() != 0 || len(p.order) != 0 {
		t.Errorf("after its timeout: %+v", late)
	}
}

func TestFilter(t *testing.T) {
	event, call := read(t, "nova", "n.info", eventBody), read(t, "nova", "compute", callBody)
	for name, c := range map[string]struct {
		filter Filter
		where  string
		entry  *Entry
		want   bool
	}{
		"none":           {Filter{}, "", event, true},
		"event":          {Filter{Events: []string{"a", "compute.*"}}, "", event, true},
		"other event":    {Filter{Events: []string{"compute.stop*"}}, "", event, false},
		"publisher":      {Filter{Publishers: []string{"*.cmp-?"}}, "", event, true},
		"priority":       {Filter{Priorities: []string{"error", "info"}}, "", event, true},
		"other priority": {Filter{Priorities: []string{"error"}}, "", event, false},
		"payload":        {Filter{}, ".payload.size > 2", event, true},
		"other payload":  {Filter{}, ".payload.size > 3", event, false},
		"it fails":       {Filter{}, ".payload.size.unit", event, false},
		"no output":      {Filter{}, "empty", event, false},
		"method":         {Filter{Methods: []string{"a*"}}, `.args.a == 2 and .topic == "compute"`, call, true},
		"other method":   {Filter{Methods: []string{"b*"}}, "", call, false},
	} {
		f := c.filter
		if c.where != "" {
			if err := f.Where(c.where); err != nil {
				t.Fatal(err)
			}
		}
		if got := f.Match(c.entry, c.entry.View()); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if err := new(Filter).Where(".payload |"); err == nil {
		t.Error("half an expression compiles")
	}
	if CheckPattern("[a") == nil {
		t.Error("half a pattern can be read")
	}
	s, err := NewSelection(".payload | keys[]")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Of(event.View()); err != nil || !cmp.Equal(got, []any{"admin_pass", "bad", "size"}) {
		t.Errorf("selected %v, %v", got, err)
	}
}
