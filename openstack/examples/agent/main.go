// Command agent is an agent of neutron: it tells neutron-server that it is
// alive, and hears of the ports of its host that change.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ agent
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"

	"github.com/oslogen/oslogen/openstack/neutron/agent"
	"github.com/oslogen/oslogen/openstack/neutron/reports"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	host, err := os.Hostname()
	if err == nil {
		err = run(ctx, os.Getenv("OSLO_TRANSPORT_URL"), host, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "agent:", err)
		os.Exit(1)
	}
}

// run reports and prints until ctx ends.
func run(ctx context.Context, url, host string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	out = &lockedWriter{out: out}
	srv := oslo.NewServer(tr, oslo.Target{Exchange: "neutron", Topic: "q-agent-notifier-port-update", Server: host})
	agent.RegisterAgentNotifier(srv, ports{host: host, out: out})
	r := &reporter{server: reports.NewPluginReportStateClient(tr), host: host, out: out}
	service := oslo.NewService(srv, oslo.Hooks{OnStart: r.start, OnStop: r.stop})
	return errors.Join(service.Serve(ctx), tr.Close())
}

// ports hears of the ports of one host.
type ports struct {
	agent.UnimplementedAgentNotifier
	host string
	out  io.Writer
}

func (p ports) PortUpdate(_ context.Context, port, networkType, _, _ any) error {
	attributes, _ := port.(map[string]any)
	if attributes["binding:host_id"] != p.host {
		return nil
	}
	_, err := fmt.Fprintf(p.out, "port %v is %v on a %v network\n", attributes["id"], attributes["status"], networkType)
	return err
}

// reporter reports the agent's state from start to stop.
type reporter struct {
	server reports.PluginReportState
	host   string
	out    io.Writer

	cancel context.CancelFunc
	done   sync.WaitGroup
}

func (r *reporter) start(ctx context.Context) error {
	ctx, r.cancel = context.WithCancel(context.WithoutCancel(ctx))
	r.done.Go(func() { r.loop(ctx) }) // ends by stop
	return nil
}

func (r *reporter) stop(context.Context) error {
	r.cancel()
	r.done.Wait()
	return nil
}

func (r *reporter) loop(ctx context.Context) {
	// The type is that of a real agent, so that neutron binds ports to the host.
	state := map[string]any{
		"binary": "neutron-openvswitch-agent", "host": r.host, "agent_type": "Open vSwitch agent", "topic": "N/A",
		"configurations": map[string]any{"bridge_mappings": map[string]any{}, "tunnel_types": []string{}}, "start_flag": true,
	}
	tick := time.NewTicker(30 * time.Second)
	defer tick.Stop()
	for ctx.Err() == nil {
		now := time.Now().UTC().Format("2006-01-02T15:04:05.000000")
		status, err := r.server.ReportState(ctx, map[string]any{"agent_state": state}, now)
		switch {
		case err == nil:
			delete(state, "start_flag") // in the first report only
			fmt.Fprintln(r.out, "reported to neutron-server, for which the agent is", status)
		case ctx.Err() == nil:
			fmt.Fprintln(r.out, "not reported, trying again:", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}

// lockedWriter lets one write at a time through.
type lockedWriter struct {
	mu  sync.Mutex
	out io.Writer
}

func (w *lockedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}
