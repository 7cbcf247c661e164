package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// seed adds the bodies of all recordings.
func seed(f *testing.F) {
	for _, c := range load[[]capturedBody](f, "bodies.json") {
		f.Add([]byte(c.Body))
	}
	for _, c := range load[map[string]rawRequest](f, "raw_requests.json") {
		f.Add([]byte(c.Body))
	}
	for _, c := range load[map[string]rawNotification](f, "raw_notifications.json") {
		f.Add([]byte(c.Body))
	}
	f.Add([]byte(`{"failure": "{\"class\": \"A_Remote\", \"module\": \"b_Remote\", \"args\": [1], \"kwargs\": {}}", "ending": 1}`))
	f.Add([]byte(`{"_context_\u00e9": 1, "_context_\u00e9": 2, "\u005fcontext_x": [NaN], "args": {"a\ud800": "\ud800\udc00"}}`))
}

// numbered has names without letters, for encoding/json does not tell upper from lower case.
type numbered struct {
	I int8            `json:"1"`
	S string          `json:"2"`
	F float64         `json:"3"`
	B *bool           `json:"4"`
	L []uint16        `json:"5"`
	M map[string]any  `json:"6"`
	R json.RawMessage `json:"7"`
	Q int             `json:"8,string"`
}

// What encoding/json accepts is accepted and means the same; what it refuses is refused, except for Python's words.
func FuzzUnmarshal(f *testing.F) {
	seed(f)
	for _, text := range []string{
		`{"1": 127, "2": "\ud83d\ude00\ud83d", "3": 1e5, "4": true, "5": [1, 65535], "6": {"a": [{}]}, "7": [1 , 2], "8": "5"}`,
		`[0, -0, 0.0, -1.5E+07, 9223372036854775808, 1e999, "\u0000\/", [], {}, null]`,
		`{"a": 1, "a": {"b": 1}, "a": {"c": 2}}`, `-Infinity`, `[[[[[[]]]]]]`, `"\xff"`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("NaN")) || bytes.Contains(data, []byte("Infinity")) {
			t.Skip()
		}
		var got any
		err := wire.Unmarshal(data, &got)
		if ok := err == nil; ok && !wire.Valid(data) {
			t.Fatal("accepted but not Valid")
		}
		if beyondLimits(data, err) {
			return
		}
		want, wantErr := standard(data)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("error %v, encoding/json %v", err, wantErr)
		}
		if err != nil {
			return
		}
		if !same(got, want) {
			t.Errorf("got %#v\nwant %#v", got, want)
		}
		compareStructs(t, data, want)
	})
}

// beyondLimits reports whether err is about what only this package refuses.
func beyondLimits(data []byte, err error) bool {
	var typed *wire.TypeError // an integer of too many digits
	return !utf8.Valid(data) || errors.Is(err, wire.ErrTooDeep) || errors.As(err, &typed)
}

// standard is what encoding/json makes of data, with numbers as they are written.
func standard(data []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one value")
	}
	return v, nil
}

// same compares what this package made of a text with what encoding/json did.
func same(got, want any) bool {
	switch want := want.(type) {
	case json.Number:
		return sameNumber(got, want.String())
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return false
		}
		for i := range list {
			if !same(list[i], want[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok || len(object) != len(want) {
			return false
		}
		for k := range object {
			if w, ok := want[k]; !ok || !same(object[k], w) {
				return false
			}
		}
		return true
	default:
		return got == want
	}
}

func sameNumber(got any, text string) bool {
	switch got := got.(type) {
	case float64:
		want, _ := strconv.ParseFloat(text, 64) // infinite if it is too large
		return got == want && strings.ContainsAny(text, ".eE")
	case int64:
		want, ok := new(big.Int).SetString(text, 10)
		return ok && want.Cmp(big.NewInt(got)) == 0
	case *big.Int:
		want, ok := new(big.Int).SetString(text, 10)
		return ok && want.Cmp(got) == 0 && !got.IsInt64()
	}
	return false
}

// compareStructs reads an object without duplicate keys into a struct, here and with encoding/json.
func compareStructs(t *testing.T, data []byte, parsed any) {
	t.Helper()
	object, ok := parsed.(map[string]any)
	if !ok || duplicates(data, object) {
		return
	}
	var got, want numbered
	err, wantErr := wire.Unmarshal(data, &got), json.Unmarshal(data, &want)
	if math.IsInf(got.F, 0) {
		return // Python reads a number too large as infinity
	}
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("struct: error %v, encoding/json %v", err, wantErr)
	}
	got.M, want.M = nil, nil // numbers differ, and were compared
	if err == nil && !reflect.DeepEqual(got, want) {
		t.Errorf("struct:\n got %+v\nwant %+v", got, want)
	}
}

// duplicates reports whether the object has a key twice at its first level.
func duplicates(data []byte, object map[string]any) bool {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return true
	}
	keys := 0
	for ; d.More(); keys++ {
		var value json.RawMessage
		if _, err := d.Token(); err != nil || d.Decode(&value) != nil {
			return true
		}
	}
	return keys != len(object)
}

// What is read can be written, in ASCII, and means the same again.
func FuzzAppendValue(f *testing.F) {
	seed(f)
	f.Add([]byte(`[NaN, -0.0, 1e22, 123456789012345678901234567890, "\ud800x\udc00\/\u007f", {"\n": Infinity}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var value any
		if wire.Unmarshal(data, &value) != nil {
			return
		}
		for _, written := range []any{value, json.RawMessage(data)} {
			text, err := wire.AppendValue(nil, written)
			if err != nil {
				t.Fatal(err)
			}
			if i := bytes.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 {
				t.Fatalf("byte %#x in %q", text[i], text)
			}
			var again any
			if err := wire.Unmarshal(text, &again); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if diff := cmp.Diff(value, again, equalNumbers); diff != "" {
				t.Fatalf("%s: (-want +got)\n%s", text, diff)
			}
			twice, err := wire.AppendValue(nil, json.RawMessage(text))
			if err != nil || !bytes.Equal(twice, text) {
				t.Fatalf("%s became %s, %v", text, twice, err)
			}
		}
	})
}

var equalNumbers = cmp.Options{
	cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }),
	cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 }),
}

// Any text survives both layers of JSON, for us and for encoding/json.
func FuzzEnvelope(f *testing.F) {
	for _, text := range []string{"", `a"b\c`, "é\u2028😀\x7f\x00", "\xff", `\u0041`, "01234567\"", "0123456\\"} {
		f.Add(text, "key")
	}
	f.Fuzz(func(t *testing.T, text, key string) {
		context, err := wire.NewContext(map[string]any{key: text})
		if err != nil {
			return
		}
		if !utf8.ValidString(key) {
			t.Skip()
		}
		body, err := wire.AppendRequest(nil, &wire.Request{
			Method: text, Args: map[string]string{key: text}, Version: "1.0", Call: true, ReplyQ: text, Monitor: time.Minute, Context: context,
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := wire.DecodeRequest(body)
		if err != nil {
			t.Fatal(err)
		}
		if got.Method != text || got.ReplyQ != text || got.Monitor != time.Minute || got.Defect != nil {
			t.Errorf("got %+v", got)
		}
		args, fields := map[string]string{}, map[string]string{}
		if err := errors.Join(wire.UnmarshalArgs(got.Args, &args), got.Context.Decode(&fields)); err != nil {
			t.Fatal(err)
		}
		if want := map[string]string{key: text}; !reflect.DeepEqual(args, want) || !reflect.DeepEqual(fields, want) {
			t.Errorf("args %q, context %q", args, fields)
		}
		var outer map[string]string
		var inner map[string]any
		if err := errors.Join(json.Unmarshal(body, &outer), json.Unmarshal([]byte(outer["oslo.message"]), &inner)); err != nil {
			t.Fatal(err)
		}
		if inner["method"] != text || inner["_context_"+key] != text {
			t.Errorf("encoding/json read %v", inner)
		}
	})
}

// objectOf returns the message in a body as encoding/json finds it, and false if it finds none or would be misled.
func objectOf(body []byte) (map[string]json.RawMessage, bool) {
	var outer, inner map[string]json.RawMessage
	if len(body) == 0 || bytes.Contains(body, []byte("NaN")) || bytes.Contains(body, []byte("Infinity")) || !utf8.Valid(body) {
		return nil, false
	}
	if json.Unmarshal(body, &outer) != nil || outer == nil {
		return nil, false
	}
	var text string
	if outer["oslo.version"] == nil || outer["oslo.message"] == nil {
		return outer, true
	}
	if json.Unmarshal(outer["oslo.message"], &text) != nil || json.Unmarshal([]byte(text), &inner) != nil {
		return nil, false
	}
	return inner, inner != nil
}

// checkAcceptance compares a decoder's verdict on a body with encoding/json's.
func checkAcceptance(t *testing.T, body []byte, err error) {
	t.Helper()
	_, ok := objectOf(body)
	if !ok || err == nil || errors.Is(err, wire.ErrTooDeep) || errors.Is(err, wire.ErrEnvelope) {
		return
	}
	t.Errorf("refused what encoding/json reads: %v", err)
}

func FuzzDecodeRequest(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		in, err := wire.DecodeRequest(body)
		if !bytes.Equal(before, body) {
			t.Fatal("the body was changed")
		}
		checkAcceptance(t, body, err)
		if err != nil {
			return
		}
		if !wire.Valid(in.Args) || in.Monitor < 0 {
			t.Fatalf("got %+v", in)
		}
		out := &wire.Request{
			Method: in.Method, Args: json.RawMessage(in.Args), Namespace: in.Namespace, Version: in.Version,
			Call: true, ReplyQ: in.ReplyQ, Monitor: in.Monitor.Truncate(time.Second), Context: in.Context,
		}
		again, err := wire.AppendRequest(nil, out)
		if err != nil {
			t.Fatal(err)
		}
		got, err := wire.DecodeRequest(again)
		if err != nil {
			t.Fatalf("%s: %v", again, err)
		}
		if got.Method != in.Method || got.Version != in.Version || got.Namespace != in.Namespace || got.ReplyQ != in.ReplyQ {
			t.Errorf("got %+v, want %+v", got, in)
		}
		if diff := cmp.Diff(in.Context.Keys(), got.Context.Keys()); diff != "" {
			t.Errorf("context: %s", diff)
		}
		for _, key := range in.Context.Keys() {
			if raw, ok := got.Context.Field(key); !ok || !wire.Valid(raw) {
				t.Errorf("context field %q is %q", key, raw)
			}
		}
		if in.Defect != nil {
			if _, err := wire.AppendReply(nil, &wire.Reply{Failure: in.Defect}); err != nil {
				t.Error(err)
			}
		}
	})
}

func FuzzDecodeReply(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		in, err := wire.DecodeReply(body)
		checkAcceptance(t, body, err)
		if err != nil {
			return
		}
		out := &wire.Reply{Result: json.RawMessage(in.Result), Failure: in.Failure, Ending: in.Ending, MsgID: in.MsgID.String()}
		again, err := wire.AppendReply(nil, out)
		if errors.Is(err, wire.ErrTooDeep) {
			return // a failure's own text begins anew
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := wire.DecodeReply(again)
		if err != nil {
			t.Fatalf("%s: %v", again, err)
		}
		if got.Ending != in.Ending || got.MsgID != in.MsgID || (got.Failure == nil) != (in.Failure == nil) {
			t.Errorf("got %+v, want %+v", got, in)
		}
		if g, w := got.Failure, in.Failure; g != nil {
			if g.Message != w.Message || len(g.Args) != len(w.Args) || len(g.Traceback) != len(w.Traceback) {
				t.Errorf("got %+v, want %+v", g, w)
			}
		}
	})
}

func FuzzDecodeNotification(f *testing.F) {
	seed(f)
	f.Add([]byte(`{"payload": [{"__type__": "base64", "__value__": "aGk="}, {"__type__": "new", "__value__": 1}], "timestamp": "2026-11-22T09:00:05+01:00"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		in, err := wire.DecodeNotification(body)
		if !bytes.Contains(body, []byte("__type__")) {
			checkAcceptance(t, body, err)
		}
		if err != nil {
			return
		}
		if in.Timestamp.Year() > 9999 || in.Timestamp.Year() < 0 {
			t.Fatalf("time %v", in.Timestamp)
		}
		for _, enveloped := range []bool{true, false} {
			out := &wire.Notification{
				MessageID: in.MessageID, PublisherID: in.PublisherID, EventType: in.EventType, Priority: in.Priority,
				Payload: json.RawMessage(in.Payload), Timestamp: in.Timestamp, Context: in.Context,
			}
			again, err := wire.AppendNotification(nil, out, enveloped)
			if err != nil {
				t.Fatal(err)
			}
			got, err := wire.DecodeNotification(again)
			if err != nil {
				t.Fatalf("%s: %v", again, err)
			}
			if got.EventType != in.EventType || !got.Timestamp.Equal(in.Timestamp.Truncate(time.Microsecond)) || got.Enveloped != enveloped {
				t.Errorf("got %+v, want %+v", got, in)
			}
		}
	})
}
