package rpc

import (
	"context"
	"errors"
	"fmt"
	"slices"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
)

// probe knows the queue and the exchange of a target. It asks about them, so
// that nothing has to be declared and an error can name the existing ones.
type probe struct {
	conn   *passive.Conn
	target oslo.Target
	lowest bool // the target's version is the lowest with the given method and arguments
}

// newProbe connects and makes sure that the exchange of a target is there: sending
// would make it, and leave it behind.
func newProbe(ctx context.Context, bus *connect.Bus, target oslo.Target) (*probe, error) {
	conn, err := passive.Open(ctx, bus)
	if err != nil {
		return nil, err
	}
	p := &probe{conn: conn, target: target}
	found, err := conn.Exchange(p.exchange())
	if err == nil && !found {
		err = &exit.Error{Code: exit.Undeliverable, Err: fmt.Errorf("nothing was sent: there is no exchange %q", p.exchange()), Advice: p.noExchange()}
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return p, nil
}

func (p *probe) close() { p.conn.Close() }

// exchange is where the message goes.
func (p *probe) exchange() string {
	if p.target.Fanout {
		return p.target.FanoutExchange()
	}
	return p.target.Exchange
}

func (p *probe) noExchange() string {
	if p.target.Fanout {
		return "No server of the topic is up. \"osloctl servers\" lists the topics that are served."
	}
	return fmt.Sprintf("No service has used exchange %q on this virtual host. Is --exchange the control_exchange of the service? nova, cinder, neutron and ironic have their own.", p.target.Exchange)
}

// explain gives an error its exit code, and advice from the broker's state.
func (p *probe) explain(err error) error {
	code := exit.Of(err)
	if code == exit.OK || errors.Is(err, context.Canceled) {
		return err
	}
	return exit.With(err, code, p.advice(code, err))
}

func (p *probe) advice(code exit.Code, err error) string {
	key := p.target.RoutingKey()
	switch code {
	case exit.Undeliverable:
		return fmt.Sprintf("No queue of exchange %q takes %s: no such server has started, or it uses another exchange. \"osloctl servers\" lists what there is.", p.target.Exchange, key)
	case exit.Timeout:
		return p.whyLate(key)
	case exit.Refused:
		return fmt.Sprintf("Does the user have the permissions? Sending needs write on %q, and configure and read on reply_*: rabbitmqctl list_permissions. \"osloctl doctor\" tries each.", p.exchange())
	case exit.Unreachable:
		return "Run \"osloctl doctor\" with the same flags: it looks at each host."
	case exit.Remote:
		return p.remoteAdvice(err)
	}
	return ""
}

// whyLate looks at the queue of a call that timed out.
func (p *probe) whyLate(key string) string {
	q, err := p.conn.Queue(key)
	switch {
	case err != nil:
		return "The method may run still, or may have run. A longer --timeout waits longer."
	case q == nil:
		return fmt.Sprintf("There is no queue %s: no server of it has started, or it has gone.", key)
	case q.Consumers == 0:
		return fmt.Sprintf("Queue %s has no consumer, and %d messages wait in it: the server has stopped, or it stops now.", key, q.Messages)
	case q.Messages > 0:
		return fmt.Sprintf("Queue %s has %d consumers, and %d messages wait in it: the server is busy, or it hangs.", key, q.Consumers, q.Messages)
	}
	return fmt.Sprintf("Queue %s has %d consumers and took the request: the method is slow, the server hangs, or its reply was lost. It may have run. --monitor 10s tells a slow method from a server that is gone.", key, q.Consumers)
}

// remoteAdvice explains an answer of the dispatcher.
func (p *probe) remoteAdvice(err error) string {
	var noMethod *oslo.NoSuchMethodError
	var version *oslo.UnsupportedVersionError
	var argument *oslo.ArgumentError
	switch {
	case errors.As(err, &noMethod):
		return "The server is alive and does not have the method. Is --namespace right, and does the server's release have it?"
	case errors.As(err, &version) && p.lowest:
		return fmt.Sprintf("The server is alive and older than the interface. %s is the lowest version that has the method and the arguments given: leave out what came later, or upgrade the server.", p.target.Version)
	case errors.As(err, &version):
		return "The server is alive and serves no such version of the interface. Are --version and --namespace right? Without --version the message asks for 1.0."
	case errors.As(err, &argument):
		return "The server is alive. Compare the arguments with the method's parameters: the names must match, and a number is key:=5."
	}
	return "The method ran and raised the exception. -v prints its traceback."
}

// traceback returns the lines of a remote traceback, none if err has none.
func traceback(err error) []string {
	remote, ok := errors.AsType[*oslo.RemoteError](err)
	if !ok {
		return nil
	}
	return slices.Clone(remote.Traceback)
}
