package wire_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

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

// Disks is embedded in requests by its pointer.
type Disks struct {
	ID   string `json:"id"`
	Size int    `json:"size,omitempty"`
}

// The arguments in an embedded pointer that is nil would be missing on the server, and a cast would be lost.
func TestRequestIsWhole(t *testing.T) {
	type part struct {
		*Disks
		Host string `json:"host"`
	}
	type optional struct {
		*Disks `json:",omitempty"`
	}
	rules, err := wire.CompileRules(reflect.TypeFor[part](), []wire.ArgRule{{Name: "id"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args  any
		rules *wire.Rules
		want  string // "" for no error
	}{
		"all there":             {&part{Disks: &Disks{ID: "1"}}, nil, ""},
		"a part is nil":         {&part{Host: "h"}, nil, "args: the argument id is in an embedded pointer that is nil"},
		"as a value":            {part{Host: "h"}, nil, "args: the argument id is in an embedded pointer that is nil"},
		"the part is optional":  {&part{Host: "h"}, rules, ""},
		"rules of another type": {&optional{}, rules, "args: the argument id is in an embedded pointer that is nil"},
		"no request":            {(*part)(nil), rules, "args: the request is nil"},
	} {
		_, err := wire.AppendRequest(nil, &wire.Request{Method: "m", Args: c.args, Rules: c.rules})
		if got := fmt.Sprint(err); c.want == "" && err != nil || c.want != "" && !strings.HasSuffix(got, c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

func TestDecodeRequestFields(t *testing.T) {
	for _, c := range []struct {
		message string
		check   func(*received) bool
	}{
		{`{"_timeout": 60}`, func(r *received) bool { return r.Monitor == time.Minute }},
		{`{"_timeout": 2.9}`, func(r *received) bool { return r.Monitor == 2900*time.Millisecond }},
		{`{"_timeout": " 3 "}`, func(r *received) bool { return r.Monitor == 3*time.Second }},
		{`{"_timeout": "2.9"}`, func(r *received) bool { return r.Monitor == 0 }},
		{`{"_timeout": -1}`, func(r *received) bool { return r.Monitor == 0 }},
		{`{"_timeout": NaN}`, func(r *received) bool { return r.Monitor == 0 }},
		{`{"_timeout": Infinity}`, func(r *received) bool { return r.Monitor == 0 }},
		{`{"_timeout": 1e300}`, func(r *received) bool { return r.Monitor > 0 }},
		{`{"_timeout": [60]}`, func(r *received) bool { return r.Monitor == 0 }},
		{`{"namespace": null}`, func(r *received) bool { return !r.HasNamespace }},
		{`{"namespace": ""}`, func(r *received) bool { return r.HasNamespace && r.Namespace == "" }},
		{`{"namespace": 5}`, func(r *received) bool { return r.HasNamespace && r.Namespace == "" }},
		{`{"method": "\u00e9", "_msg_id": 5}`, func(r *received) bool { return r.Method == "é" && r.MsgID == "" }},
		{`{"args": { "a" : 1 }}`, func(r *received) bool { return string(r.Args) == `{ "a" : 1 }` }},
		{`{"args": {}, "args": {"a": 1}}`, func(r *received) bool { return string(r.Args) == `{"a": 1}` }},
		{`{}`, func(r *received) bool { return string(r.Args) == `{}` && r.Context.Len() == 0 }},
	} {
		for _, body := range [][]byte{[]byte(c.message), enveloped(t, c.message)} {
			got, err := decodeRequest(body)
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
		got, err := decodeRequest([]byte(`{"method": "m", ` + fields + `}`))
		if err != nil {
			t.Errorf("%s: %v", fields, err)
		} else if got.Defect == nil || got.Defect.Class+": "+got.Defect.Message != want {
			t.Errorf("%s:\n got %+v\nwant %s", fields, got.Defect, want)
		} else if field := strings.Split(fields, `"`)[1]; got.DefectIn != map[string]wire.DefectField{
			"version": wire.DefectInVersion, "method": wire.DefectInMethod, "args": wire.DefectInArgs,
		}[field] {
			t.Errorf("%s: defect in %d", fields, got.DefectIn)
		}
	}
}

// received is a request with its context.
type received struct {
	wire.IncomingRequest
	Context *wire.Context
}

func decodeRequest(body []byte) (*received, error) {
	r, err := wire.DecodeRequest(body)
	return &received{r, wire.ReceivedContext(r.Message)}, err
}
