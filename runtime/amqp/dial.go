package amqp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// dialer opens connections to the hosts of a URL.
type dialer struct {
	hosts  []oslo.Host
	vhost  string
	config Config
	log    *slog.Logger

	patience patience // of its connections
}

// route is the order in which one user of connections tries the hosts: shuffled
// once, then in a circle. It is for one goroutine at a time.
type route struct {
	d     *dialer
	name  string // what the connections are for
	hosts []oslo.Host
	next  int
	tried int // attempts since the last connection

	refused int  // attempts in a row that a broker refused for good
	used    bool // whether there was a connection before
}

func (d *dialer) route(name string) *route {
	hosts := append([]oslo.Host(nil), d.hosts...)
	rand.Shuffle(len(hosts), func(i, j int) { hosts[i], hosts[j] = hosts[j], hosts[i] })
	return &route{d: d, name: name, hosts: hosts}
}

// attempt dials the next host. When all hosts in turn have refused the login or
// the virtual host, its error is final: see isFinal.
func (r *route) attempt(ctx context.Context) (*generation, error) {
	host := r.host()
	g, err := r.d.dial(ctx, host, r.name)
	if err == nil {
		r.tried, r.refused, r.used = 0, 0, true
		return g, nil
	}
	r.d.log.WarnContext(ctx, "connecting failed", "connection", r.name, "host", host.Address(), "attempt", r.tried, "error", err.Error())
	if !isRefusal(err) {
		r.refused = 0
	} else if r.refused++; r.refused >= len(r.hosts) {
		err = &finalError{err}
	}
	return nil, err
}

// spread waits for a random moment before the first attempt after a loss, so that
// the clients of a broker that is gone do not all arrive at the next one at once.
func (r *route) spread(ctx context.Context) error {
	if !r.used || r.tried > 0 {
		return nil
	}
	return sleep(ctx, rand.N(reconnectSpread))
}

// reconnectSpread is how far apart the clients of a lost broker come back.
const reconnectSpread = 100 * time.Millisecond

// pause waits after a failed attempt if it was the last host's turn.
func (r *route) pause(ctx context.Context) error {
	if r.tried%len(r.hosts) != 0 {
		return nil
	}
	return sleep(ctx, r.d.config.backoff(r.tried/len(r.hosts)))
}

func (r *route) host() oslo.Host {
	r.tried++
	if r.d.config.ShuffleHosts {
		return r.hosts[rand.IntN(len(r.hosts))]
	}
	r.next++
	return r.hosts[(r.next-1)%len(r.hosts)]
}

// backoff is the wait after the given round over all hosts, counted from 1. It is
// jittered, so that the clients of a broker that was away do not return together.
func (c *Config) backoff(round int) time.Duration {
	if round == 1 {
		return jitter(c.RetryInterval / 10)
	}
	return jitter(min(c.RetryInterval+time.Duration(round-2)*c.RetryBackoff, c.RetryIntervalMax))
}

// jitter returns a random duration from half of d to d.
func jitter(d time.Duration) time.Duration {
	if d <= 1 {
		return d
	}
	return d/2 + rand.N(d/2)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// dial opens one connection to one host, handshake included, within the dial
// timeout.
func (d *dialer) dial(ctx context.Context, host oslo.Host, name string) (*generation, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, d.config.dialTimeout(), errNoHandshake)
	defer cancel()
	auth, err := d.config.sasl(host)
	if err != nil {
		return nil, err
	}
	conn, err := d.open(ctx, host)
	if err != nil {
		return nil, err
	}
	sock := newSocket(conn, d.config.WriteBuffer, d.config.writeTimeout())
	stop := context.AfterFunc(ctx, func() { sock.fail(fmt.Errorf("handshake: %w", context.Cause(ctx))) })
	began := time.Now()
	amqpConn, err := amqp091.Open(stream{sock}, amqp091.Config{
		SASL:       []amqp091.Authentication{auth},
		Vhost:      d.vhost,
		Heartbeat:  max(d.config.Heartbeat, 0),
		ChannelMax: 2047,
		Locale:     "en_US",
		Properties: amqp091.Table{"product": "oslogen", "connection_name": connectionName(name)},
	})
	if err == nil && !stop() {
		err = context.Cause(ctx)
	}
	if err != nil {
		err = explainLogin(err, sock.reason(), time.Since(began))
		sock.fail(err)
		return nil, fmt.Errorf("log in on %s: %w", host.Address(), err)
	}
	sock.frameMax = amqpConn.Config.FrameSize
	sock.watch(amqpConn.Config.Heartbeat * 3 / 2) // the broker sends at half of it
	return newGeneration(amqpConn, sock, host.Address(), &d.patience), nil
}

// open makes the byte stream to the host, encrypted if so configured.
func (d *dialer) open(ctx context.Context, host oslo.Host) (net.Conn, error) {
	encryption, err := d.config.TLS.client(host.Hostname)
	if err != nil {
		return nil, err
	}
	var nd net.Dialer
	conn, err := nd.DialContext(ctx, "tcp", host.Address())
	if err != nil || encryption == nil {
		return conn, err
	}
	client := tls.Client(conn, encryption)
	if err := client.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("TLS with %s: %w", host.Address(), explainTLS(err))
	}
	return client, nil
}

// explainTLS says what to do about the failures users meet.
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

// writeTimeout bounds one write to the kernel: a peer that takes nothing for so
// long is as good as gone.
func (c *Config) writeTimeout() time.Duration {
	if c.Heartbeat <= 0 {
		return time.Minute
	}
	return c.Heartbeat
}

// connectionName is what the broker's tools show: program, pid, purpose.
func connectionName(purpose string) string {
	return filepath.Base(os.Args[0]) + ":" + strconv.Itoa(os.Getpid()) + ":" + purpose
}

// dialTimeout bounds one attempt to connect, which a silent peer ends no later than
// it would end a connection.
func (c *Config) dialTimeout() time.Duration {
	if c.Heartbeat > 0 {
		return min(c.DialTimeout, c.Heartbeat*3/2)
	}
	return c.DialTimeout
}

var errNoHandshake = errors.New("the broker does not answer")

// silentClose is less than the time RabbitMQ waits before it drops a client whose
// login it has refused (3 s).
const silentClose = time.Second

// explainLogin tells a refused login from a connection that was lost while logging
// in, for which the library has the same error. lost is why the socket failed, if it
// did, and is said where it says more than that the peer went.
func explainLogin(err, lost error, after time.Duration) error {
	var e *amqp091.Error
	guessed := errors.As(err, &e) && !e.Server && (e.Code == amqp091.AccessRefused || e.Code == amqp091.NotAllowed)
	went := lost == nil || isClosed(lost) || errors.Is(lost, io.EOF) || errors.Is(lost, io.ErrUnexpectedEOF)
	switch {
	case guessed && e.Code == amqp091.AccessRefused && after >= silentClose && (went || errors.Is(lost, syscall.ECONNRESET)):
		return fmt.Errorf("%w (the connection was closed without a word after the login)", errLogin)
	case !went:
		return lost
	case guessed, errors.Is(err, amqp091.ErrClosed):
		return errors.New("the connection was lost while logging in")
	}
	return err
}

var errLogin = errors.New("user name or password refused")

// UnavailableError says that no broker could be reached. It matches oslo.ErrUnavailable.
type UnavailableError struct {
	Attempts int
	Err      error // of the last attempt
}

func (e *UnavailableError) Error() string {
	return fmt.Sprintf("connect to the broker: %v (attempts: %d)", e.Err, e.Attempts)
}

// Unwrap lists the condition and the cause.
func (e *UnavailableError) Unwrap() []error { return []error{oslo.ErrUnavailable, e.Err} }

// isRefusal reports whether another attempt on the same host would fail the same
// way: the login or the virtual host was refused, or the options are wrong.
func isRefusal(err error) bool {
	if e, ok := errors.AsType[*amqp091.Error](err); ok {
		return e.Code == amqp091.AccessRefused || e.Code == amqp091.NotAllowed
	}
	return errors.Is(err, errLogin) || strings.HasPrefix(err.Error(), "rabbit options:")
}

// finalError is a refusal by every host.
type finalError struct{ error }

func (e *finalError) Unwrap() error { return e.error }

// isFinal reports whether it makes no sense that a sender waits for another
// attempt. Attempts go on all the same: somebody may correct the broker.
func isFinal(err error) bool {
	var e *finalError
	return errors.As(err, &e)
}

// isClosed reports whether err only says that we closed the connection.
func isClosed(err error) bool { return errors.Is(err, net.ErrClosed) }
