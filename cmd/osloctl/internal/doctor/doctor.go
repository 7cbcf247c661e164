// Package doctor examines a broker, the options of its clients, and the queues
// they have left on it. It changes nothing. Queues that it declares are deleted at
// once, and go or expire by themselves if the program is killed. Messages that it
// sends reach no queue.
package doctor

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Doctor examines a broker.
type Doctor struct {
	Topic    []string      `arg:"" optional:"" help:"Topics to examine without the management API, as the options say that they are declared."`
	Exchange string        `placeholder:"NAME" help:"The exchange of the service. Defaults to control_exchange, which is openstack where no file sets it."`
	Backlog  int           `default:"1000" placeholder:"N" help:"How many messages may wait in a queue. Defaults to 1000."`
	Latency  time.Duration `default:"250ms" help:"How long the broker may take to answer. Defaults to 250ms."`
	Expiry   time.Duration `default:"720h" help:"How long the broker's certificate must be valid still. Defaults to 720h, 30 days."`
	Strict   bool          `help:"Exit with 1 also for warnings."`
	JSON     bool          `name:"json" help:"The same as -o json."`

	// Settle is how long a finding about queues has to last. Defaults to 1 s.
	Settle time.Duration `kong:"-"`
}

// Help has the examples.
func (*Doctor) Help() string {
	return `Examines each host of the URL: name, port, TLS, login, virtual host, permissions, alarms, heartbeat, latency. Then the options given, against the exchanges and queues that exist. Then, by the management API, what services have left there: queues that nothing consumes, backlogs, reply queues without owner, pools named like topics, stale and missing bindings, topics that two applications listen to.

Each finding comes with its remedy. -v prints what is worth knowing besides. The exit code is 0 if there is no fault, else 1. --strict counts warnings as well.

Examples:

  osloctl doctor
  osloctl doctor --config-file nova.conf
  osloctl doctor compute conductor --json
  osloctl doctor --strict --backlog 100`
}

// exam is an examination.
type exam struct {
	*Report
	flags *Doctor
	bus   *connect.Bus
	conn  *amqp091.Connection // to the first host that takes one, nil if none does
	flows bool                // the broker has read a message: there is no alarm

	alarmed bool // the broker reads no messages

	queued string // how many queues were examined, and by which means
}

// Run examines and prints the report.
func (d *Doctor) Run(ctx context.Context, s *session.Session) error {
	if d.JSON {
		s.Print.Output = "json"
		s.Begin()
	}
	bus, err := s.Bus()
	if err != nil {
		return err
	}
	report, err := d.Examine(ctx, bus)
	if err != nil {
		return err
	}
	if err := s.Printer.Print(report, func(w io.Writer) { report.text(w, s.Verbose) }); err != nil {
		return err
	}
	return report.verdict(d.Strict)
}

// Examine examines a broker. The error is that of ctx, or one of use.
func (d *Doctor) Examine(ctx context.Context, bus *connect.Bus) (*Report, error) {
	e := &exam{Report: &Report{Findings: []Finding{}}, flags: d, bus: bus}
	e.options()
	e.hosts(ctx)
	e.Examined = counted(len(bus.URL.Hosts), "host")
	if e.conn != nil {
		defer e.conn.Close()
		e.broker()
		e.permissions()
		if err := e.lasting(ctx); err != nil {
			return nil, err
		}
		e.Examined += ", " + e.queued
	}
	e.finish()
	return e.Report, ctx.Err()
}

// queues examines the broker's queues, as far as the management API or AMQP
// alone shows them.
func (e *exam) queues(ctx context.Context) error {
	api, err := mgmt.Find(ctx, e.bus)
	if none, ok := errors.AsType[*mgmt.UnavailableError](err); ok {
		e.note("management", "management API", "%s. Queues of other services were not examined. Enable rabbitmq_management, or give --management-url.", oneLine(none.Error()))
		e.byAMQP()
		return nil
	}
	if err != nil {
		return err
	}
	all, err := snap(ctx, api)
	if err != nil {
		e.warn("management", api.String(), oneLine(err.Error()), "The user needs the tag monitoring: rabbitmqctl set_user_tags USER monitoring.")
		e.byAMQP()
		return nil
	}
	e.Examined = counted(len(all.queues), "queue") + " by the management API at " + api.String()
	e.nodes(all)
	e.clashes(all)
	e.consumption(all)
	e.bindings(all)
	e.listeners(all)
	e.policies(all)
	return nil
}

// oneLine joins the lines of joined errors.
func oneLine(text string) string { return strings.ReplaceAll(text, "\n", ", ") }
