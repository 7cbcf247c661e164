package oslo_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
)

func TestOpen(t *testing.T) {
	_, err := oslo.Open(t.Context(), "rabbit://bob:c4n4ry@host/vh", oslo.Driver{Schemes: []string{"kombu"}})
	if err == nil || !strings.Contains(err.Error(), "pass amqp.Driver()") || strings.Contains(err.Error(), "c4n4ry") {
		t.Errorf("unknown scheme: %v", err)
	}
	if _, err := oslo.Open(t.Context(), "no scheme"); !errors.As(err, new(*transport.InvalidURLError)) {
		t.Errorf("no URL: %v", err)
	}
	tr := oslotest.Open(t, oslo.WithControlExchange("nova"), oslo.WithResponseTimeout(time.Second), oslo.WithSettings(transport.Settings{Workers: 3}), oslo.WithControlExchange("neutron"))
	if s := tr.Settings(); s.ControlExchange != "neutron" || s.ResponseTimeout != 60*time.Second || s.Workers != 3 || s.Logger == nil {
		t.Errorf("settings %+v", s)
	}
}

func TestMisuseOfOpenIsAnError(t *testing.T) {
	for want, opts := range map[string][]oslo.OpenOption{
		"an option is nil":     {nil},
		"has no function Open": {oslo.Driver{Schemes: []string{"rabbit"}}},
		"amqp.Driver is nil":   {amqp.Driver(nil)},
		"pass amqp.Driver()":   nil,
	} {
		_, err := oslo.Open(t.Context(), "rabbit://u:c4n4ry@host/", opts...)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "c4n4ry") {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
