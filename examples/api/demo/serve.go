package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/oslogen/oslogen/examples/api"
	oslo "github.com/oslogen/oslogen/runtime"
)

// hosts are the servers of the demo.
var hosts = []string{"cmp-1", "cmp-2"}

// serve runs a server for every host until ctx ends. It writes a line to events
// for every request. The first line says that all servers are up.
func serve(ctx context.Context, tr oslo.Transport, events io.Writer) error {
	service := oslo.NewService()
	var mu sync.Mutex
	for _, host := range hosts {
		srv := oslo.NewServer(tr, oslo.Target{Exchange: "demo", Topic: "demo_compute", Server: host})
		api.RegisterCompute(srv, &manager{host: host, say: func(format string, args ...any) {
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprintf(events, host+": "+format+"\n", args...)
		}})
		service.Add(srv)
	}
	if err := service.Start(ctx); err != nil {
		return err
	}
	fmt.Fprintln(events, "ready")
	return service.Serve(ctx)
}

// serveUntilEnd is serve until stdin ends, so that the server ends with the
// process that started it.
func serveUntilEnd(ctx context.Context, tr oslo.Transport, stdin io.Reader, events io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	go func() { // ends with stdin, or with the process
		_, _ = io.Copy(io.Discard, stdin)
		cancel()
	}()
	return serve(ctx, tr, events)
}

// manager implements api.Compute on one host.
type manager struct {
	host string
	say  func(format string, args ...any)
}

var _ api.Compute = (*manager)(nil)

func (m *manager) Reboot(_ context.Context, instance api.Instance, rebootType api.RebootType) (api.Outcome, error) {
	if instance.Name == "" {
		return api.Outcome{}, &api.InstanceNotFound{InstanceID: instance.UUID}
	}
	launched := time.Date(2026, 11, 22, 9, 0, 5, 0, time.UTC)
	return api.Outcome{Host: m.host, State: "active after a " + string(rebootType) + " reboot", LaunchedAt: launched}, nil
}

func (m *manager) Uptime(context.Context) (string, error) { return "up 42 days on " + m.host, nil }

func (m *manager) RefreshRules(_ context.Context, groupIDs []string) error {
	m.say("rules of %v refreshed", groupIDs)
	return nil
}

func (m *manager) RefreshCache(_ context.Context, imageIDs []string) error {
	m.say("images %v refreshed", imageIDs)
	return nil
}
