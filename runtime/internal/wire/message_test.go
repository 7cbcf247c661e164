package wire_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// enveloped returns the body that carries message.
func enveloped(t testing.TB, message string) []byte {
	t.Helper()
	inner, err := wire.AppendValue(nil, message)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Appendf(nil, `{"oslo.version": "2.0", "oslo.message": %s}`, inner)
}

func TestID(t *testing.T) {
	const text = "0123456789abcdef0123456789abcdef"
	id, ok := wire.ParseID(text)
	if !ok || id.String() != text {
		t.Errorf("ParseID(%q) = %v, %t", text, id, ok)
	}
	if again, ok := wire.ParseID([]byte(text)); !ok || again != id {
		t.Errorf("ParseID of bytes = %v, %t", again, ok)
	}
	for _, text := range []string{"", text[1:], text + "0", strings.ToUpper(text), "g" + text[1:], "0123456-89abcdef0123456789abcdef"} {
		if id, ok := wire.ParseID(text); ok || id != (wire.ID{}) {
			t.Errorf("ParseID(%q) = %v, %t", text, id, ok)
		}
	}
}

func TestAppendRequest(t *testing.T) {
	context, err := wire.NewContext(map[string]any{"user_id": "é", "a": nil})
	if err != nil {
		t.Fatal(err)
	}
	const ids = `"_msg_id": "01000000000000000000000000000000", "_reply_q": "q", "_timeout": `
	for _, c := range []struct {
		name    string
		request wire.Request
		want    string
	}{
		{"cast", wire.Request{Method: "m"}, `{"method": "m", "args": {}, `},
		{
			"call", wire.Request{Method: "m", Args: map[string]int{"b": 1, "a": 2}, Call: true, MsgID: wire.ID{1}, ReplyQ: "q"},
			`{"method": "m", "args": {"a": 2, "b": 1}, ` + ids + `null, `,
		},
		{
			"monitor", wire.Request{Method: "m", Namespace: "n", Version: "1.0", Call: true, MsgID: wire.ID{1}, ReplyQ: "q", Monitor: time.Minute},
			`{"method": "m", "args": {}, "namespace": "n", "version": "1.0", ` + ids + `60, `,
		},
		{
			"fraction", wire.Request{Call: true, MsgID: wire.ID{1}, ReplyQ: "q", Monitor: 2500 * time.Millisecond},
			`{"method": "", "args": {}, ` + ids + `2.5, `,
		},
	} {
		for _, with := range []*wire.Context{nil, context} {
			c.request.Context, c.request.UniqueID = with, wire.ID{2}
			want := c.want + `"_unique_id": "02000000000000000000000000000000"`
			if with != nil {
				want += `, "_context_a": null, "_context_user_id": "\u00e9"`
			}
			got, err := wire.AppendRequest([]byte("before"), &c.request)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			} else if diff := cmp.Diff("before"+string(enveloped(t, want+"}")), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.name, diff)
			}
		}
	}
	for _, args := range []any{[]int{1}, 5, (*inner)(nil), "text"} {
		if got, err := wire.AppendRequest([]byte("before"), &wire.Request{Args: args}); err == nil || string(got) != "before" {
			t.Errorf("arguments %v: %s, %v", args, got, err)
		}
	}
	_, err = wire.AppendRequest(nil, &wire.Request{Args: map[string]any{"n": []any{time.Second}}})
	if err == nil || !strings.HasPrefix(err.Error(), "encode request: args[*][0]: time.Duration has no form") {
		t.Errorf("error %v", err)
	}
}

func TestEnvelopeVersions(t *testing.T) {
	for version, readable := range map[string]bool{
		`"2.0"`: true, `"2.0.0"`: true, `" 2 . 0 "`: true, `"2.-1.7"`: true, `"\u0032.0"`: true, `"+2.0_0"`: true, `"2.0.-1"`: true,
		`"2.1"`: false, `"2.0.1"`: false, `"1.9"`: false, `"3.0"`: false, `"2"`: false, `""`: false, `"two.0"`: false, `"2."`: false,
		`"2._0"`: false, `"--2.0"`: false, `2.0`: false, `null`: false, `["2.0"]`: false, `"99999999999999999999.0"`: false,
	} {
		_, err := wire.DecodeRequest([]byte(`{"oslo.message": "{}", "oslo.version": ` + version + `}`))
		if readable && err != nil || !readable && !errors.Is(err, wire.ErrEnvelope) {
			t.Errorf("version %s: %v", version, err)
		}
	}
}

func TestDecodeRefusesWithoutRepeating(t *testing.T) {
	for _, body := range []string{
		`secret`, `["secret"]`, `"secret"`, `null`, `5`, ` `, `{"secret": "secret"`, `{"secret" "secret"}`, `{"method": "secret",}`,
		`{"oslo.version": "2.0", "oslo.message": "secret"}`, `{"oslo.version": "2.0", "oslo.message": "[\"secret\"]"}`,
		`{"oslo.version": "2.0", "oslo.message": {"secret": 1}}`, `{"oslo.version": "2.0", "oslo.message": ""}`,
		`{"oslo.version": "2.0", "oslo.message": "{}"} secret`, `{"oslo.version": "2.0", "oslo.message": "{} secret"}`,
		`{"oslo.version": "secret", "oslo.message": "{}"}`, `{"oslo.version": "2.0", "oslo.message": "{\"secret\": \"\\x\"}"}`,
		"{\"secret\": \"\xff\"}", "\xef\xbb\xbf{}", `{"oslo.version": "2.0", "oslo.message": "\ud800"}`,
		strings.Repeat(`{"secret":`, 600) + "1" + strings.Repeat("}", 600),
	} {
		_, requestErr := wire.DecodeRequest([]byte(body))
		_, replyErr := wire.DecodeReply([]byte(body))
		_, notificationErr := wire.DecodeNotification([]byte(body))
		for _, err := range []error{requestErr, replyErr, notificationErr} {
			if err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("%.60s: error %v", body, err)
			}
		}
	}
}

func TestDecodeRequestFields(t *testing.T) {
	for _, c := range []struct {
		message string
		check   func(*wire.IncomingRequest) bool
	}{
		{`{"_timeout": 60}`, func(r *wire.IncomingRequest) bool { return r.Monitor == time.Minute }},
		{`{"_timeout": 2.9}`, func(r *wire.IncomingRequest) bool { return r.Monitor == 2900*time.Millisecond }},
		{`{"_timeout": " 3 "}`, func(r *wire.IncomingRequest) bool { return r.Monitor == 3*time.Second }},
		{`{"_timeout": "2.9"}`, func(r *wire.IncomingRequest) bool { return r.Monitor == 0 }},
		{`{"_timeout": -1}`, func(r *wire.IncomingRequest) bool { return r.Monitor == 0 }},
		{`{"_timeout": NaN}`, func(r *wire.IncomingRequest) bool { return r.Monitor == 0 }},
		{`{"_timeout": Infinity}`, func(r *wire.IncomingRequest) bool { return r.Monitor == 0 }},
		{`{"_timeout": 1e300}`, func(r *wire.IncomingRequest) bool { return r.Monitor > 0 }},
		{`{"_timeout": [60]}`, func(r *wire.IncomingRequest) bool { return r.Monitor == 0 }},
		{`{"namespace": null}`, func(r *wire.IncomingRequest) bool { return !r.HasNamespace }},
		{`{"namespace": ""}`, func(r *wire.IncomingRequest) bool { return r.HasNamespace && r.Namespace == "" }},
		{`{"namespace": 5}`, func(r *wire.IncomingRequest) bool { return r.HasNamespace && r.Namespace == "" }},
		{`{"method": "\u00e9", "_msg_id": 5}`, func(r *wire.IncomingRequest) bool { return r.Method == "é" && r.MsgID == "" }},
		{`{"args": { "a" : 1 }}`, func(r *wire.IncomingRequest) bool { return string(r.Args) == `{ "a" : 1 }` }},
		{`{"args": {}, "args": {"a": 1}}`, func(r *wire.IncomingRequest) bool { return string(r.Args) == `{"a": 1}` }},
		{`{}`, func(r *wire.IncomingRequest) bool { return string(r.Args) == `{}` && r.Context.Len() == 0 }},
	} {
		for _, body := range [][]byte{[]byte(c.message), enveloped(t, c.message)} {
			got, err := wire.DecodeRequest(body)
			if err != nil || !c.check(got) {
				t.Errorf("%s: %+v, %v", body, got, err)
			}
		}
	}
}

func TestDefects(t *testing.T) {
	for fields, want := range map[string]string{
		`"version": null`:               "UnsupportedVersion: Endpoint does not support RPC version None. Attempted method: m",
		`"version": null, "method": ""`: "UnsupportedVersion: Endpoint does not support RPC version None",
		`"version": null, "method": 5`:  "UnsupportedVersion: Endpoint does not support RPC version None. Attempted method: 5",
		`"version": 1`:                  "AttributeError: 'int' object has no attribute 'split'",
		`"version": true`:               "AttributeError: 'bool' object has no attribute 'split'",
		`"version": {}`:                 "AttributeError: 'dict' object has no attribute 'split'",
		`"version": "1.x"`:              "ValueError: invalid literal for int() with base 10: 'x'",
		`"version": "it's.0"`:           `ValueError: invalid literal for int() with base 10: "it's"`,
		`"version": "'\"\\\n\r\t\u0001\u00ad\u2028\ud83d\ude00"`: `ValueError: invalid literal for int() with base 10: '\'"\\\n\r\t\x01\xad\u2028😀'`,
		`"version": "` + strings.Repeat("x", 300) + `"`:          "ValueError: invalid literal for int() with base 10: '" + strings.Repeat("x", 199),
		`"method": [1]`: "TypeError: attribute name must be string, not 'list'",
		`"method": 1.5`: "TypeError: attribute name must be string, not 'float'",
		`"method": true, "args": null, "version": "1.0"`: "TypeError: attribute name must be string, not 'bool'",
		`"args": "x"`:       "AttributeError: 'str' object has no attribute 'items'",
		`"args": -Infinity`: "AttributeError: 'float' object has no attribute 'items'",
	} {
		got, err := wire.DecodeRequest([]byte(`{"method": "m", ` + fields + `}`))
		if err != nil {
			t.Errorf("%s: %v", fields, err)
		} else if got.Defect == nil || got.Defect.Class+": "+got.Defect.Message != want {
			t.Errorf("%s:\n got %+v\nwant %s", fields, got.Defect, want)
		}
	}
}

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

func TestFailures(t *testing.T) {
	body, err := wire.AppendReply(nil, &wire.Reply{
		Result: "ignored",
		Failure: &wire.Failure{
			Class: "NotFound_Remote", Module: "nova.exception_Remote", Message: "no \xff \"such\"", Traceback: []string{"t\n"},
			Args: []json.RawMessage{json.RawMessage(`"é"`), json.RawMessage(`{"a":1}`)}, Kwargs: json.RawMessage(`{"code":404}`),
		},
		Ending: true,
		MsgID:  "m",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"result": null, "failure": "{\"class\": \"NotFound\", \"module\": \"nova.exception\", \"message\": \"no \\ufffd \\\"such\\\"\", ` +
		`\"tb\": [\"t\\n\"], \"args\": [\"\\u00e9\", {\"a\": 1}], \"kwargs\": {\"code\": 404}}", "ending": true, "_msg_id": "m", ` +
		`"_unique_id": "00000000000000000000000000000000"}`
	if diff := cmp.Diff(string(enveloped(t, want)), string(body)); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	for _, f := range []*wire.Failure{
		{Args: []json.RawMessage{json.RawMessage("{")}}, {Kwargs: json.RawMessage("[]")}, {Kwargs: json.RawMessage("x")},
	} {
		if got, err := wire.AppendReply([]byte("before"), &wire.Reply{Failure: f}); err == nil || string(got) != "before" {
			t.Errorf("%+v: %s, %v", f, got, err)
		}
	}
}

func TestDecodeFailure(t *testing.T) {
	for text, want := range map[string]*wire.Failure{
		`null`: nil, `""`: nil, `0`: nil, `false`: nil, `[ ]`: nil, `{}`: nil, `-0.0`: nil,
		`"{}"`: {}, `5`: {Message: "5"}, `"[]"`: {Message: "[]"},
		`{"class": "A_Remote", "module": "b_Remote"}`:                                                     {Class: "A", Module: "b"},
		`{"class": "A_Remote", "module": "b"}`:                                                            {Class: "A_Remote", Module: "b"},
		`{"class": 5, "message": null, "tb": "x", "args": {}, "kwargs": [], "other": 1, "_context_a": 1}`: {},
		`{"tb": ["a", 5], "args": [1, NaN]}`:                                                              {Args: []json.RawMessage{json.RawMessage("1"), json.RawMessage("NaN")}},
	} {
		got, err := wire.DecodeReply([]byte(`{"failure": ` + text + `}`))
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if diff := cmp.Diff(want, got.Failure); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestDecodeReplyIDs(t *testing.T) {
	id := wire.ID{0xab, 0xcd}
	for raw, want := range map[string]wire.IncomingReply{
		`"` + id.String() + `"`:                  {MsgID: id},
		`"\u0061` + id.String()[1:] + `"`:        {MsgID: id},
		`"` + strings.ToUpper(id.String()) + `"`: {MsgIDText: strings.ToUpper(id.String())},
		`"other"`:                                {MsgIDText: "other"},
		`5`:                                      {},
		`null`:                                   {},
	} {
		got, err := wire.DecodeReply(enveloped(t, `{"_msg_id": `+raw+`}`))
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", raw, err, diff)
		}
	}
}

func TestNotification(t *testing.T) {
	n := &wire.Notification{
		MessageID: "9a833c2f-80cc-4021-a35e-ed1dc3912501", EventType: "e", Priority: "INFO",
		Payload: map[string]any{"n": 1}, Timestamp: time.Date(2026, 11, 22, 14, 0, 5, 999, utc5),
	}
	want := `{"message_id": "9a833c2f-80cc-4021-a35e-ed1dc3912501", "publisher_id": null, "event_type": "e", "priority": "INFO", ` +
		`"payload": {"n": 1}, "timestamp": "2026-11-22 09:00:05", "_unique_id": "00000000000000000000000000000000"}`
	for _, inEnvelope := range []bool{false, true} {
		got, err := wire.AppendNotification(nil, n, inEnvelope)
		if err != nil {
			t.Fatal(err)
		}
		if inEnvelope {
			want = string(enveloped(t, want))
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("body (-want +got):\n%s", diff)
		}
	}
	n.Payload = make(chan int)
	if _, err := wire.AppendNotification(nil, n, true); err == nil || !strings.HasPrefix(err.Error(), "encode notification: payload: ") {
		t.Errorf("error %v", err)
	}
}

func TestTimestamps(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 0, 5, 0, time.UTC)
	micro := at.Add(750356 * time.Microsecond)
	for text, want := range map[string]time.Time{
		"2026-11-22 09:00:05.750356":       micro,
		"2026-11-22 09:00:05":              at,
		"2026-11-22T09:00:05.750356":       micro,
		"2026-11-22T09:00:05Z":             at,
		"2026-11-22T09:00:05.750356Z":      micro,
		"2026-11-22T09:00:05.750356+00:00": micro,
		"2026-11-22 14:00:05.750356+05:00": micro,
		"2026-11-22T14:00:05+0500":         at,
		"2026-11-22T14:00:05+05":           at,
		"2026-11-22 09:00:05 +0000":        at,
		"2026-11-22":                       time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
		"":                                 {},
		"yesterday":                        {},
		"2026-11-22t09:00:05":              {},
		"2026-13-22 09:00:05":              {},
		"2026-11-22 09:00":                 {},
		"2026-11-22 09:00:05 secret":       {},
	} {
		got, err := wire.DecodeNotification([]byte(`{"timestamp": "` + text + `"}`))
		if err != nil || !got.Timestamp.Equal(want) || got.TimestampText != text || got.Timestamp.Location() != time.UTC {
			t.Errorf("%q: %v (%q), %v", text, got.Timestamp, got.TimestampText, err)
		}
	}
}

func TestTypedValues(t *testing.T) {
	values := map[string]string{
		`{"__type__": "datetime", "__value__": "2024-02-29T12:34:56.000789"}`:                               `"2024-02-29T12:34:56.000789"`,
		`{"__value__": "1.50", "__type__": "decimal"}`:                                                      `"1.50"`,
		`{"__type__": "uuid", "__value__": {"hex": "6BA7B8109dad11d180b400c04fd430c8", "version": 1}}`:      `"6ba7b810-9dad-11d1-80b4-00c04fd430c8"`,
		`{"__type__": "uuid", "__value__": {"hex": "6ba7"}}`:                                                ``,
		`{"__type__": "bytes", "__value__": "h\u00e9"}`:                                                     `"h\u00e9"`,
		`{"__type__": "base64", "__value__": "aMOp"}`:                                                       `"h\u00e9"`,
		`{"__type__": "base64", "__value__": "/w=="}`:                                                       `"/w=="`,
		`{"__type__": "date", "__value__": 5}`:                                                              ``,
		`{"__type__": "new", "__value__": 1}`:                                                               ``,
		`{"__type__": "decimal"}`:                                                                           ``,
		`{"__type__": "decimal", "__value__": "1", "more": 2}`:                                              ``,
		`[{"a": {"__type__": "decimal", "__value__": "1"}}, {"__type__": "decimal", "__value__": "2"}, {}]`: `[{"a": "1"}, "2", {}]`,
	}
	for _, value := range slices.Sorted(maps.Keys(values)) {
		message := `{"payload": ` + value + `, "_context_x": ` + value + `}`
		bare, err := wire.DecodeNotification([]byte(message))
		if err != nil {
			t.Fatal(err)
		}
		want := values[value]
		if want == "" {
			want = value
		}
		context, _ := bare.Context.Field("x")
		if string(bare.Payload) != want || string(context) != want {
			t.Errorf("%s: payload %s, context %s", value, bare.Payload, context)
		}
		inEnvelope, err := wire.DecodeNotification(enveloped(t, message))
		if err != nil || string(inEnvelope.Payload) != value {
			t.Errorf("%s: in an envelope %s, %v", value, inEnvelope.Payload, err)
		}
	}
}
