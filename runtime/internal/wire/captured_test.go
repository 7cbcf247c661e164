package wire_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// load reads a file of testdata.
func load[T any](t testing.TB, name string) T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// A capturedBody is the body of a message that oslo.messaging sent.
type capturedBody struct {
	Capture string // which of the recordings it is from
	Body    string
}

// What Python wrote is read and written again, and has to be the same bytes.
func TestCapturedBodiesComeOutTheSame(t *testing.T) {
	for _, c := range load[[]capturedBody](t, "bodies.json") {
		t.Run(c.Capture, func(t *testing.T) {
			var got []byte
			switch kind := kindOf(t, c.Body); kind {
			case "request":
				got = rewriteRequest(t, c.Body)
			case "reply":
				got = rewriteReply(t, c.Body)
			default:
				got = rewriteNotification(t, c.Body)
			}
			want := c.Body
			if strings.Contains(want, "__type__") {
				want = strings.NewReplacer(
					`{"__type__": "datetime", "__value__": "2024-02-29T12:34:56.000789"}`, `"2024-02-29T12:34:56.000789"`,
					`{"__type__": "uuid", "__value__": {"hex": "6ba7b8109dad11d180b400c04fd430c8"}}`, `"6ba7b810-9dad-11d1-80b4-00c04fd430c8"`,
					`{"__type__": "decimal", "__value__": "1.50"}`, `"1.50"`,
				).Replace(want)
			}
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("written again (-want +got):\n%s", diff)
			}
		})
	}
}

func kindOf(t *testing.T, body string) string {
	t.Helper()
	switch {
	case strings.Contains(body, `{\"method\": `):
		return "request"
	case strings.Contains(body, `{\"result\": `):
		return "reply"
	case strings.Contains(body, `"message_id`) || strings.Contains(body, `\"message_id`):
		return "notification"
	}
	t.Fatalf("unknown kind of body: %s", body)
	return ""
}

func mustID(t testing.TB, text string) wire.ID {
	t.Helper()
	id, ok := wire.ParseID(text)
	if !ok {
		t.Fatalf("ParseID(%q) failed", text)
	}
	return id
}

func rewriteRequest(t *testing.T, body string) []byte {
	t.Helper()
	in, err := decodeRequest([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	if in.Defect != nil {
		t.Errorf("Defect = %+v", in.Defect)
	}
	out := wire.Request{
		Method:    in.Method,
		Args:      json.RawMessage(in.Args),
		Namespace: in.Namespace,
		Version:   in.Version,
		Call:      in.MsgID != "",
		ReplyQ:    in.ReplyQ,
		Monitor:   in.Monitor,
		UniqueID:  mustID(t, in.UniqueID),
		Context:   in.Context,
	}
	if out.Call {
		out.MsgID = mustID(t, in.MsgID)
	}
	got, err := wire.AppendRequest(nil, &out)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func rewriteReply(t *testing.T, body string) []byte {
	t.Helper()
	in, err := wire.DecodeReply([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	out := wire.Reply{
		Result:   json.RawMessage(in.Result),
		Failure:  in.Failure,
		Ending:   in.Ending,
		MsgID:    in.MsgIDText,
		UniqueID: in.UniqueID,
	}
	if in.MsgIDText == "" {
		out.MsgID = in.MsgID.String()
	}
	got, err := wire.AppendReply(nil, &out)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func rewriteNotification(t *testing.T, body string) []byte {
	t.Helper()
	in, err := wire.DecodeNotification([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	got, err := wire.AppendNotification(nil, &wire.Notification{
		MessageID:   in.MessageID,
		PublisherID: in.PublisherID,
		EventType:   in.EventType,
		Priority:    in.Priority,
		Payload:     json.RawMessage(in.Payload),
		Timestamp:   in.Timestamp,
		UniqueID:    mustID(t, in.UniqueID),
		Context:     wire.ReceivedContext(in.Message),
	}, in.Enveloped)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
