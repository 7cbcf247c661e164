package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestNovaConf(t *testing.T) {
	dir := t.TempDir()
	routes := filepath.Join(dir, "routing.yaml")
	for file, text := range map[string]string{
		"nova.conf": `
[DEFAULT]
transport_url = ` + oslotest.URL(t) + `
rpc_response_timeout = 7
rpc_ping_enabled = true

[oslo_messaging_notifications]
driver = messagingv2
driver = routing
topics = versioned_notifications
routing_config = ` + routes + `
`,
		"routing.yaml": "group: {log: {accepted_events: ['service.*']}}",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t, oslo.WithControlExchange("nova"))
		sent := oslotest.RecordNotifications(t, tr, "versioned_notifications")
		ctx, cancel := context.WithCancel(t.Context())
		var out strings.Builder
		ended := make(chan error)
		go func() { ended <- run(ctx, &out, filepath.Join(dir, "nova.conf")) }()
		if got := sent.Next(t).EventType; got != "service.start" {
			t.Errorf("heard %s", got)
		}
		synctest.Wait()
		var pong string
		if err := oslo.NewClient(tr, oslo.Target{Topic: "demo"}).Call(ctx, &oslo.Method{Name: dispatch.PingMethod}, nil, &pong); err != nil || pong != "pong" {
			t.Errorf("ping: %q, %v", pong, err)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if want := "exchange nova, timeout 7s\n"; !strings.HasSuffix(out.String(), want) {
			t.Errorf("got %s", out.String())
		}
	})
}
