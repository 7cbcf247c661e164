package conn

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// Dialer opens connections to the hosts of a cluster.
type Dialer struct {
	config   Config
	patience patience // of its connections
	up       news     // a route has got a connection
}

// NewDialer makes a dialer.
func NewDialer(c Config) *Dialer { return &Dialer{config: c} }

// Hosts is how many hosts there are.
func (d *Dialer) Hosts() int { return len(d.config.Hosts) }

// Backoff is the wait after the given round over all hosts, counted from 1.
func (d *Dialer) Backoff(round int) time.Duration { return d.config.Backoff(round) }

// dial opens one connection to one host, handshake included, within the dial
// timeout.
func (d *Dialer) dial(ctx context.Context, host Host, name string) (*Conn, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, d.config.dialTimeout(), errNoHandshake)
	defer cancel()
	auth, err := Login(d.config.LoginMethod, host)
	if err != nil {
		return nil, &misconfigured{err}
	}
	conn, err := d.open(ctx, host)
	if err != nil {
		return nil, err
	}
	sock := newSocket(conn, d.config.WriteBuffer, d.config.writeTimeout())
	sock.maxBody = uint64(max(d.config.MaxBody, 0))
	stop := context.AfterFunc(ctx, func() { sock.fail(fmt.Errorf("handshake: %w", context.Cause(ctx))) })
	amqpConn, err := amqp091.Open(stream{sock}, amqp091.Config{
		SASL:       []amqp091.Authentication{auth},
		Vhost:      d.config.VHost,
		Heartbeat:  max(d.config.Heartbeat, 0),
		ChannelMax: 2047,
		Locale:     "en_US",
		Properties: amqp091.Table{"product": "oslogen", "connection_name": connectionName(name)},
	})
	if err == nil && !stop() {
		err = context.Cause(ctx)
	}
	if err != nil {
		err = explainLogin(err, sock.reason())
		sock.fail(err)
		return nil, fmt.Errorf("log in on %s: %w", host.Address, err)
	}
	sock.frameMax = amqpConn.Config.FrameSize
	sock.watch(amqpConn.Config.Heartbeat * 3 / 2) // the broker sends at half of it
	return newConn(amqpConn, sock, host.Address, &d.patience), nil
}

// connectionName returns the name for the broker's tools: program, pid and
// purpose.
func connectionName(purpose string) string {
	return filepath.Base(os.Args[0]) + ":" + strconv.Itoa(os.Getpid()) + ":" + purpose
}

// open makes the byte stream to the host, encrypted if so configured.
func (d *Dialer) open(ctx context.Context, host Host) (net.Conn, error) {
	var encryption *tls.Config
	if d.config.TLS != nil {
		var err error
		if encryption, err = d.config.TLS(host.Hostname); err != nil {
			return nil, &misconfigured{err}
		}
	}
	dial := d.config.Dial
	if dial == nil {
		dial = dialTCP
	}
	conn, err := dial(ctx, host.Address)
	if err != nil || encryption == nil {
		return conn, err
	}
	client := tls.Client(conn, encryption)
	if err := client.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("TLS with %s: %w", host.Address, explainTLS(err))
	}
	return client, nil
}

func dialTCP(ctx context.Context, address string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "tcp", address)
}

// explainTLS adds advice to the failures that users meet.
func explainTLS(err error) error {
	var (
		unknown  x509.UnknownAuthorityError
		hostname x509.HostnameError
		invalid  x509.CertificateInvalidError
		record   tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &unknown):
		return fmt.Errorf("%w (set ssl_ca_file to the broker's CA)", err)
	case errors.As(err, &hostname):
		return fmt.Errorf("%w (the host name is always verified, also where oslo.messaging does not: the certificate must name the URL's host)", err)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fmt.Errorf("%w (renew the broker's certificate or correct the clock)", err)
	case errors.As(err, &record):
		return fmt.Errorf("%w (is this the broker's TLS port?)", err)
	}
	return err
}
