package wire_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

type rebootArgs struct {
	InstanceID string `json:"instance_id"`
	RebootType string `json:"reboot_type"`
}

// typicalRequest returns a call as services send them: two small arguments and a context of twenty fields.
func typicalRequest(t testing.TB) *wire.Request {
	t.Helper()
	context, err := wire.NewContext(typicalContext())
	if err != nil {
		t.Fatal(err)
	}
	return &wire.Request{
		Method:    "reboot_instance",
		Args:      &rebootArgs{"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "SOFT"},
		Namespace: "compute",
		Version:   "6.3",
		Call:      true,
		MsgID:     wire.ID{1, 2, 3},
		ReplyQ:    "reply_5c6b9dad11d180b400c04fd430c86ba7",
		Monitor:   time.Minute,
		UniqueID:  wire.ID{4, 5, 6},
		Context:   context,
	}
}

func typicalContext() map[string]any {
	context := map[string]any{
		"is_admin": true, "read_only": false, "show_deleted": "no", "roles": []string{"member", "reader"},
		"request_id":    "req-6ba7b810-9dad-11d1-80b4-00c04fd430c8",
		"user_identity": "u1 p1 - - -", "auth_token": nil, "timestamp": "2026-11-22T09:00:05.750356",
	}
	for i := len(context); i < 20; i++ {
		context[fmt.Sprintf("some_field_%d", i)] = "0123456789abcdef0123456789abcdef"
	}
	return context
}

func typicalBody(t testing.TB) []byte {
	t.Helper()
	body, err := wire.AppendRequest(nil, typicalRequest(t))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestAllocations(t *testing.T) {
	request, body := typicalRequest(t), typicalBody(t)
	reply := &wire.Reply{Result: map[string]any(nil), Ending: true, MsgID: request.MsgID.String()}
	replyBody, err := wire.AppendReply(nil, reply)
	if err != nil {
		t.Fatal(err)
	}
	var args rebootArgs
	dst := make([]byte, 0, 4096)
	for _, c := range []struct {
		name string
		most float64
		run  func() error
	}{
		{"AppendRequest", 0, func() error { _, err := wire.AppendRequest(dst, request); return err }},
		{"AppendReply", 0, func() error { _, err := wire.AppendReply(dst, reply); return err }},
		{"DecodeRequest", 3, func() error { _, err := wire.DecodeRequest(body); return err }},
		{"DecodeReply", 1, func() error { _, err := wire.DecodeReply(replyBody); return err }},
		{"UnmarshalArgs", 3, func() error {
			return wire.UnmarshalArgs([]byte(`{"instance_id": "1", "reboot_type": "SOFT"}`), &args, nil)
		}},
	} {
		got := testing.AllocsPerRun(100, func() {
			if err := c.run(); err != nil {
				t.Fatal(err)
			}
		})
		if got > c.most {
			t.Errorf("%s: %v allocations, want at most %v", c.name, got, c.most)
		}
	}
}

func BenchmarkAppendRequest(b *testing.B) {
	request := typicalRequest(b)
	dst := make([]byte, 0, 4096)
	b.SetBytes(int64(len(typicalBody(b))))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.AppendRequest(dst, request); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeRequest(b *testing.B) {
	body := typicalBody(b)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.DecodeRequest(body); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshalArgs(b *testing.B) {
	request, err := decodeRequest(typicalBody(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var args rebootArgs
		if err := wire.UnmarshalArgs(request.Args, &args, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendReply(b *testing.B) {
	reply := &wire.Reply{Result: 42, Ending: true, MsgID: wire.ID{1}.String(), UniqueID: wire.ID{2}}
	dst := make([]byte, 0, 4096)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.AppendReply(dst, reply); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeReply(b *testing.B) {
	reply := &wire.Reply{Result: 42, Ending: true, MsgID: wire.ID{1}.String(), UniqueID: wire.ID{2}}
	body, err := wire.AppendReply(nil, reply)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.DecodeReply(body); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewContext(b *testing.B) {
	fields := typicalContext()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.NewContext(fields); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkContextDecode(b *testing.B) {
	request, err := decodeRequest(typicalBody(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		fields := map[string]any{}
		if err := request.Context.Decode(&fields); err != nil {
			b.Fatal(err)
		}
	}
}
