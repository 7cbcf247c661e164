package wire_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

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

func TestEnvelopeVersions(t *testing.T) {
	for version, readable := range map[string]bool{
		`"2.0"`: true, `"2.0.0"`: true, `" 2 . 0 "`: true, `"2.-1.7"`: true, `"\u0032.0"`: true, `"+2.0_0"`: true, `"2.0.-1"`: true,
		`"2.1"`: false, `"2.0.1"`: false, `"1.9"`: false, `"3.0"`: false, `"2"`: false, `""`: false, `"two.0"`: false, `"2."`: false,
		`"2._0"`: false, `"--2.0"`: false, `2.0`: false, `null`: false, `["2.0"]`: false, `"99999999999999999999.0"`: false,
	} {
		_, err := decodeRequest([]byte(`{"oslo.message": "{}", "oslo.version": ` + version + `}`))
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
		_, requestErr := decodeRequest([]byte(body))
		_, replyErr := wire.DecodeReply([]byte(body))
		_, notificationErr := wire.DecodeNotification([]byte(body))
		for _, err := range []error{requestErr, replyErr, notificationErr} {
			if err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("%.60s: error %v", body, err)
			}
		}
	}
}

// The memory for a message is taken once, however often a body repeats the key.
func TestRepeatedMessageKey(t *testing.T) {
	body := []byte(`{"oslo.version": "2.0"` + strings.Repeat(`, "oslo.message": "{}"`, 1000) + `}`)
	allocations := testing.AllocsPerRun(10, func() {
		if _, err := decodeRequest(body); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > 20 {
		t.Errorf("%v allocations", allocations)
	}
	_, err := decodeRequest([]byte(`{"oslo.version": "2.0", "oslo.message": "{}", "oslo.message": {}}`))
	if err == nil {
		t.Error("the last value does not count")
	}
}
