package wire_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

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
		context, _ := wire.ReceivedContext(bare.Message).Field("x")
		if string(bare.Payload) != want || string(context) != want {
			t.Errorf("%s: payload %s, context %s", value, bare.Payload, context)
		}
		inEnvelope, err := wire.DecodeNotification(enveloped(t, message))
		if err != nil || string(inEnvelope.Payload) != value {
			t.Errorf("%s: in an envelope %s, %v", value, inEnvelope.Payload, err)
		}
	}
}
