package floor

import (
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
)

var (
	call   = id{1, 2, 3}
	unique = id{4, 5, 6}
)

// What is compared must do the same work: equal bytes on the wire.
func TestBytesEqualTheRuntimes(t *testing.T) {
	queue := "reply_" + oslo.MessageID(call).String()
	data := strings.Repeat("x", 100)
	for _, c := range []struct {
		name string
		got  []byte
		want func() ([]byte, error)
	}{
		{"call", appendCall(nil, data, queue, call, unique), func() ([]byte, error) {
			return encode(t, "echo", oslo.KindCall, data, queue)
		}},
		{"cast", appendCast(nil, data, unique), func() ([]byte, error) {
			return encode(t, "tell", oslo.KindCast, data, "")
		}},
		{"reply", appendReply(nil, data, []byte(oslo.MessageID(call).String()), unique), func() ([]byte, error) {
			return oslo.AppendReply(nil, oslo.MessageID(call).String(), oslo.MessageID(unique), data, nil, true)
		}},
	} {
		want, err := c.want()
		if err != nil || string(c.got) != string(want) {
			t.Errorf("%s: %s\nwant %s, %v", c.name, c.got, want, err)
		}
	}
}

func encode(t *testing.T, method string, kind oslo.Kind, data, queue string) ([]byte, error) {
	t.Helper()
	r := &oslo.Request{
		Kind: kind, Target: oslo.Target{Topic: "bench", Version: "1.0"}, Method: method, Args: map[string]any{"data": data},
	}
	return oslo.AppendRequest(nil, r, oslo.MessageID(unique), oslo.MessageID(call), queue)
}

func TestMessagesAreRead(t *testing.T) {
	r, err := parseRequest(appendCall(nil, "data", "reply_1", call, unique))
	if err != nil || r.data != "data" || string(r.call) != oslo.MessageID(call).String() || string(r.replyQueue) != "reply_1" {
		t.Errorf("call: %+v, %v", r, err)
	}
	if r, err := parseRequest(appendCast(nil, "data", unique)); err != nil || r.data != "data" || r.call != nil {
		t.Errorf("cast: %+v, %v", r, err)
	}
	got, data, err := parseReply(appendReply(nil, "data", []byte(oslo.MessageID(call).String()), unique))
	if err != nil || got != call || data != "data" {
		t.Errorf("reply: %v %q, %v", got, data, err)
	}
	if _, err := parseRequest([]byte("{}")); err == nil {
		t.Error("{} is no request")
	}
}

func TestOverhead(t *testing.T) {
	queue := "reply_" + oslo.MessageID(call).String()
	body := string(appendCall(nil, "", queue, call, unique))
	_, inner, _ := strings.Cut(body, `"oslo.message": "`)
	inner = strings.ReplaceAll(strings.TrimSuffix(inner, `"}`), `\"`, `"`)
	if len(inner) != Overhead {
		t.Errorf("Overhead = %d, is %d", Overhead, len(inner))
	}
}
