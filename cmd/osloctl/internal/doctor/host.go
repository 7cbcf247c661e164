package doctor

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/transport"
)

// hostTimeout bounds the examination of one host.
const hostTimeout = 5 * time.Second

// hosts examines each host of the URL and keeps the first connection.
func (e *exam) hosts(ctx context.Context) {
	clusters := map[string]string{} // to the first host of it
	for _, host := range e.bus.URL.Hosts {
		conn := e.host(ctx, host)
		if conn == nil {
			continue
		}
		if name, _ := conn.Properties["cluster_name"].(string); name != "" {
			clusters[name] = cmp.Or(clusters[name], host.Address())
		}
		if e.conn == nil {
			e.conn = conn
		} else {
			conn.Close()
		}
	}
	if len(clusters) > 1 {
		e.fault("clusters", "transport URL", fmt.Sprintf("the hosts belong to %d clusters, so that services don't hear each other", len(clusters)), "List the nodes of one cluster only.")
	}
}

// host examines one host and returns the connection to it, nil if it takes none.
func (e *exam) host(ctx context.Context, host transport.Host) *amqp091.Connection {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(e.bus.Rabbit.DialTimeout, hostTimeout))
	defer cancel()
	begin := time.Now()
	sock, err := e.bus.DialSocket(ctx, host)
	if err != nil {
		e.unreachable(host, err)
		return nil
	}
	if secure, ok := sock.(*tls.Conn); ok {
		e.certificate(host, secure.ConnectionState())
	}
	sock.SetDeadline(begin.Add(hostTimeout)) //nolint:errcheck // the login shows it
	conn, err := e.bus.Login(sock, host)
	if err != nil {
		sock.Close()
		e.refused(host, err)
		return nil
	}
	sock.SetDeadline(time.Time{}) //nolint:errcheck // the next use shows it
	e.note("host", host.Address(), "%v %v, login in %d ms, heartbeat %s", conn.Properties["product"], conn.Properties["version"],
		time.Since(begin).Milliseconds(), conn.Config.Heartbeat)
	if conn.Config.Heartbeat == 0 && e.bus.Rabbit.Heartbeat >= 0 {
		e.warn("heartbeat", host.Address(), "the broker has turned heartbeats off: a peer that vanishes is noticed by nobody", "Set heartbeat = 60 in rabbitmq.conf.")
	}
	return conn
}

// unreachable explains why there is no socket to a host.
func (e *exam) unreachable(host transport.Host, err error) {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		e.fault("name", host.Address(), "the name can't be resolved: "+dns.Err, "Correct the host in transport_url, or the DNS.")
	case errors.Is(err, syscall.ECONNREFUSED):
		e.fault("connect", host.Address(), "nothing listens on the port", "Is RabbitMQ running? rabbitmq-diagnostics listeners shows its ports.")
	case e.bus.Rabbit.TLS.Enabled && e.handshake(host, err):
	case errors.Is(err, context.DeadlineExceeded):
		e.fault("connect", host.Address(), "no answer: a firewall drops the packets, or the host is down", "Try from another host. Check firewalls and security groups for the port.")
	default:
		e.fault("connect", host.Address(), err.Error(), "Check the network to the host.")
	}
}

// refused explains why a host refuses the login.
func (e *exam) refused(host transport.Host, err error) {
	var refusal *amqp091.Error
	if !errors.As(err, &refusal) {
		refusal = &amqp091.Error{}
	}
	vhost := e.bus.URL.VirtualHost
	switch {
	case refusal.Code == amqp091.AccessRefused && refusal.Server || errors.Is(err, amqp091.ErrCredentials):
		e.fault("login", host.Address(), fmt.Sprintf("user %s or the password is refused", host.Username), e.loginRemedy(host))
	case refusal.Code == amqp091.NotAllowed || errors.Is(err, amqp091.ErrVhost):
		e.fault("vhost", host.Address(), fmt.Sprintf("virtual host %q: %s", vhost, cmp.Or(refusal.Reason, "no access")),
			fmt.Sprintf("rabbitmqctl add_vhost %s, or rabbitmqctl set_permissions -p %s %s '.*' '.*' '.*'.", vhost, vhost, host.Username))
	case strings.Contains(err.Error(), "i/o timeout"): // the library keeps the text alone
		e.fault("hang", host.Address(), "it takes connections and does not answer: the broker hangs, or something else listens there", "rabbitmq-diagnostics check_running on the node.")
	case refusal.Code == amqp091.FrameError || errors.Is(err, io.EOF) || errors.Is(err, amqp091.ErrClosed):
		e.fault("greeting", host.Address(), "it closes the connection at the greeting: does the port want TLS?", "Set ssl = true, or use the port without TLS.")
	default:
		e.fault("login", host.Address(), err.Error(), "The broker's log says more.")
	}
}

func (e *exam) loginRemedy(host transport.Host) string {
	if host.Username == "guest" {
		return "The user guest may log in from the broker's own host only. Give user and password in the URL, percent-encoded, for each host."
	}
	return "rabbitmqctl authenticate_user " + host.Username + " PASSWORD tells whether the broker knows them. Is the password percent-encoded in the URL?"
}
