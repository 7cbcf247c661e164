package connect

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/runtime/transport"
)

// dialTimeout bounds an attempt to connect to one host, login included.
const dialTimeout = 5 * time.Second

// Dial opens an AMQP connection to the first host that takes one. The next begins with
// this host, and [Bus.Open] leaves out those that took none, so that a host that is down
// costs its timeout once. The caller closes the connection.
func (b *Bus) Dial(ctx context.Context) (*amqp091.Connection, error) {
	var errs []error
	hosts := b.Hosts()
	for i, host := range hosts {
		conn, err := b.DialHost(ctx, host)
		if err == nil {
			b.prefer(hosts, i)
			return conn, nil
		}
		errs = append(errs, fmt.Errorf("connect to %s: %w", host, err))
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, ctx.Err()
	}
	return nil, &exit.Error{Code: exit.Unreachable, Err: errors.Join(errs...),
		Advice: `Run "osloctl doctor" with the same flags: it looks at each host.`}
}

// DialHost opens an AMQP connection to one host. The caller closes it.
func (b *Bus) DialHost(ctx context.Context, host transport.Host) (*amqp091.Connection, error) {
	limit := cmp.Or(b.Rabbit.DialTimeout, dialTimeout)
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	sock, err := b.DialSocket(ctx, host)
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	sock.SetDeadline(deadline) //nolint:errcheck // the library's own deadlines come after it
	stop := context.AfterFunc(ctx, func() { sock.Close() })
	conn, err := b.Login(sock, host)
	if !stop() && err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		sock.Close()
		return nil, err
	}
	sock.SetDeadline(time.Time{}) //nolint:errcheck // a broken socket shows at its next use
	return conn, nil
}

// DialSocket opens the socket to a host, with the TLS handshake that the options ask
// for.
func (b *Bus) DialSocket(ctx context.Context, host transport.Host) (net.Conn, error) {
	sock, err := new(net.Dialer).DialContext(ctx, "tcp", host.Address())
	if err != nil {
		return nil, err
	}
	cfg, err := b.Rabbit.TLS.Client(host.Hostname)
	if cfg == nil || err != nil {
		return sock, err
	}
	secure := tls.Client(sock, cfg)
	if err := secure.HandshakeContext(ctx); err != nil {
		sock.Close()
		return nil, err
	}
	return secure, nil
}

// Login does the AMQP handshake of a host on a socket.
func (b *Bus) Login(sock net.Conn, host transport.Host) (*amqp091.Connection, error) {
	properties := amqp091.NewConnectionProperties()
	properties.SetClientConnectionName("osloctl")
	return amqp091.Open(sock, amqp091.Config{
		SASL: []amqp091.Authentication{b.sasl(host)}, Vhost: b.URL.VirtualHost,
		Heartbeat: max(b.Rabbit.Heartbeat, 0), Properties: properties,
	})
}

func (b *Bus) sasl(host transport.Host) amqp091.Authentication {
	switch b.Rabbit.LoginMethod {
	case "EXTERNAL":
		return &amqp091.ExternalAuth{}
	case "PLAIN":
		return &amqp091.PlainAuth{Username: host.Username, Password: host.Password}
	}
	return &amqp091.AMQPlainAuth{Username: host.Username, Password: host.Password}
}
