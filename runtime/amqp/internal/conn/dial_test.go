package conn

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
)

// Round-robin goes through all hosts before it comes back to one; shuffle picks
// anew each time, so that among many a host soon comes twice.
func TestFailoverStrategy(t *testing.T) {
	hosts := make([]Host, 16)
	for i := range hosts {
		hosts[i] = Host{Hostname: "h" + strconv.Itoa(i)}
	}
	for strategy, wantAll := range map[string]bool{"round-robin": true, "shuffle": false} {
		d := NewDialer(Config{Hosts: hosts, ShuffleHosts: strategy == "shuffle"})
		always := true
		for range 20 { // 16 different ones in 20 rounds of picks: less than 1 in 10^100
			r, seen := d.Route("test"), map[string]bool{}
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
			if d := c.Backoff(round); d < most/2 || d > most {
				t.Fatalf("round %d: %v, want from %v to %v", round, d, most/2, most)
			}
		}
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
		want  string
	}{
		{"refused before the first frame", refusal, amqp091.ErrClosed, "read from the broker: " + refusal.Error()},
		{"refused later", refusal, amqp091.ErrCredentials, "read from the broker: " + refusal.Error()},
		{"ended before the first frame", io.EOF, amqp091.ErrClosed, "the connection was lost while logging in"},
		{"ended during the login", io.ErrUnexpectedEOF, amqp091.ErrCredentials, "the connection was lost while logging in"},
		{"ended a while after the login", io.EOF, amqp091.ErrCredentials, "the connection was lost while logging in"},
		{"reset a while after the login", fmt.Errorf("read: %w", syscall.ECONNRESET), amqp091.ErrCredentials,
			"read from the broker: read: connection reset by peer"},
		{"reset during the login", syscall.ECONNRESET, amqp091.ErrCredentials, "read from the broker: connection reset by peer"},
		{"refused with a word", io.EOF, &amqp091.Error{Code: 403, Reason: "ACCESS_REFUSED", Server: true},
			`user name or password refused: Exception (403) Reason: "ACCESS_REFUSED"`},
	} {
		ours, peer := net.Pipe()
		sock := newSocket(failing{ours, c.heard}, 1, time.Minute)
		if _, err := sock.Read(make([]byte, 1)); !errors.Is(err, c.heard) {
			t.Errorf("%s: Read: %v", c.name, err)
		}
		if _, err := sock.Write([]byte("AMQP")); !errors.Is(err, c.heard) {
			t.Errorf("%s: Write: %v", c.name, err)
		}
		if got := explainLogin(c.err, sock.reason()).Error(); got != c.want {
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
