package config

import (
	"slices"
	"strconv"
	"time"

	"github.com/oslogen/oslogen/runtime/transport"
)

// Config holds a service's messaging configuration with all defaults filled in.
// Names in parentheses are oslo.config's. Without a group they are in
// [DEFAULT].
type Config struct {
	// TransportURL is the URL of RPC. Defaults to "rabbit://" (transport_url).
	TransportURL URL
	// ResponseTimeout is the timeout of calls that set none. Defaults to 60 s
	// (rpc_response_timeout).
	ResponseTimeout time.Duration
	// ControlExchange is the exchange of targets that name none. Defaults to
	// "openstack" (control_exchange). Services change the default: see
	// [Loader.Defaults].
	ControlExchange string
	// Workers is how many requests a server runs at once. Defaults to 64
	// (executor_thread_pool_size).
	Workers int
	// PingEnabled adds the method oslo_rpc_server_ping to servers. Defaults to
	// false (rpc_ping_enabled).
	PingEnabled bool
	// Rabbit holds the options of [oslo_messaging_rabbit] that are set, and
	// lock_path of [oslo_concurrency]. [RabbitOptions] hands them to the
	// driver.
	Rabbit []Option
	// Notifications holds [oslo_messaging_notifications].
	Notifications Notifications
	// UpgradeLevels holds [upgrade_levels], as Nova has it: for each service a version,
	// the name of a release, or "auto". Nil if none is set. See [Config.Pin].
	UpgradeLevels map[string]string
}

// Notifications is group [oslo_messaging_notifications].
type Notifications struct {
	// Drivers are the ways to send: "messaging", "messagingv2", "log",
	// "routing", "test", "noop". Defaults to none, and then nothing is sent
	// (driver).
	Drivers []string
	// TransportURL is the URL of notifications. Empty means Config.TransportURL
	// (transport_url).
	TransportURL URL
	// Topics are the topics of notifications. Defaults to "notifications"
	// (topics).
	Topics []string
	// TopicsSet reports whether a file, the environment or the program names the
	// topics. Otherwise a topic= of oslo:notify wins over the default.
	TopicsSet bool
	// Retry is how many further attempts follow a failed one. Negative means no
	// limit. Defaults to -1 (retry).
	Retry int
	// RoutingConfig is the file of the routing driver. Defaults to none
	// (routing_config).
	RoutingConfig string
}

// Option is one option of a driver, under its present name.
type Option struct {
	Name  string
	Value string // as the driver reads it: "1000" for 1_000, "True" for yes
	File  string // or another source
	Line  int    // 0 outside of files
}

// Settings returns the settings that all drivers share, without a logger.
func (c *Config) Settings() transport.Settings {
	return transport.Settings{ControlExchange: c.ControlExchange, ResponseTimeout: c.ResponseTimeout, Workers: c.Workers}
}

// builder makes a Config and collects its errors.
type builder struct {
	resolver
	errs []error
}

func (b *builder) config() *Config {
	c := &Config{
		TransportURL:    b.url(transportURL),
		ResponseTimeout: time.Duration(b.integer(timeout)) * time.Second,
		ControlExchange: b.text(exchange),
		Workers:         b.integer(workers),
		PingEnabled:     b.text(ping) == "True",
		Notifications: Notifications{
			Drivers:       b.texts(notifyDrivers),
			TransportURL:  b.url(notifyURL),
			Topics:        b.texts(notifyTopics),
			TopicsSet:     b.find(false, notifyTopics.names()...) != nil,
			Retry:         b.integer(notifyRetry),
			RoutingConfig: b.text(notifyRouting),
		},
		UpgradeLevels: b.upgradeLevels(),
	}
	for _, o := range append(slices.Clip(rabbitOptions), lockPath) {
		for _, s := range b.settings(o) {
			c.Rabbit = append(c.Rabbit, Option{Name: o.name, Value: s.text, File: s.at.file, Line: s.at.line})
		}
	}
	return c
}

func (b *builder) settings(o *option) []setting {
	v, err := b.option(o)
	if err != nil {
		b.errs = append(b.errs, err)
	}
	return v.items
}

func (b *builder) texts(o *option) []string {
	var texts []string
	for _, s := range b.settings(o) {
		texts = append(texts, s.text)
	}
	return texts
}

func (b *builder) text(o *option) string {
	if items := b.settings(o); len(items) > 0 {
		return items[0].text
	}
	return o.fallback // an empty number
}

func (b *builder) integer(o *option) int {
	n, err := strconv.Atoi(b.text(o))
	if err != nil { // the option's error is in errs
		return 0
	}
	return n
}

func (b *builder) url(o *option) URL {
	items := b.settings(o)
	if len(items) == 0 {
		return ""
	}
	s := items[0]
	if _, err := transport.ParseURL(s.text); err != nil && (s.text != "" || o == transportURL) {
		b.errs = append(b.errs, s.fail(err))
	}
	return URL(s.text)
}
