// Command agent is an agent beside Neutron's: it tells neutron-server that it is
// alive, and hears of ports that change.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ agent
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen

// Reports is the API that agents call on neutron-server
// (neutron.agent.rpc.PluginReportStateAPI).
//
//oslo:rpc topic=q-reports-plugin version=1.2 exchange=neutron
type Reports interface {
	//oslo:call timeout=30s
	ReportState(ctx context.Context, agentState Envelope, time string) (string, error)
}

// Envelope is how an agent's state travels.
type Envelope struct {
	AgentState State `json:"agent_state"`
}

// State is an agent's report about itself.
type State struct {
	Binary         string         `json:"binary"`
	Host           string         `json:"host"`
	AgentType      string         `json:"agent_type"`
	Topic          string         `json:"topic"`
	Configurations map[string]any `json:"configurations"`
	StartFlag      bool           `json:"start_flag,omitempty"` // in the first report only
}

// PortUpdates is the API by which neutron-server tells all agents about ports
// (neutron.plugins.ml2.rpc.AgentNotifierApi).
//
//oslo:rpc topic=q-agent-notifier-port-update version=1.1 exchange=neutron
type PortUpdates interface {
	//oslo:cast fanout
	PortUpdate(ctx context.Context, port Port, networkType, segmentationID, physicalNetwork any) error
}

// Port is the part of a port that the agent uses.
type Port struct {
	ID           string `json:"id"`
	AdminStateUp bool   `json:"admin_state_up"`
	HostID       string `json:"binding:host_id"`
}

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

func run(ctx context.Context, url, host string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver(), oslo.WithLogger(slog.Default()))
	if err != nil {
		return err
	}
	srv := oslo.NewServer(tr, oslo.Target{Exchange: "neutron", Topic: "q-agent-notifier-port-update", Server: host})
	RegisterPortUpdates(srv, &ports{host: host, out: out})
	reports := &reporter{server: NewReportsClient(tr), host: host, every: 30 * time.Second, out: out}
	service := oslo.NewService(srv, oslo.Hooks{OnStart: reports.start, OnStop: reports.stop})
	return errors.Join(service.Serve(ctx), tr.Close())
}

// ports implements PortUpdates: it acts on the ports of its own host.
type ports struct {
	host string
	out  io.Writer
}

func (p *ports) PortUpdate(_ context.Context, port Port, _, _, _ any) error {
	if port.HostID != p.host {
		return nil
	}
	_, err := fmt.Fprintf(p.out, "port %s is up: %v\n", port.ID, port.AdminStateUp)
	return err
}

// reporter reports the agent's state from start to stop.
type reporter struct {
	server Reports
	host   string
	every  time.Duration
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
	state := State{
		Binary: "go-agent", Host: r.host, AgentType: "Go agent", Topic: "N/A",
		Configurations: map[string]any{"bridge_mappings": map[string]string{}}, StartFlag: true,
	}
	for tick := time.NewTicker(r.every); ; {
		// A report that fails is no reason to end: the next one may succeed.
		now := time.Now().UTC().Format("2006-01-02T15:04:05.000000")
		if status, err := r.server.ReportState(ctx, Envelope{state}, now); err == nil {
			state.StartFlag = false
			fmt.Fprintln(r.out, "reported; neutron-server says", status)
		} else if ctx.Err() == nil {
			fmt.Fprintln(r.out, "not reported:", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			tick.Stop()
			return
		}
	}
}
