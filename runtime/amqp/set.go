package amqp

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

func errorf(format string, args ...any) error { return fmt.Errorf("rabbit options: "+format, args...) }

// setters holds every option of group [oslo_messaging_rabbit] that a URL's query
// or a configuration file may name. Those that mean nothing to Go take any value
// of their type.
var setters = map[string]func(*Config, string) error{
	"amqp_durable_queues":                  boolean(func(c *Config) *bool { return &c.DurableQueues }),
	"amqp_auto_delete":                     boolean(func(c *Config) *bool { return &c.AutoDelete }),
	"rabbit_ha_queues":                     boolean(func(c *Config) *bool { return &c.HAQueues }),
	"rabbit_quorum_queue":                  boolean(func(c *Config) *bool { return &c.QuorumQueue }),
	"rabbit_quorum_delivery_limit":         integer(func(c *Config) *int { return &c.QuorumDeliveryLimit }),
	"rabbit_quorum_max_memory_length":      integer(func(c *Config) *int { return &c.QuorumMaxMemoryLength }),
	"rabbit_quorum_max_memory_bytes":       integer(func(c *Config) *int { return &c.QuorumMaxMemoryBytes }),
	"rabbit_quroum_max_memory_length":      integer(func(c *Config) *int { return &c.QuorumMaxMemoryLength }), // so misspelt until 14.3
	"rabbit_quroum_max_memory_bytes":       integer(func(c *Config) *int { return &c.QuorumMaxMemoryBytes }),
	"rabbit_transient_quorum_queue":        boolean(func(c *Config) *bool { return &c.TransientQuorumQueue }),
	"rabbit_transient_queues_ttl":          secondsOrNever(func(c *Config) *time.Duration { return &c.TransientQueuesTTL }),
	"rabbit_stream_fanout":                 boolean(func(c *Config) *bool { return &c.StreamFanout }),
	"rabbit_qos_prefetch_count":            integer(func(c *Config) *int { return &c.Prefetch }),
	"enable_cancel_on_failover":            boolean(func(c *Config) *bool { return &c.CancelOnFailover }),
	"direct_mandatory_flag":                negated(func(c *Config) *bool { return &c.ReplyNotMandatory }),
	"kombu_missing_consumer_retry_timeout": secondsOrNever(func(c *Config) *time.Duration { return &c.MissingReplyRetry }),
	"kombu_reconnect_timeout":              secondsOrNever(func(c *Config) *time.Duration { return &c.MissingReplyRetry }), // its older name
	"kombu_reconnect_delay":                seconds(func(c *Config) *time.Duration { return &c.ReconnectDelay }),
	"kombu_reconnect_splay":                ignoredNumber,
	"kombu_failover_strategy":              failover,
	"kombu_compression":                    text(func(c *Config) *string { return &c.Compression }),
	"rabbit_login_method":                  loginMethod,
	"rabbit_retry_interval":                seconds(func(c *Config) *time.Duration { return &c.RetryInterval }),
	"rabbit_retry_backoff":                 seconds(func(c *Config) *time.Duration { return &c.RetryBackoff }),
	"rabbit_interval_max":                  seconds(func(c *Config) *time.Duration { return &c.RetryIntervalMax }),
	"heartbeat_timeout_threshold":          secondsOrNever(func(c *Config) *time.Duration { return &c.Heartbeat }),
	"heartbeat_rate":                       ignoredNumber,
	"heartbeat_in_pthread":                 ignoredBoolean,
	"rpc_conn_pool_size":                   poolSize,
	"conn_pool_min_size":                   integerOrNone(func(c *Config) *int { return &c.PoolMinSize }),
	"conn_pool_ttl":                        seconds(func(c *Config) *time.Duration { return &c.PoolTTL }),
	"ssl":                                  boolean(func(c *Config) *bool { return &c.TLS.Enabled }),
	"rabbit_use_ssl":                       boolean(func(c *Config) *bool { return &c.TLS.Enabled }), // its older name
	"ssl_version":                          text(func(c *Config) *string { return &c.TLS.Version }),
	"ssl_key_file":                         text(func(c *Config) *string { return &c.TLS.KeyFile }),
	"ssl_cert_file":                        text(func(c *Config) *string { return &c.TLS.CertFile }),
	"ssl_ca_file":                          text(func(c *Config) *string { return &c.TLS.CAFile }),
	"kombu_ssl_keyfile":                    text(func(c *Config) *string { return &c.TLS.KeyFile }), // older names
	"kombu_ssl_certfile":                   text(func(c *Config) *string { return &c.TLS.CertFile }),
	"kombu_ssl_ca_certs":                   text(func(c *Config) *string { return &c.TLS.CAFile }),
	"kombu_ssl_version":                    text(func(c *Config) *string { return &c.TLS.Version }),
	"ssl_enforce_hostname_verification":    ignoredBoolean, // the name is always verified
	"ssl_enforce_fips_mode":                ignoredBoolean,
	"use_queue_manager":                    boolean(func(c *Config) *bool { return &c.QueueManager }),
	"hostname":                             text(func(c *Config) *string { return &c.Hostname }),
	"processname":                          text(func(c *Config) *string { return &c.ProcessName }),
	"lock_path":                            text(func(c *Config) *string { return &c.LockPath }), // of [oslo_concurrency]
}

// Set sets the option of group [oslo_messaging_rabbit] called name from its text,
// converted as oslo.config converts it. An unknown name or a bad value is an error.
func (c *Config) Set(name, value string) error {
	set, ok := setters[name]
	if !ok {
		return errorf("unknown option %q", name)
	}
	if err := set(c, value); err != nil {
		return errorf("%s: %w", name, err)
	}
	return nil
}

func boolean(field func(*Config) *bool) func(*Config, string) error {
	return func(c *Config, value string) error {
		b, err := parseBool(value)
		*field(c) = b
		return err
	}
}

func negated(field func(*Config) *bool) func(*Config, string) error {
	return func(c *Config, value string) error {
		b, err := parseBool(value)
		*field(c) = !b
		return err
	}
}

func parseBool(value string) (bool, error) {
	switch strings.ToLower(value) {
	case "true", "1", "yes", "on":
		return true, nil
	case "false", "0", "no", "off":
		return false, nil
	}
	return false, fmt.Errorf("%q is not a boolean: want true or false", value)
}

func integer(field func(*Config) *int) func(*Config, string) error {
	return func(c *Config, value string) error {
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 {
			return fmt.Errorf("%q is not a whole number of at least 0", value)
		}
		*field(c) = n
		return nil
	}
}

// integerOrNone is for options whose 0 is not the default, and negative in Config.
func integerOrNone(field func(*Config) *int) func(*Config, string) error {
	set := integer(field)
	return func(c *Config, value string) error {
		err := set(c, value)
		if err == nil && *field(c) == 0 {
			*field(c) = -1
		}
		return err
	}
}

func poolSize(c *Config, value string) error {
	err := integer(func(c *Config) *int { return &c.PoolSize })(c, value)
	if err == nil && c.PoolSize == 0 {
		return errors.New("0 connections can't send: want at least 1")
	}
	return err
}

func seconds(field func(*Config) *time.Duration) func(*Config, string) error {
	return func(c *Config, value string) error {
		f, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || f < 0 || f > maxSeconds {
			return fmt.Errorf("%q is not a number of seconds", value)
		}
		*field(c) = time.Duration(f * float64(time.Second))
		return nil
	}
}

// maxSeconds keeps durations far from overflow: a hundred years.
const maxSeconds = 100 * 365 * 24 * 3600

// secondsOrNever is for options whose 0 turns something off, which is negative in Config.
func secondsOrNever(field func(*Config) *time.Duration) func(*Config, string) error {
	set := seconds(field)
	return func(c *Config, value string) error {
		err := set(c, value)
		if err == nil && *field(c) == 0 {
			*field(c) = -1
		}
		return err
	}
}

func text(field func(*Config) *string) func(*Config, string) error {
	return func(c *Config, value string) error {
		*field(c) = value
		return nil
	}
}

func failover(c *Config, value string) error {
	switch value {
	case "round-robin", "shuffle":
		c.ShuffleHosts = value == "shuffle"
		return nil
	}
	return fmt.Errorf("%q is not a strategy: want round-robin or shuffle", value)
}

func loginMethod(c *Config, value string) error {
	switch m := strings.ToUpper(value); m {
	case "PLAIN", "AMQPLAIN", "EXTERNAL":
		c.LoginMethod = m
		return nil
	}
	return fmt.Errorf("%q is not a login method: want PLAIN, AMQPLAIN or EXTERNAL", value)
}

func ignoredBoolean(_ *Config, value string) error {
	_, err := parseBool(value)
	return err
}

func ignoredNumber(_ *Config, value string) error {
	if _, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err != nil {
		return fmt.Errorf("%q is not a number", value)
	}
	return nil
}
