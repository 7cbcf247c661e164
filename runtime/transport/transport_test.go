package transport_test

import (
	"strings"
	"testing"

	"github.com/oslogen/oslogen/runtime/transport"
)

func TestUnreadableMessages(t *testing.T) {
	for _, body := range []string{"", "{", "[]", `"x"`, "null", `{"oslo.version": "3.0", "oslo.message": "{}"}`} {
		if body != "" { // an empty body is an empty request
			if err := transport.ReadRequest([]byte(body), new(transport.Request)); err == nil {
				t.Errorf("request %q: no error", body)
			}
		}
		if _, err := transport.ReadReply([]byte(body)); err == nil && body != "" {
			t.Errorf("reply %q: no error", body)
		}
		if err := transport.ReadNotification([]byte(body), new(transport.Notification)); err == nil && body != "" {
			t.Errorf("notification %q: no error", body)
		}
	}
}

func TestID(t *testing.T) {
	seen := map[transport.ID]bool{}
	for range 1000 { // more than the source reads at once
		id := transport.NewID()
		if seen[id] {
			t.Fatalf("%s came twice", id)
		}
		seen[id] = true
		text := id.String()
		if len(text) != 32 || text[12] != '4' || !strings.ContainsRune("89ab", rune(text[16])) {
			t.Fatalf("%s is no UUID of version 4", text)
		}
		if back, ok := transport.ParseID(text); !ok || back != id {
			t.Fatalf("%s reads as %s", text, back)
		}
	}
	for _, text := range []string{"", "x", strings.Repeat("A", 32), "9a833c2f-80cc-4021-a35e-ed1dc3912501"} {
		if _, ok := transport.ParseID(text); ok {
			t.Errorf("%q is an id", text)
		}
	}
}

func TestPrefetchOfBatches(t *testing.T) {
	for _, c := range []struct{ prefetch, batch, want int }{
		{0, 1, 100},
		{0, 2, 100},
		{0, 80, 160},
		{3, 2, 4},
		{7, 2, 7},
		{0, 60_000, 65_535},
		{-1, 80, -1},
	} {
		s := transport.Subscription{Prefetch: c.prefetch, Batch: c.batch}
		if got := s.PrefetchOr(100); got != c.want {
			t.Errorf("prefetch %d, batch %d: %d, want %d", c.prefetch, c.batch, got, c.want)
		}
	}
}
