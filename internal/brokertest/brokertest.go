package brokertest

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// startTimeout bounds a start whose context has no deadline. A busy machine
// needs ten times the usual five seconds.
const startTimeout = 5 * time.Minute

// Broker is one RabbitMQ node with user guest, password guest. Its methods may
// be called at the same time. Methods that act on the process wait for each
// other.
type Broker struct {
	Node    string // Erlang node name
	Port    int    // AMQP on 127.0.0.1
	TLSPort int    // AMQP over TLS on 127.0.0.1, 0 without Options.TLS
	Vhost   string // the one of URL("")
	CA      *CA    // signed the TLS listener's certificate, nil without Options.TLS

	site     *site // nil: not ours to control
	ownsSite bool
	dir      string
	distPort int
	given    *url.URL // OSLOGEN_AMQP_URL

	mu      sync.Mutex
	process *process // nil: shared, or stopped
	pid     int
}

// Options describe a broker. The zero value is a plain one.
type Options struct {
	// Home is the RabbitMQ installation. Defaults to Home().
	Home string
	// TLS adds a TLS listener. Defaults to none.
	TLS *TLS
	// Config is more rabbitmq.conf text, such as "heartbeat = 1".
	Config string
	// Plugins are enabled at the start. Defaults to none.
	Plugins []string
}

// Start starts a broker and returns when it answers an AMQP greeting. The
// caller has to Stop it. The error is ErrUnavailable where RabbitMQ is not
// installed.
func Start(ctx context.Context, opts Options) (*Broker, error) {
	home, err := opts.home()
	if err != nil {
		return nil, err
	}
	s, err := newSite(home)
	if err != nil {
		return nil, err
	}
	b, err := newNode(s, "n1", opts, "")
	if err == nil {
		b.ownsSite = true
		err = b.Restart(ctx)
	}
	if err != nil {
		s.close()
		return nil, fmt.Errorf("start broker: %w", err)
	}
	return b, nil
}

// New starts a broker for one test, which is skipped or fails if there is no
// RabbitMQ (see Unavailable).
func New(tb testing.TB, opts Options) *Broker {
	tb.Helper()
	b, err := Start(tb.Context(), opts)
	if errors.Is(err, ErrUnavailable) {
		Unavailable(tb, err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(b.Stop)
	return b
}

// Unavailable skips the test because something it needs is not on this
// machine, or fails it where OSLOGEN_REQUIRE=1 says that everything has to be.
func Unavailable(tb testing.TB, reason any) {
	tb.Helper()
	if os.Getenv("OSLOGEN_REQUIRE") == "1" {
		tb.Fatalf("%v (and OSLOGEN_REQUIRE=1)", reason)
	}
	tb.Skipf("skipped: %v", reason)
}

func (o Options) home() (string, error) {
	if o.Home != "" {
		return o.Home, nil
	}
	return Home()
}

// newNode writes the files of a node and gives it ports. It starts nothing.
func newNode(s *site, name string, opts Options, config string) (*Broker, error) {
	b := &Broker{site: s, Vhost: "/", dir: filepath.Join(s.Dir, name)}
	b.Node = name + "-" + strings.ToLower(rand.Text()[:8]) + "@localhost"
	if err := os.Mkdir(b.dir, 0o700); err != nil {
		return nil, err
	}
	var err error
	if b.Port, err = freePort(); err != nil {
		return nil, err
	}
	if b.distPort, err = freePort(); err != nil {
		return nil, err
	}
	text := "listeners.tcp.1 = " + loopback(b.Port) + "\n" +
		"disk_free_limit.absolute = 1MB\n"
	if opts.TLS != nil {
		lines, err := b.listenTLS(opts.TLS)
		if err != nil {
			return nil, err
		}
		text += lines
	}
	text += config + opts.Config + "\n"
	return b, errors.Join(
		os.WriteFile(b.file("rabbitmq.conf"), []byte(text), 0o600),
		os.WriteFile(b.file("enabled_plugins"), fmt.Appendf(nil, "[%s].\n", strings.Join(opts.Plugins, ",")), 0o600))
}

// URL returns a transport URL for the vhost, or for b.Vhost if it is empty.
func (b *Broker) URL(vhost string) string { return b.url("rabbit", b.Port, vhost) }

// AMQPURL is URL in the scheme that AMQP libraries expect.
func (b *Broker) AMQPURL(vhost string) string { return b.url("amqp", b.Port, vhost) }

// TLSURL is URL for the TLS listener.
func (b *Broker) TLSURL(vhost string) string { return b.url("rabbit", b.TLSPort, vhost) }

// URLAt is URL with another address, such as a Proxy's.
func (b *Broker) URLAt(address, vhost string) string {
	u := url.URL{Scheme: "rabbit", User: url.UserPassword("guest", "guest"), Host: address}
	if b.given != nil {
		u.User = b.given.User
	}
	return u.String() + "/" + url.PathEscape(cmp.Or(vhost, b.Vhost))
}

func (b *Broker) url(scheme string, port int, vhost string) string {
	address := loopback(port)
	if b.given != nil {
		address = net.JoinHostPort(b.given.Hostname(), strconv.Itoa(port))
	}
	return scheme + strings.TrimPrefix(b.URLAt(address, vhost), "rabbit")
}

// Address is where AMQP is spoken, as host:port.
func (b *Broker) Address() string {
	if b.given != nil {
		return net.JoinHostPort(b.given.Hostname(), strconv.Itoa(b.Port))
	}
	return loopback(b.Port)
}

// Log returns the node's log, for a failing test.
func (b *Broker) Log() string {
	var text strings.Builder
	files, _ := filepath.Glob(b.file("*.log"))
	for _, name := range files {
		data, _ := os.ReadFile(name)
		text.Write(data)
	}
	return text.String()
}

// Restart starts the node again with the same ports and data, and ends it
// gracefully before if it runs. It returns when the broker answers.
func (b *Broker) Restart(ctx context.Context) error {
	if b.Shared() {
		return ErrShared
	}
	if err := b.Terminate(ctx); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.process != nil { // it had ended by itself
		b.process.end()
		b.process, b.pid = nil, 0
	}
	p, err := watch([]string{filepath.Join(b.site.Home, "sbin", "rabbitmq-server")}, b.serverEnv(), b.file("start.log"), "")
	if err != nil {
		return err
	}
	if err := b.await(ctx, p); err != nil {
		log := b.Log()
		p.end()
		return fmt.Errorf("%w\n%s", err, log[max(0, len(log)-4000):])
	}
	b.process, b.pid = p, b.readPid(p.pid)
	return nil
}

// await returns when the broker greets.
func (b *Broker) await(ctx context.Context, p *process) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		err := Greet(ctx, b.Address())
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("broker is not ready: %w (%w)", ctx.Err(), err)
		case <-p.done:
			return errors.New("broker ended while starting")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Greet returns nil if an AMQP 0-9-1 server answers at address within two
// seconds. An open port alone does not mean that the broker is ready.
func Greet(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	deadline, _ := ctx.Deadline()
	conn.SetDeadline(deadline) //nolint:errcheck // the write says the same
	if _, err := conn.Write([]byte("AMQP\x00\x00\x09\x01")); err != nil {
		return err
	}
	first := make([]byte, 1)
	if _, err := conn.Read(first); err != nil {
		return err
	}
	if first[0] != 1 { // no method frame, so it is the header of another version
		return fmt.Errorf("%s does not speak AMQP 0-9-1", address)
	}
	return nil
}

// readPid returns the Erlang VM's pid by its own account.
func (b *Broker) readPid(started int) int {
	data, err := os.ReadFile(b.file("pid"))
	if err != nil {
		return started
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		return started
	}
	return pid
}

func (b *Broker) file(name string) string { return filepath.Join(b.dir, name) }

func (b *Broker) env() []string {
	return append(b.site.env(),
		"RABBITMQ_NODENAME="+b.Node,
		"RABBITMQ_CONFIG_FILE="+b.file("rabbitmq.conf"),
		"RABBITMQ_ADVANCED_CONFIG_FILE="+b.file("advanced.config"),
		"RABBITMQ_ENABLED_PLUGINS_FILE="+b.file("enabled_plugins"),
		"RABBITMQ_FEATURE_FLAGS_FILE="+b.file("feature_flags"),
		"RABBITMQ_GENERATED_CONFIG_DIR="+b.file("config"),
		"RABBITMQ_SCHEMA_DIR="+b.file("schema"),
		"RABBITMQ_MNESIA_BASE="+b.file("data"),
		"RABBITMQ_LOG_BASE="+b.dir,
		"RABBITMQ_PID_FILE="+b.file("pid"),
		"RABBITMQ_DIST_PORT="+strconv.Itoa(b.distPort),
	)
}

func (b *Broker) serverEnv() []string {
	return append(b.env(),
		// The script then replaces itself by the Erlang VM.
		"RABBITMQ_ALLOW_INPUT=1",
		// Schedulers that wait without spinning leave the cores to the tests.
		"RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-noinput -kernel inet_dist_use_interface {127,0,0,1}"+
			" +sbwt none +sbwtdcpu none +sbwtdio none -oslogen_broker "+b.Node,
	)
}
