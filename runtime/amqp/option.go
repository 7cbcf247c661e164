package amqp

import (
	"cmp"
	"context"
	"log/slog"
	"math"
	"net"
	"strings"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Config holds the options of the RabbitMQ driver. The zero value of a field means
// its default. Options whose comment names an oslo.messaging option in
// parentheses mean the same as there, in group [oslo_messaging_rabbit], and must
// be equal in all services that share a topic when they change a declaration.
type Config struct { //nolint:recvcheck // options are read from copies and set in place
	// DurableQueues makes topic exchanges and topic, server and notification
	// queues durable (amqp_durable_queues, false).
	DurableQueues bool
	// AutoDelete makes the same entities auto-delete (amqp_auto_delete, false).
	AutoDelete bool
	// HAQueues adds x-ha-policy: all to every queue (rabbit_ha_queues, false).
	HAQueues bool
	// QuorumQueue makes topic, server and notification queues quorum queues, and
	// them and the topic exchange durable (rabbit_quorum_queue, false).
	QuorumQueue bool
	// QuorumDeliveryLimit is x-delivery-limit of quorum queues; 0 is none
	// (rabbit_quorum_delivery_limit, 0).
	QuorumDeliveryLimit int
	// QuorumMaxMemoryLength is x-max-in-memory-length of quorum queues, messages;
	// 0 is none (rabbit_quorum_max_memory_length, 0).
	QuorumMaxMemoryLength int
	// QuorumMaxMemoryBytes is x-max-in-memory-bytes of quorum queues; 0 is none
	// (rabbit_quorum_max_memory_bytes, 0).
	QuorumMaxMemoryBytes int
	// TransientQuorumQueue makes reply and fanout queues durable quorum queues and
	// the fanout exchange durable (rabbit_transient_quorum_queue, false).
	TransientQuorumQueue bool
	// TransientQueuesTTL is x-expires of reply and fanout queues; negative leaves
	// it out (rabbit_transient_queues_ttl, 1800 s; 0 there is negative here).
	TransientQueuesTTL time.Duration
	// StreamFanout uses one stream in place of a topic's fanout queues; needs
	// Prefetch and TransientQuorumQueue (rabbit_stream_fanout, false).
	StreamFanout bool
	// Prefetch is how many messages of a listener may be unacknowledged
	// (rabbit_qos_prefetch_count; 100, where Python's default 0 is no limit).
	Prefetch int
	// CancelOnFailover adds x-cancel-on-ha-failover: true to consumers
	// (enable_cancel_on_failover, false).
	CancelOnFailover bool
	// ReplyNotMandatory sends replies without the mandatory flag
	// (direct_mandatory_flag = false).
	ReplyNotMandatory bool
	// MissingReplyRetry is how long a reply that no queue takes is tried again;
	// negative for not at all (kombu_missing_consumer_retry_timeout, 60 s).
	MissingReplyRetry time.Duration
	// ReconnectDelay is slept before an established connection is opened again;
	// negative for none (kombu_reconnect_delay; 0 here, 1 s in Python).
	ReconnectDelay time.Duration
	// ShuffleHosts picks a random host for each attempt and not the next one
	// (kombu_failover_strategy = shuffle).
	ShuffleHosts bool
	// Compression compresses message bodies: "gzip" or none (kombu_compression, none).
	Compression string
	// LoginMethod is the SASL mechanism: "PLAIN", "AMQPLAIN" or "EXTERNAL"
	// (rabbit_login_method, AMQPLAIN).
	LoginMethod string
	// RetryInterval is the wait after a full round over the hosts, jittered
	// (rabbit_retry_interval, 1 s; the first wait is a tenth of it).
	RetryInterval time.Duration
	// RetryBackoff is added to the wait after each further round
	// (rabbit_retry_backoff; 0 here, 2 s in Python).
	RetryBackoff time.Duration
	// RetryIntervalMax bounds the wait (rabbit_interval_max, 30 s).
	RetryIntervalMax time.Duration
	// Heartbeat is the AMQP heartbeat that is asked for; negative asks for none, and
	// the broker's own holds, 60 s in RabbitMQ (heartbeat_timeout_threshold, 60 s; 0
	// there is negative here).
	Heartbeat time.Duration
	// PoolSize is the most connections for sending (rpc_conn_pool_size, 30).
	PoolSize int
	// PoolMinSize is how many of them stay open when idle; negative for none
	// (conn_pool_min_size, 2).
	PoolMinSize int
	// PoolTTL closes the others after they were idle so long (conn_pool_ttl, 1200 s).
	PoolTTL time.Duration
	// PoolShare is how many senders share one connection before another is opened;
	// 1 is what Python does. 4096.
	PoolShare int
	// TLS holds the options of an encrypted connection.
	TLS TLSConfig
	// QueueManager gives reply and fanout queues the name
	// "kind_host:process:n" in place of a random one (use_queue_manager, false).
	QueueManager bool
	// Hostname and ProcessName are part of those names (hostname, processname; the
	// machine's and the program's).
	Hostname, ProcessName string
	// LockPath is the directory of the queue manager's lock file. All processes of
	// one host and one process name need the same, Python's included. Defaults to
	// the environment variable OSLO_LOCK_PATH, then to /dev/shm; Python has no such
	// default and fails (lock_path of [oslo_concurrency]).
	LockPath string

	// RunRedelivered runs a request that was delivered before, to a server that then
	// lost its connection, as oslo.messaging does. That server may have run it, so by
	// default it is dropped, unless it was this server itself, which knows; false.
	RunRedelivered bool

	// MaxMessageSize is the size in bytes of the largest body that is sent, and of
	// the largest that is kept when it arrives. A larger one that arrives is dropped
	// with a warning. By default 128 MiB may arrive, and 128 MiB may be sent, or 16
	// MiB to RabbitMQ 4 and later: the brokers' own defaults.
	MaxMessageSize int
	// MaxInflated is the largest body made by decompression, in bytes; 128 MiB.
	MaxInflated int
	// MaxCalls is how many calls may wait for a reply at once; 100,000.
	MaxCalls int
	// MaxPendingReplies is how many replies to missing queues are tried again at
	// once; 1,000. Beyond it the oldest is dropped.
	MaxPendingReplies int
	// WriteBuffer is how many bytes a connection buffers before senders wait; 1 MiB.
	WriteBuffer int
	// DialTimeout bounds one attempt to connect to one host, handshake included; 5 s.
	DialTimeout time.Duration
	// RepairInterval is how often a listener binds its queues again, so that one
	// whose binding was removed hears again. Negative for never, not even after a
	// reconnect. Defaults to five minutes, and to none with RabbitMQ 4 and later, which
	// may keep bindings in Khepri and then writes to disk for each repair.
	RepairInterval time.Duration
	// ReplyQueuePrefix is what a _reply_q must begin with to be answered; "reply_".
	ReplyQueuePrefix string
	// OnState is told of every state a connection takes, for metrics. It must not block.
	OnState func(ConnectionState)

	dial func(ctx context.Context, address string) (net.Conn, error) // of tests; nil for TCP
}

// largestMessage is the size in bytes of the largest body that any RabbitMQ takes by
// default.
const largestMessage = 128 << 20

// Option changes the driver's Config. Its error names what is wrong.
type Option func(*Config) error

// WithConfig sets every option at once; put it first.
func WithConfig(c Config) Option {
	return func(d *Config) error { *d = c; return nil }
}

// WithOption sets the option of group [oslo_messaging_rabbit] called name from its
// text, as a configuration file has it.
func WithOption(name, value string) Option {
	return func(c *Config) error { return c.Set(name, value) }
}

// withDefaults returns c with every zero field replaced by its default.
func (c Config) withDefaults() Config {
	c.TransientQueuesTTL = cmp.Or(c.TransientQueuesTTL, 1800*time.Second)
	c.Prefetch = cmp.Or(c.Prefetch, 100)
	c.MissingReplyRetry = cmp.Or(c.MissingReplyRetry, 60*time.Second)
	c.LoginMethod = cmp.Or(c.LoginMethod, "AMQPLAIN")
	c.RetryInterval = cmp.Or(c.RetryInterval, time.Second)
	c.RetryIntervalMax = cmp.Or(c.RetryIntervalMax, 30*time.Second)
	c.Heartbeat = cmp.Or(c.Heartbeat, 60*time.Second)
	c.PoolSize = cmp.Or(c.PoolSize, 30)
	c.PoolMinSize = cmp.Or(c.PoolMinSize, min(2, c.PoolSize))
	c.PoolTTL = cmp.Or(c.PoolTTL, 1200*time.Second)
	c.PoolShare = cmp.Or(c.PoolShare, 4096)
	c.MaxInflated = cmp.Or(c.MaxInflated, 128<<20)
	c.MaxCalls = cmp.Or(c.MaxCalls, 100_000)
	c.MaxPendingReplies = cmp.Or(c.MaxPendingReplies, 1000)
	c.WriteBuffer = cmp.Or(c.WriteBuffer, 1<<20)
	c.DialTimeout = cmp.Or(c.DialTimeout, 5*time.Second)
	c.ReplyQueuePrefix = cmp.Or(c.ReplyQueuePrefix, "reply_")
	return c
}

// validate reports options that contradict each other.
func (c *Config) validate() error {
	switch {
	case c.PoolSize < c.PoolMinSize:
		return errorf("rpc_conn_pool_size (%d) is below conn_pool_min_size (%d)", c.PoolSize, c.PoolMinSize)
	case c.Prefetch > math.MaxUint16:
		return errorf("rabbit_qos_prefetch_count is %d, and AMQP counts to %d", c.Prefetch, math.MaxUint16)
	case c.QuorumQueue && c.HAQueues:
		return errorf("rabbit_quorum_queue and rabbit_ha_queues exclude each other")
	case c.TransientQuorumQueue && c.HAQueues:
		return errorf("rabbit_transient_quorum_queue and rabbit_ha_queues exclude each other")
	case c.QueueManager && strings.Contains(c.Hostname+c.ProcessName, "/"):
		return errorf("hostname and processname may not have a slash, as use_queue_manager makes a file of them")
	case c.StreamFanout && !c.TransientQuorumQueue:
		return errorf("rabbit_stream_fanout needs rabbit_transient_quorum_queue")
	case c.StreamFanout && c.Prefetch <= 0:
		return errorf("rabbit_stream_fanout needs rabbit_qos_prefetch_count above 0")
	}
	if _, err := c.compressor(); err != nil {
		return err
	}
	if _, err := c.TLS.Client(""); err != nil {
		return err
	}
	if _, err := conn.Login(c.LoginMethod, conn.Host{}); err != nil {
		return errorf("rabbit_login_method: %w", err)
	}
	return nil
}

// connection is what a dialer needs of the options and the URL.
func (c *Config) connection(u *transport.URL, log *slog.Logger) conn.Config {
	d := conn.Config{
		VHost: u.VirtualHost, LoginMethod: c.LoginMethod, TLS: c.TLS.Client, Heartbeat: c.Heartbeat,
		DialTimeout: c.DialTimeout, WriteBuffer: c.WriteBuffer, ShuffleHosts: c.ShuffleHosts,
		Dial:          c.dial,
		MaxBody:       cmp.Or(c.MaxMessageSize, largestMessage),
		RetryInterval: c.RetryInterval, RetryBackoff: c.RetryBackoff, RetryIntervalMax: c.RetryIntervalMax,
		Logger: log,
	}
	for _, h := range u.Hosts {
		d.Hosts = append(d.Hosts, conn.Host{Hostname: h.Hostname, Address: h.Address(), Username: h.Username, Password: h.Password})
	}
	return d
}
