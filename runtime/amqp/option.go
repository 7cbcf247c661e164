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

// Config holds the options of the RabbitMQ driver. A zero field means its
// default. Names in parentheses are oslo.messaging's options in group
// [oslo_messaging_rabbit], with the same meaning. Options that change a
// declaration must be equal in all services that share a topic.
type Config struct { //nolint:recvcheck // options are read from copies and set in place
	// DurableQueues makes topic exchanges and topic, server and notification
	// queues durable. Defaults to false (amqp_durable_queues).
	DurableQueues bool
	// AutoDelete makes the same entities auto-delete. Defaults to false
	// (amqp_auto_delete).
	AutoDelete bool
	// HAQueues adds x-ha-policy: all to every queue. Defaults to false
	// (rabbit_ha_queues).
	HAQueues bool
	// QuorumQueue makes topic, server and notification queues quorum queues.
	// They and the topic exchange are then durable. Defaults to false
	// (rabbit_quorum_queue).
	QuorumQueue bool
	// QuorumDeliveryLimit is x-delivery-limit of quorum queues. Defaults to 0,
	// no limit (rabbit_quorum_delivery_limit).
	QuorumDeliveryLimit int
	// QuorumMaxMemoryLength is x-max-in-memory-length of quorum queues, in
	// messages. Defaults to 0, no limit (rabbit_quorum_max_memory_length).
	QuorumMaxMemoryLength int
	// QuorumMaxMemoryBytes is x-max-in-memory-bytes of quorum queues. Defaults
	// to 0, no limit (rabbit_quorum_max_memory_bytes).
	QuorumMaxMemoryBytes int
	// TransientQuorumQueue makes reply and fanout queues durable quorum queues,
	// and the fanout exchange durable. Defaults to false
	// (rabbit_transient_quorum_queue).
	TransientQuorumQueue bool
	// TransientQueuesTTL is x-expires of reply and fanout queues. Negative
	// leaves it out, as 0 does in Python. Defaults to 1800 s
	// (rabbit_transient_queues_ttl).
	TransientQueuesTTL time.Duration
	// StreamFanout uses one stream in place of a topic's fanout queues. It
	// needs Prefetch and TransientQuorumQueue. Defaults to false
	// (rabbit_stream_fanout).
	StreamFanout bool
	// Prefetch is how many messages of a listener may be unacknowledged.
	// Defaults to 100, where Python has no limit (rabbit_qos_prefetch_count).
	Prefetch int
	// CancelOnFailover adds x-cancel-on-ha-failover: true to consumers.
	// Defaults to false (enable_cancel_on_failover).
	CancelOnFailover bool
	// ReplyNotMandatory sends replies without the mandatory flag. Defaults to
	// false (direct_mandatory_flag = true).
	ReplyNotMandatory bool
	// MissingReplyRetry is how long a reply that no queue takes is sent again.
	// Negative means not at all. Defaults to 60 s
	// (kombu_missing_consumer_retry_timeout).
	MissingReplyRetry time.Duration
	// ReconnectDelay is the wait before a lost connection is opened again.
	// Negative means none. Defaults to 0, where Python waits 1 s
	// (kombu_reconnect_delay).
	ReconnectDelay time.Duration
	// ShuffleHosts picks a random host for each attempt instead of the next
	// one. Defaults to false (kombu_failover_strategy = shuffle).
	ShuffleHosts bool
	// Compression compresses message bodies with "gzip". Defaults to none
	// (kombu_compression).
	Compression string
	// LoginMethod is the SASL mechanism: "PLAIN", "AMQPLAIN" or "EXTERNAL".
	// Defaults to AMQPLAIN (rabbit_login_method).
	LoginMethod string
	// RetryInterval is the wait after a full round over the hosts, with jitter.
	// The first wait is a tenth of it. Defaults to 1 s (rabbit_retry_interval).
	RetryInterval time.Duration
	// RetryBackoff is added to the wait after each further round. Defaults to
	// 0, where Python adds 2 s (rabbit_retry_backoff).
	RetryBackoff time.Duration
	// RetryIntervalMax limits the wait. Defaults to 30 s (rabbit_interval_max).
	RetryIntervalMax time.Duration
	// Heartbeat is the AMQP heartbeat that the driver asks for. Negative asks
	// for none, as 0 does in Python, and the broker's own holds, 60 s in
	// RabbitMQ. Defaults to 60 s (heartbeat_timeout_threshold).
	Heartbeat time.Duration
	// PoolSize limits the connections for sending. Defaults to 30
	// (rpc_conn_pool_size).
	PoolSize int
	// PoolMinSize is how many of them stay open when idle. Negative means none.
	// Defaults to 2 (conn_pool_min_size).
	PoolMinSize int
	// PoolTTL is how long the others stay open when idle. Defaults to 1200 s
	// (conn_pool_ttl).
	PoolTTL time.Duration
	// PoolShare is how many senders share one connection before another is
	// opened. Python's clients share none, which is 1. Defaults to 4096.
	PoolShare int
	// TLS holds the options of an encrypted connection.
	TLS TLSConfig
	// QueueManager names reply and fanout queues "kind_host:process:n" instead
	// of randomly. Defaults to false (use_queue_manager).
	QueueManager bool
	// Hostname and ProcessName are part of those names. They default to the
	// machine's and the program's names (hostname, processname).
	Hostname, ProcessName string
	// LockPath is the directory of the queue manager's lock file. All processes
	// of one host and one process name need the same, including Python's.
	// Defaults to the environment variable OSLO_LOCK_PATH, then to /dev/shm.
	// Python has no default and fails (lock_path of [oslo_concurrency]).
	LockPath string

	// RunRedelivered also runs requests that the broker marks as redelivered,
	// as oslo.messaging does. They may already have run on another server. By
	// default such a request is dropped, unless this server knows that it has
	// not begun it. Defaults to false.
	RunRedelivered bool

	// MaxMessageSize is the size in bytes of the largest body that is sent, and
	// of the largest that is kept when it arrives. A larger one that arrives is
	// dropped with a warning. Defaults to 128 MiB for arriving messages. For
	// sent ones it defaults to the brokers' limits: 16 MiB for RabbitMQ 4 and
	// later and 128 MiB for others.
	MaxMessageSize int
	// MaxInflated is the largest decompressed body, in bytes. Defaults to 128
	// MiB.
	MaxInflated int
	// MaxCalls is how many calls may wait for a reply at once. Defaults to
	// 100,000.
	MaxCalls int
	// MaxPendingReplies is how many replies to missing queues wait to be sent
	// again. Beyond it the oldest is dropped. Defaults to 1,000.
	MaxPendingReplies int
	// WriteBuffer is how many bytes a connection buffers before senders wait.
	// Defaults to 1 MiB.
	WriteBuffer int
	// DialTimeout limits one attempt to connect to one host, including the
	// handshake. Defaults to 5 s.
	DialTimeout time.Duration
	// RepairInterval is how often a listener binds its queues again, in case a
	// binding was removed. Negative means never, and neither are bindings and
	// consumers made anew after a reconnect.
	// Defaults to five minutes. With RabbitMQ 4 and later it defaults to never,
	// because those may keep bindings in Khepri, which writes to disk for each
	// repair.
	RepairInterval time.Duration
	// ReplyQueuePrefix is the prefix that a _reply_q must have to get an
	// answer. Defaults to "reply_".
	ReplyQueuePrefix string
	// OnState is called for every state that a connection takes, for metrics.
	// It must not block.
	OnState func(ConnectionState)

	dial func(ctx context.Context, address string) (net.Conn, error) // of tests, or nil for TCP
}

// largestMessage is the size in bytes of the largest body that any RabbitMQ takes by
// default.
const largestMessage = 128 << 20

// Option changes the driver's Config. Its error names the mistake.
type Option func(*Config) error

// WithConfig sets every option at once. Put it before other options.
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

// connection returns a dialer's configuration from the options and the URL.
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
