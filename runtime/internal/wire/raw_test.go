package wire_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// A rawRequest is a request made by hand and what a Python server did with it.
type rawRequest struct {
	Body        string
	Rejected    bool
	Failure     *rawFailure // with which it was answered
	EndpointSaw *struct {
		Method  string
		Context map[string]json.RawMessage
		Args    map[string]json.RawMessage
	} `json:"endpoint_saw"`
	MsgID string `json:"msg_id"`
}

type rawFailure struct {
	Class, Module, Message string
	Args                   []string
}

// Python answers these with a failure, but only after looking for the method, which is not this package's business.
var dispatched = map[string]bool{
	"args_too_many": true, "args_too_few": true, "method_target": true, "method_seen": true, "namespace_empty": true,
	"version_1.3.1": true, "version_1.4": true, "version_0.3": true,
}

func TestRawRequests(t *testing.T) {
	for name, c := range load[map[string]rawRequest](t, "raw_requests.json") {
		t.Run(name, func(t *testing.T) {
			got, err := decodeRequest([]byte(c.Body))
			if (err != nil) != c.Rejected {
				t.Fatalf("error %v, but rejected by Python: %t", err, c.Rejected)
			}
			if c.Rejected {
				return
			}
			checkDefect(t, name, got.Defect, c.Failure)
			if got.MsgID != c.MsgID && name != "duplicate_second" {
				t.Errorf("MsgID = %q, want %q", got.MsgID, c.MsgID)
			}
			if c.EndpointSaw == nil {
				return
			}
			if got.Method != c.EndpointSaw.Method {
				t.Errorf("Method = %q, want %q", got.Method, c.EndpointSaw.Method)
			}
			if diff := cmp.Diff(anyOf(t, c.EndpointSaw.Args), decodeAny(t, got.Args)); diff != "" {
				t.Errorf("Args (-want +got):\n%s", diff)
			}
			context := map[string]any{}
			if err := got.Context.Decode(&context); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(anyOf(t, c.EndpointSaw.Context), any(context)); diff != "" {
				t.Errorf("Context (-want +got):\n%s", diff)
			}
		})
	}
}

func checkDefect(t *testing.T, name string, got *wire.Failure, want *rawFailure) {
	t.Helper()
	if want == nil || dispatched[name] {
		if got != nil && name != "outer_empty" && name != "outer_empty_object" {
			t.Errorf("Defect = %+v, want none", got)
		}
		return
	}
	if got == nil {
		t.Fatalf("no Defect, want %+v", want)
	}
	var args []string
	for _, arg := range got.Args {
		var s string
		if err := wire.Unmarshal(arg, &s); err != nil {
			t.Fatal(err)
		}
		args = append(args, s)
	}
	if diff := cmp.Diff(want, &rawFailure{got.Class, got.Module, got.Message, args}); diff != "" {
		t.Errorf("Defect (-want +got):\n%s", diff)
	}
	qualified := got.Class
	if got.Module != "builtins" {
		qualified = got.Module + "." + got.Class
	}
	if last := got.Traceback[len(got.Traceback)-1]; last != qualified+": "+got.Message+"\n" {
		t.Errorf("traceback ends with %q", last)
	}
}

// anyOf returns what Unmarshal has to make of v, in which the recordings write NaN as a string.
func anyOf(t *testing.T, v any) any {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return decodeAny(t, []byte(strings.ReplaceAll(string(data), `"nan"`, "NaN")))
}

func decodeAny(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := wire.Unmarshal(data, &v); err != nil {
		t.Fatalf("Unmarshal(%s): %v", data, err)
	}
	if m, ok := v.(map[string]any); ok {
		for k, x := range m {
			if f, ok := x.(float64); ok && math.IsNaN(f) {
				m[k] = "NaN" // is not equal to itself
			}
		}
	}
	return v
}

// A rawReply is what was sent to a Python client, and what its call made of it.
type rawReply struct {
	Replies  []json.RawMessage
	Returned json.RawMessage
	Raised   *struct{ Class, Module, Str string }
}

// bodies returns the bodies as they were sent: text as it is, objects in an envelope.
func (r rawReply) bodies(t *testing.T) []string {
	t.Helper()
	var bodies []string
	for _, reply := range r.Replies {
		var text string
		if json.Unmarshal(reply, &text) != nil {
			inner, err := json.Marshal(string(reply))
			if err != nil {
				t.Fatal(err)
			}
			text = `{"oslo.version": "2.0", "oslo.message": ` + string(inner) + `}`
		}
		bodies = append(bodies, text)
	}
	return bodies
}

func TestRawReplies(t *testing.T) {
	valueError := &wire.Failure{
		Class: "ValueError", Module: "builtins", Message: "m", Traceback: []string{"t1\n", "t2\n"},
		Args: []json.RawMessage{json.RawMessage(`"a"`)}, Kwargs: json.RawMessage("{}"),
	}
	change := func(edit func(*wire.Failure)) *wire.Failure {
		f := *valueError
		edit(&f)
		return &f
	}
	custom := func(args, kwargs string) *wire.Failure {
		return change(func(f *wire.Failure) {
			f.Class, f.Module, f.Kwargs, f.Args = "CustomError", "demo_service", json.RawMessage(kwargs), nil
			if err := json.Unmarshal([]byte(args), &f.Args); err != nil {
				t.Fatal(err)
			}
		})
	}
	ends := func(result string) wire.IncomingReply {
		return wire.IncomingReply{Result: []byte(result), Ending: true}
	}
	fails := func(f *wire.Failure) []wire.IncomingReply {
		r := ends("5")
		r.Failure = f
		return []wire.IncomingReply{r}
	}
	want := map[string][]wire.IncomingReply{
		"plain":                {ends("5")},
		"same_unique_id_again": {ends("5")},
		"no_unique_id":         {ends("5")},
		"no_envelope":          {ends("5")},
		"no_result":            {{Ending: true}},
		"no_failure":           {ends("5")},
		"no_ending":            {{Result: []byte("5")}},
		"two_steps":            {{Result: []byte("5")}, {Ending: true}},
		"two_steps_null":       {{Result: []byte("5")}, ends("null")},
		"two_results":          {{Result: []byte("5")}, ends("6")},
		"false":                {ends("false")},
		"zero":                 {ends("0")},
		"heartbeat_not_asked_for": {
			{Result: []byte("null")}, ends("5"),
		},
		"other_id_first":           {{Result: []byte("4"), Ending: true, MsgIDText: "other"}, ends("5")},
		"failure_and_result":       fails(valueError),
		"failure_not_ending":       {{Result: []byte("null"), Failure: valueError}, ends("5")},
		"failure_empty":            {ends("5")},
		"failure_object":           fails(valueError), // Python fails here, in the wrong way
		"failure_text":             fails(&wire.Failure{Message: "broken"}),
		"failure_minimal":          fails(&wire.Failure{Class: "ValueError", Module: "builtins"}),
		"failure_no_module":        fails(&wire.Failure{Class: "ValueError", Message: "m"}),
		"failure_python2":          fails(change(func(f *wire.Failure) { f.Module = "exceptions" })),
		"failure_unknown_builtin":  fails(change(func(f *wire.Failure) { f.Class = "Nope" })),
		"failure_not_exception":    fails(change(func(f *wire.Failure) { f.Class = "dict" })),
		"failure_system_exit":      fails(change(func(f *wire.Failure) { f.Class = "SystemExit" })),
		"failure_allowed":          fails(custom(`["a"]`, `{}`)),
		"failure_allowed_no_args":  fails(custom(`[]`, `{}`)),
		"failure_allowed_kwargs":   fails(custom(`["a"]`, `{"code": 9}`)),
		"failure_allowed_bad_args": fails(custom(`[1, 2, 3]`, `{}`)),
		"failure_allowed_no_class": fails(change(func(f *wire.Failure) { f.Class, f.Module = "Absent", "demo_service" })),
		"failure_not_allowed":      fails(change(func(f *wire.Failure) { f.Class, f.Module = "CustomError", "elsewhere" })),
		"failure_key_error":        fails(change(func(f *wire.Failure) { f.Class, f.Message = "KeyError", "'a'" })),
		"failure_os_error": fails(change(func(f *wire.Failure) {
			f.Class, f.Message = "FileNotFoundError", "[Errno 2] No such file"
			f.Args = []json.RawMessage{json.RawMessage("2"), json.RawMessage(`"No such file"`)}
		})),
	}
	cases := load[map[string]rawReply](t, "raw_replies.json")
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if want[name] == nil {
				t.Fatal("no expectation")
			}
			var got []wire.IncomingReply
			for _, body := range c.bodies(t) {
				reply, err := wire.DecodeReply([]byte(body))
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, reply)
			}
			ignored := cmpopts.IgnoreFields(wire.IncomingReply{}, "UniqueID")
			if diff := cmp.Diff(want[name], got, ignored); diff != "" {
				t.Errorf("replies (-want +got):\n%s", diff)
			}
			if last := got[len(got)-1]; c.Returned != nil && last.Result != nil && len(got) == 1 {
				if string(last.Result) != string(c.Returned) {
					t.Errorf("Result = %s, but Python returned %s", last.Result, c.Returned)
				}
			}
		})
	}
}

// A rawNotification is a notification made by hand and what a Python listener heard of it.
type rawNotification struct {
	Body     string
	Rejected bool
	Heard    []struct {
		Priority    string
		PublisherID *string `json:"publisher_id"`
		EventType   *string `json:"event_type"`
		Payload     json.RawMessage
		Metadata    struct {
			MessageID *string `json:"message_id"`
			Timestamp *string
		}
	}
}

func TestRawNotifications(t *testing.T) {
	for name, c := range load[map[string]rawNotification](t, "raw_notifications.json") {
		t.Run(name, func(t *testing.T) {
			got, err := wire.DecodeNotification([]byte(c.Body))
			if (err != nil) != c.Rejected {
				t.Fatalf("error %v, but rejected by Python: %t", err, c.Rejected)
			}
			if c.Rejected {
				return
			}
			if wants := name != "no_priority" && name != "priority_null"; (got.Priority != "") != wants {
				t.Errorf("Priority = %q", got.Priority)
			}
			for _, heard := range c.Heard {
				checkText(t, "Priority", strings.ToLower(got.Priority), &heard.Priority)
				checkText(t, "PublisherID", got.PublisherID, heard.PublisherID)
				checkText(t, "EventType", got.EventType, heard.EventType)
				checkText(t, "MessageID", got.MessageID, heard.Metadata.MessageID)
				checkText(t, "TimestampText", got.TimestampText, heard.Metadata.Timestamp)
				if diff := cmp.Diff(decodeAny(t, heard.Payload), decodeAny(t, got.Payload)); diff != "" {
					t.Errorf("Payload (-want +got):\n%s", diff)
				}
			}
		})
	}
}

// checkText takes what is missing, a nil want, for empty text.
func checkText(t *testing.T, field, got string, want *string) {
	t.Helper()
	if want == nil {
		want = new(string)
	}
	if got != *want {
		t.Errorf("%s = %q, want %q", field, got, *want)
	}
}
