package conn

import (
	"context"
	"crypto/tls"
	"log/slog"
	"math/rand/v2"
	"net"
	"time"
)

// Config says where and how to connect.
type Config struct {
	Hosts []Host
	VHost string
	// LoginMethod is the SASL mechanism: "PLAIN", "AMQPLAIN" or "EXTERNAL".
	LoginMethod string
	// TLS makes the configuration for one host, a new one each time. It returns nil
	// for a connection that is not encrypted. A nil TLS encrypts none.
	TLS func(hostname string) (*tls.Config, error)
	// Dial makes the byte stream to an address. With nil it is TCP.
	Dial func(ctx context.Context, address string) (net.Conn, error)
	// Heartbeat is the AMQP heartbeat that is asked for. With 0 or less the broker's
	// own holds.
	Heartbeat time.Duration
	// DialTimeout bounds one attempt to connect to one host, handshake included.
	DialTimeout time.Duration
	// WriteBuffer is how many bytes are buffered before senders wait.
	WriteBuffer int
	// MaxBody is the size in bytes of the largest arriving body that is kept. 0
	// keeps any.
	MaxBody int
	// ShuffleHosts picks a random host for each attempt instead of the next
	// one.
	ShuffleHosts bool
	// RetryInterval is the wait after a full round over the hosts. Each further
	// round adds RetryBackoff, up to RetryIntervalMax.
	RetryInterval, RetryBackoff, RetryIntervalMax time.Duration
	// Logger gets a warning for each attempt that fails.
	Logger *slog.Logger
}

// Host is one broker of a cluster.
type Host struct {
	Hostname string // the name in its certificate
	Address  string // host:port
	Username string
	Password string
}

// Backoff is the wait after the given round over all hosts, counted from 1. It is
// jittered, so that the clients of a broker that was away do not return together.
func (c *Config) Backoff(round int) time.Duration {
	if round == 1 {
		return Jitter(c.RetryInterval / 10)
	}
	return Jitter(min(c.RetryInterval+time.Duration(round-2)*c.RetryBackoff, c.RetryIntervalMax))
}

// writeTimeout bounds one write to the kernel: a peer that takes nothing for so
// long is as good as gone.
func (c *Config) writeTimeout() time.Duration {
	if c.Heartbeat <= 0 {
		return time.Minute
	}
	return c.Heartbeat
}

// dialTimeout bounds one attempt to connect, which a silent peer ends no later than
// it would end a connection.
func (c *Config) dialTimeout() time.Duration {
	if c.Heartbeat > 0 {
		return min(c.DialTimeout, c.Heartbeat*3/2)
	}
	return c.DialTimeout
}

// Jitter returns a random duration from half of d to d.
func Jitter(d time.Duration) time.Duration {
	if d <= 1 {
		return d
	}
	return d/2 + rand.N(d/2)
}

// Brief is how long a connection lives at most that counts as brief.
const Brief = time.Second

// Rest is the wait before the next connection, or consumer, after n in a row that lived
// briefly: none after the first, and ever longer after more.
func Rest(n int) time.Duration {
	if n < 2 {
		return 0
	}
	return Jitter(min(200*time.Millisecond<<min(n-2, 8), 2*time.Second))
}

// Sleep waits for d, or fails with ctx's cause.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
