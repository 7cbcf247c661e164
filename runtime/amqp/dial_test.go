package amqp

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"syscall"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Round-robin goes through all hosts before it comes back to one; shuffle picks
// anew each time, so that among many a host soon comes twice.
func TestFailoverStrategy(t *testing.T) {
	hosts := make([]oslo.Host, 16)
	for i := range hosts {
		hosts[i] = oslo.Host{Hostname: "h" + strconv.Itoa(i)}
	}
	for strategy, wantAll := range map[string]bool{"round-robin": true, "shuffle": false} {
		var c Config
		if err := c.Set("kombu_failover_strategy", strategy); err != nil {
			t.Fatal(err)
		}
		d := &dialer{hosts: hosts, config: c.withDefaults()}
		always := true
		for range 20 { // 16 different ones in 20 rounds of picks: less than 1 in 10^100
			r, seen := d.route("test"), map[string]bool{}
			for range hosts {
				seen[r.host().Hostname] = true
			}
			always = always && len(seen) == len(hosts)
		}
		if always != wantAll {
			t.Errorf("%s: every round has every host: %v, want %v", strategy, always, wantAll)
		}
	}
}

func TestBackoff(t *testing.T) {
	c := Config{RetryInterval: time.Second, RetryBackoff: 2 * time.Second, RetryIntervalMax: 30 * time.Second}
	for round, most := range map[int]time.Duration{
		1: 100 * time.Millisecond, 2: time.Second, 3: 3 * time.Second, 5: 7 * time.Second, 100: 30 * time.Second,
	} {
		for range 100 {
			if d := c.backoff(round); d < most/2 || d > most {
				t.Fatalf("round %d: %v, want from %v to %v", round, d, most/2, most)
			}
		}
	}
}

func TestLoginMethods(t *testing.T) {
	host := oslo.Host{Username: "bob", Password: "secret"}
	for text, mechanism := range map[string]string{"": "AMQPLAIN", "amqplain": "AMQPLAIN", "PLAIN": "PLAIN", "External": "EXTERNAL"} {
		var c Config
		if text != "" {
			if err := c.Set("rabbit_login_method", text); err != nil {
				t.Fatal(err)
			}
		}
		config := c.withDefaults()
		auth, err := config.sasl(host)
		if err != nil || auth.Mechanism() != mechanism {
			t.Errorf("%q: %v, %v, want %s", text, auth, err, mechanism)
		}
	}
	var c Config
	if err := c.Set("rabbit_login_method", "RABBIT-CR-DEMO"); err == nil {
		t.Error("a method that can't work was taken")
	}
}

// A broker refuses a client's certificate after the client's handshake, at any moment
// of the login that follows: that is what the login's error says, whatever the library
// was doing. A connection that just ends tells nothing.
func TestLostLogin(t *testing.T) {
	refusal := errors.New("remote error: tls: unknown certificate authority")
	for _, c := range []struct {
		name  string
		heard error // by the socket
		err   error // of the library
		after time.Duration
		want  string
	}{
		{"refused before the first frame", refusal, amqp091.ErrClosed, 0, "read from the broker: " + refusal.Error()},
		{"refused later", refusal, amqp091.ErrCredentials, 0, "read from the broker: " + refusal.Error()},
		{"ended before the first frame", io.EOF, amqp091.ErrClosed, 0, "the connection was lost while logging in"},
		{"ended during the login", io.ErrUnexpectedEOF, amqp091.ErrCredentials, 0, "the connection was lost while logging in"},
		{"ended a while after the login", io.EOF, amqp091.ErrCredentials, silentClose,
			"user name or password refused (the connection was closed without a word after the login)"},
		{"reset a while after the login", fmt.Errorf("read: %w", syscall.ECONNRESET), amqp091.ErrCredentials, silentClose,
			"user name or password refused (the connection was closed without a word after the login)"},
		{"reset during the login", syscall.ECONNRESET, amqp091.ErrCredentials, 0, "read from the broker: connection reset by peer"},
		{"refused with a word", io.EOF, &amqp091.Error{Code: 403, Reason: "ACCESS_REFUSED", Server: true}, 0,
			`Exception (403) Reason: "ACCESS_REFUSED"`},
	} {
		ours, peer := net.Pipe()
		sock := newSocket(failing{ours, c.heard}, 1, time.Minute)
		if _, err := sock.Read(make([]byte, 1)); !errors.Is(err, c.heard) {
			t.Errorf("%s: Read: %v", c.name, err)
		}
		if _, err := sock.Write([]byte("AMQP")); !errors.Is(err, c.heard) {
			t.Errorf("%s: Write: %v", c.name, err)
		}
		if got := explainLogin(c.err, sock.reason(), c.after).Error(); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
		_ = peer.Close()
	}
}

// failing is a connection that can't be read.
type failing struct {
	net.Conn
	err error
}

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// What a configuration file says explicitly is not taken for a default, nor cut short.
func TestExplicitNumbers(t *testing.T) {
	config := func(name, value string) Config {
		var c Config
		if err := c.Set(name, value); err != nil {
			t.Fatal(err)
		}
		return c.withDefaults()
	}
	if c := config("kombu_missing_consumer_retry_timeout", "0"); c.MissingReplyRetry > 0 {
		t.Errorf("a missing queue is tried again for %v", c.MissingReplyRetry)
	}
	if c := config("conn_pool_min_size", "0"); c.PoolMinSize > 0 {
		t.Errorf("%d connections are kept", c.PoolMinSize)
	}
	if err := new(Config).Set("rpc_conn_pool_size", "0"); err == nil {
		t.Error("a pool of no connections was taken")
	}
	if c := config("rabbit_qos_prefetch_count", "65536"); c.validate() == nil {
		t.Error("a prefetch beyond 16 bits was taken")
	}
	c := config("rabbit_transient_queues_ttl", "2592000")
	if got := c.transientQueue("q", &namer{}).args["x-expires"]; got != int64(2592000000) {
		t.Errorf("x-expires is %v (%T)", got, got)
	}
	c = config("rabbit_quorum_max_memory_bytes", "4294967296")
	args := amqp091.Table{}
	if c.quorumArgs(args); args["x-max-in-memory-bytes"] != int64(4294967296) {
		t.Errorf("arguments %v", args)
	}
}
