package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

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
			return // it does not come back as it was
		}
		body, err := wire.AppendRequest(nil, &wire.Request{
			Method: text, Args: map[string]string{key: text}, Version: "1.0", Call: true, ReplyQ: text, Monitor: time.Minute, Context: context,
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := decodeRequest(body)
		if err != nil {
			t.Fatal(err)
		}
		if got.Method != text || got.ReplyQ != text || got.Monitor != time.Minute || got.Defect != nil {
			t.Errorf("got %+v", got)
		}
		args, fields := map[string]string{}, map[string]string{}
		if err := errors.Join(wire.UnmarshalArgs(got.Args, &args, nil), got.Context.Decode(&fields)); err != nil {
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
	keep(f, "FuzzDecodeRequest")
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		in, err := decodeRequest(body)
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
		got, err := decodeRequest(again)
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
	keep(f, "FuzzDecodeReply")
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
	keep(f, "FuzzDecodeNotification")
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
				Payload: json.RawMessage(in.Payload), Timestamp: in.Timestamp, Context: wire.ReceivedContext(in.Message),
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
