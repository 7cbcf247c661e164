package oslo_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestErrorTexts(t *testing.T) {
	target := oslo.Target{Topic: "compute"}
	for want, err := range map[string]error{
		"call reboot on <Target topic=compute>: timed out after 1.5s: no reply":     &oslo.TimeoutError{Target: target, Method: "reboot", After: 1500 * time.Millisecond},
		"call reboot on <Target topic=compute>: timed out after 1m0s: no heartbeat": &oslo.TimeoutError{Target: target, Method: "reboot", After: time.Minute, Monitor: true},
		"invalid target <Target>: it has no topic":                                  &oslo.InvalidTargetError{Reason: "it has no topic"},
		"Endpoint does not support RPC method reboot":                               &oslo.NoSuchMethodError{Method: "reboot"},
		"Endpoint does not support RPC version 2.0. Attempted method: reboot":       &oslo.UnsupportedVersionError{Version: "2.0", Method: "reboot"},
		"reboot() missing 1 required positional argument: 'host'":                   &oslo.ArgumentError{Method: "reboot", Missing: "host"},
		"reboot() got an unexpected keyword argument 'host'":                        &oslo.ArgumentError{Method: "reboot", Unexpected: "host"},
		"reboot() no number":                                               &oslo.ArgumentError{Method: "reboot", Err: errors.New("no number")},
		"listen on <Target topic=compute>: closed":                         &oslo.ListenError{Target: target, Err: oslo.ErrClosed},
		"remote error: nova.exception.NotFound: gone":                      &oslo.RemoteError{Module: "nova.exception", Class: "NotFound", Message: "gone"},
		"remote error: KeyError: 'k'":                                      &oslo.RemoteError{Module: "builtins", Class: "KeyError", Message: "'k'"},
		"method reboot needs version 1.4, and the client is pinned to 1.3": &oslo.VersionCapError{Method: "reboot", Needs: "1.4", Cap: "1.3"},
	} {
		if got := err.Error(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// Only a call waits for an answer, and can have none.
func TestCastOutOfTime(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), -1)
	defer cancel()
	err := oslo.NewClient(oslotest.Open(t), demo).Cast(ctx, &reboot, nil)
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, oslo.ErrTimeout) || strings.Contains(err.Error(), "no reply") {
		t.Errorf("got %v", err)
	}
}
