package config

import "math"

// kind is the type of an option's value.
type kind uint8

const (
	text    kind = iota // StrOpt
	boolean             // BoolOpt
	integer             // IntOpt
	number              // FloatOpt
	list                // ListOpt: comma-separated
	multi               // MultiStrOpt: one value a line, every line counts
)

// option describes one option.
type option struct {
	key
	kind    kind
	was     []key    // deprecated names, which still work
	choices []string // of a text, or nil for any
	least   float64  // of a number
	most    float64  // of a number, or 0 for no bound
	// fallback is the text of the default. Rabbit options have none here,
	// because the driver knows their defaults.
	fallback string
	// secret options may hold a password. Errors never show any part of their
	// value.
	secret bool
	// obsolete options are deprecated themselves.
	obsolete bool
}

func inDefault(name string) key       { return key{groupDefault, name} }
func inRabbit(name string) key        { return key{groupRabbit, name} }
func inNotifications(name string) key { return key{groupNotifications, name} }

// The options that this package interprets.
var (
	transportURL = &option{key: inDefault("transport_url"), fallback: "rabbit://", secret: true}
	exchange     = &option{key: inDefault("control_exchange"), fallback: "openstack"}
	timeout      = &option{key: inDefault("rpc_response_timeout"), kind: integer, least: 1, most: math.MaxInt32, fallback: "60"}
	workers      = &option{key: inDefault("executor_thread_pool_size"), kind: integer, least: 1, most: math.MaxInt32, fallback: "64",
		was: []key{inDefault("rpc_thread_pool_size")}}
	ping = &option{key: inDefault("rpc_ping_enabled"), kind: boolean, fallback: "False"}

	notifyDrivers = &option{key: inNotifications("driver"), kind: multi, was: []key{inDefault("notification_driver")}}
	notifyURL     = &option{key: inNotifications("transport_url"), secret: true, was: []key{inDefault("notification_transport_url")}}
	notifyTopics  = &option{key: inNotifications("topics"), kind: list, fallback: "notifications",
		was: []key{{"rpc_notifier2", "topics"}, inDefault("notification_topics")}}
	notifyRetry   = &option{key: inNotifications("retry"), kind: integer, least: math.MinInt32, most: math.MaxInt32, fallback: "-1"}
	notifyRouting = &option{key: inNotifications("routing_config"), was: []key{inDefault("routing_notifier_config")}}
)

// rabbitOptions go to the driver. Their bounds are oslo.messaging 18.1.0's,
// widened to those of 14.0.3, without negative numbers.
var rabbitOptions = []*option{
	{key: inRabbit("amqp_durable_queues"), kind: boolean},
	{key: inRabbit("amqp_auto_delete"), kind: boolean, was: []key{inDefault("amqp_auto_delete")}},
	{key: inRabbit("rabbit_ha_queues"), kind: boolean, was: []key{inDefault("rabbit_ha_queues")}},
	{key: inRabbit("rabbit_quorum_queue"), kind: boolean},
	{key: inRabbit("rabbit_quorum_delivery_limit"), kind: integer},
	{key: inRabbit("rabbit_quorum_max_memory_length"), kind: integer, was: []key{inRabbit("rabbit_quroum_max_memory_length")}}, // misspelt until 14.3.0
	{key: inRabbit("rabbit_quorum_max_memory_bytes"), kind: integer, was: []key{inRabbit("rabbit_quroum_max_memory_bytes")}},
	{key: inRabbit("rabbit_transient_quorum_queue"), kind: boolean},
	{key: inRabbit("rabbit_transient_queues_ttl"), kind: integer}, // 0 from 14.6.0
	{key: inRabbit("rabbit_stream_fanout"), kind: boolean},
	{key: inRabbit("rabbit_qos_prefetch_count"), kind: integer},
	{key: inRabbit("enable_cancel_on_failover"), kind: boolean},
	{key: inRabbit("direct_mandatory_flag"), kind: boolean, obsolete: true},
	{key: inRabbit("kombu_missing_consumer_retry_timeout"), kind: integer, was: []key{inRabbit("kombu_reconnect_timeout")}},
	{key: inRabbit("kombu_reconnect_delay"), kind: number, most: 4.5, was: []key{inDefault("kombu_reconnect_delay")}},
	{key: inRabbit("kombu_reconnect_splay"), kind: number},
	{key: inRabbit("kombu_failover_strategy"), choices: []string{"round-robin", "shuffle"}},
	{key: inRabbit("kombu_compression")},
	{key: inRabbit("rabbit_login_method"), choices: []string{"PLAIN", "AMQPLAIN", "EXTERNAL", "RABBIT-CR-DEMO"}, was: []key{inDefault("rabbit_login_method")}},
	{key: inRabbit("rabbit_retry_interval"), kind: integer},
	{key: inRabbit("rabbit_retry_backoff"), kind: integer, was: []key{inDefault("rabbit_retry_backoff")}},
	{key: inRabbit("rabbit_interval_max"), kind: integer},
	{key: inRabbit("heartbeat_timeout_threshold"), kind: integer},
	{key: inRabbit("heartbeat_rate"), kind: integer},
	{key: inRabbit("heartbeat_in_pthread"), kind: boolean, obsolete: true}, // gone in 18.0.0
	{key: inRabbit("rpc_conn_pool_size"), kind: integer, least: 1, was: []key{inDefault("rpc_conn_pool_size")}},
	{key: inRabbit("conn_pool_min_size"), kind: integer},
	{key: inRabbit("conn_pool_ttl"), kind: integer},
	{key: inRabbit("ssl"), kind: boolean, was: []key{inRabbit("rabbit_use_ssl")}},
	{key: inRabbit("ssl_version"), was: []key{inRabbit("kombu_ssl_version")}},
	{key: inRabbit("ssl_key_file"), was: []key{inRabbit("kombu_ssl_keyfile")}},
	{key: inRabbit("ssl_cert_file"), was: []key{inRabbit("kombu_ssl_certfile")}},
	{key: inRabbit("ssl_ca_file"), was: []key{inRabbit("kombu_ssl_ca_certs")}},
	{key: inRabbit("ssl_enforce_hostname_verification"), kind: boolean},
	{key: inRabbit("ssl_enforce_fips_mode"), kind: boolean},
	{key: inRabbit("use_queue_manager"), kind: boolean},
	{key: inRabbit("hostname")},
	{key: inRabbit("processname")},
}

// lockPath goes to the driver too, whose queue manager has a lock file.
var lockPath = &option{key: key{groupConcurrency, "lock_path"}}

// known maps the present and the deprecated names of options to them.
var known = func() map[key]*option {
	m := map[key]*option{}
	all := []*option{transportURL, exchange, timeout, workers, ping, notifyDrivers, notifyURL, notifyTopics, notifyRetry, notifyRouting, lockPath}
	for _, o := range append(all, rabbitOptions...) {
		for _, k := range o.names() {
			m[k] = o
		}
	}
	return m
}()

// names returns the option's names, the present one first.
func (o *option) names() []key { return append([]key{o.key}, o.was...) }
