package config_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/transport"
)

// noEnv keeps the environment of whoever runs the tests out of them.
func noEnv(string) (string, bool) { return "", false }

// write makes files of texts, 0.conf and so on, and returns their directory.
func write(tb testing.TB, texts ...string) string {
	tb.Helper()
	dir := tb.TempDir()
	for i, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.conf", i)), []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// load reads texts as files, silently.
func load(tb testing.TB, l config.Loader, texts ...string) (*config.Config, error) {
	tb.Helper()
	l.Logger = slog.New(slog.DiscardHandler)
	if l.LookupEnv == nil {
		l.LookupEnv = noEnv
	}
	return l.Load(write(tb, texts...))
}

func mustLoad(tb testing.TB, l config.Loader, texts ...string) *config.Config {
	tb.Helper()
	c, err := load(tb, l, texts...)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestDefaults(t *testing.T) {
	want := &config.Config{
		TransportURL: "rabbit://", ResponseTimeout: time.Minute, ControlExchange: "openstack", Workers: 64,
		Notifications: config.Notifications{Topics: []string{"notifications"}, Retry: -1},
	}
	if diff := cmp.Diff(want, mustLoad(t, config.Loader{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const novaConf = `
[DEFAULT]
my_ip = 10.0.0.7
transport_url = rabbit://nova:s3cret@rmq1:5672,nova:s3cret@rmq2:5672/nova?rabbit_qos_prefetch_count=5
rpc_response_timeout=180
control_exchange : nova
executor_thread_pool_size = 1_6
rpc_ping_enabled = Yes

[oslo_messaging_rabbit]
# a comment
ssl = on
ssl_ca_file = "/etc/ssl/$my_ip/ca.pem"
kombu_reconnect_delay = 0.50
heartbeat_rate =

[OSLO_messaging_notifications]
driver = messagingv2
driver = log
topics = notifications, versioned,
transport_url = rabbit://n:s3cret@${my_ip}/
retry = 3
routing_config = /etc/nova/
  routing.yaml
`

func TestLoad(t *testing.T) {
	want := &config.Config{
		TransportURL:    "rabbit://nova:s3cret@rmq1:5672,nova:s3cret@rmq2:5672/nova?rabbit_qos_prefetch_count=5",
		ResponseTimeout: 3 * time.Minute, ControlExchange: "nova", Workers: 16, PingEnabled: true,
		Rabbit: []config.Option{
			{Name: "kombu_reconnect_delay", Value: "0.5", File: "0.conf", Line: 14},
			{Name: "ssl", Value: "True", File: "0.conf", Line: 12},
			{Name: "ssl_ca_file", Value: "/etc/ssl/10.0.0.7/ca.pem", File: "0.conf", Line: 13},
		},
		Notifications: config.Notifications{
			Drivers: []string{"messagingv2", "log"}, TransportURL: "rabbit://n:s3cret@10.0.0.7/",
			Topics: []string{"notifications", "versioned"}, TopicsSet: true, Retry: 3, RoutingConfig: "/etc/nova/\nrouting.yaml",
		},
	}
	base := cmp.Transformer("base", func(o config.Option) string {
		return fmt.Sprintf("%s=%s at %s:%d", o.Name, o.Value, filepath.Base(o.File), o.Line)
	})
	if diff := cmp.Diff(want, mustLoad(t, config.Loader{}, novaConf), base); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPrecedence(t *testing.T) {
	const name = "rpc_response_timeout"
	const file = "[DEFAULT]\nrpc_response_timeout = "
	env := func(variable string) (string, bool) { return "4", variable == "OS_DEFAULT__RPC_RESPONSE_TIMEOUT" }
	tests := []struct {
		what   string
		loader config.Loader
		files  []string
		want   int // seconds
	}{
		{"the default", config.Loader{}, nil, 60},
		{"Defaults before it", config.Loader{Defaults: map[string]string{name: "1"}}, nil, 1},
		{"a file before Defaults", config.Loader{Defaults: map[string]string{name: "1"}}, []string{file + "2"}, 2},
		{"the last line of a file", config.Loader{}, []string{file + "2\nrpc_response_timeout=3"}, 3},
		{"the later file", config.Loader{}, []string{file + "2", file + "3"}, 3},
		{"the environment before files", config.Loader{LookupEnv: env}, []string{file + "3"}, 4},
		{"Overrides before all", config.Loader{LookupEnv: env, Overrides: map[string]string{"DEFAULT." + name: "5"}}, []string{file + "3"}, 5},
	}
	for _, tt := range tests {
		if got := mustLoad(t, tt.loader, tt.files...).ResponseTimeout; got != time.Duration(tt.want)*time.Second {
			t.Errorf("%s: got %s, want %ds", tt.what, got, tt.want)
		}
	}
}

func TestDeprecatedNames(t *testing.T) {
	const (
		old = "[DEFAULT]\nnotification_driver=old\nrpc_thread_pool_size=1\n[oslo_messaging_rabbit]\nrabbit_use_ssl=true\nrabbit_quroum_max_memory_bytes=7\n"
		now = "[oslo_messaging_notifications]\ndriver=new\n[DEFAULT]\nexecutor_thread_pool_size=2\n"
	)
	tests := []struct {
		files   []string
		drivers []string
		workers int
	}{
		{[]string{old}, []string{"old"}, 1},
		{[]string{now, old}, []string{"new", "old"}, 1},
		{[]string{old, now}, []string{"old", "new"}, 2},
		{[]string{now + old}, []string{"old", "new"}, 2},
	}
	for _, tt := range tests {
		c := mustLoad(t, config.Loader{}, tt.files...)
		if diff := cmp.Diff(tt.drivers, c.Notifications.Drivers); diff != "" || c.Workers != tt.workers {
			t.Errorf("%q: %d workers, want %d; drivers (-want +got):\n%s", tt.files, c.Workers, tt.workers, diff)
		}
	}
	want := []config.Option{{Name: "rabbit_quorum_max_memory_bytes", Value: "7"}, {Name: "ssl", Value: "True"}}
	if diff := cmp.Diff(want, mustLoad(t, config.Loader{}, old).Rabbit, cmpopts.IgnoreFields(config.Option{}, "File", "Line")); diff != "" {
		t.Errorf("rabbit options (-want +got):\n%s", diff)
	}
}

func TestDirectory(t *testing.T) {
	dir := write(t, "[DEFAULT]\ncontrol_exchange=a", "[DEFAULT]\ncontrol_exchange=b")
	for _, name := range []string{"9.txt", ".9.conf"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("nonsense"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for want, paths := range map[string][]string{
		"b": {dir},
		"a": {dir, filepath.Join(dir, "0.conf")},
	} {
		c, err := config.Loader{LookupEnv: noEnv}.Load(paths...)
		if err != nil || c.ControlExchange != want {
			t.Errorf("%v: got %v, %v, want exchange %s", paths, c, err, want)
		}
	}
	if _, err := config.Load(filepath.Join(dir, "missing.conf")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: got %v", err)
	}
}

func TestErrors(t *testing.T) {
	const inDefault, inRabbit = "[DEFAULT]\n", "[oslo_messaging_rabbit]\n"
	tests := map[string]string{
		// Syntax.
		"s3cret":                                "0.conf:1: want a section, a comment or option = value",
		"a = s3cret":                            "0.conf:1: an option must stand in a section, such as [DEFAULT]",
		inDefault + "= s3cret":                  "0.conf:2: the option has no name",
		"[s3cret":                               "0.conf:1: a section must end with ]",
		"[]":                                    "0.conf:1: the section has no name",
		inDefault + "a=b\n\n s3cret":            "0.conf:4: a line that begins with a blank continues a value, and there is none before it",
		inDefault + "a=b\n# c\n\ts3cret":        "0.conf:4: a line that begins with a blank continues a value, and there is none before it",
		inDefault + "a=b\r\nb=s3cret\xff":       "0.conf:3: the line is not UTF-8",
		inDefault + strings.Repeat("#", 16<<20): "0.conf: the file is over 16777216 bytes",

		// Values.
		inDefault + "rpc_response_timeout = s3cret":         "0.conf:2: [DEFAULT] rpc_response_timeout: want a whole number of at least 1",
		inDefault + "rpc_response_timeout = 0":              "0.conf:2: [DEFAULT] rpc_response_timeout: want a whole number of at least 1",
		inDefault + "rpc_thread_pool_size = 1.5":            "0.conf:2: [DEFAULT] rpc_thread_pool_size: want a whole number of at least 1",
		inDefault + "rpc_ping_enabled = s3cret":             "0.conf:2: [DEFAULT] rpc_ping_enabled: want true or false",
		inRabbit + "\nssl =":                                "0.conf:3: [oslo_messaging_rabbit] ssl: want true or false",
		inRabbit + "kombu_reconnect_delay = 5":              "0.conf:2: [oslo_messaging_rabbit] kombu_reconnect_delay: want a number of at least 0 and at most 4.5",
		inRabbit + "kombu_failover_strategy = s3cret":       "0.conf:2: [oslo_messaging_rabbit] kombu_failover_strategy: want one of round-robin, shuffle",
		inRabbit + "rpc_conn_pool_size = 99999999999999999": "0.conf:2: [oslo_messaging_rabbit] rpc_conn_pool_size: want a whole number of at least 1",
		inDefault + "transport_url = rabbit://u:s3cret":     "0.conf:2: [DEFAULT] transport_url: transport URL: port of host 1: want 1 to 65535; is a special character in a password not percent-encoded?",
		inDefault + "transport_url =":                       `0.conf:2: [DEFAULT] transport_url: transport URL: scheme: missing; want one such as "rabbit://"`,
		inDefault + "notification_transport_url = s3cret":   `0.conf:2: [DEFAULT] notification_transport_url: transport URL: scheme: missing; want one such as "rabbit://"`,

		// References.
		inDefault + "transport_url = rabbit://u:p$s3cret@h":                                    "0.conf:2: [DEFAULT] transport_url: a reference finds no such option (a $ that begins none is written $$)",
		inDefault + "control_exchange = $nothing":                                              "0.conf:2: [DEFAULT] control_exchange: the reference $nothing finds no such option",
		inDefault + "control_exchange = ${other.nothing}":                                      "0.conf:2: [DEFAULT] control_exchange: the reference $other.nothing finds no such option",
		inDefault + "control_exchange = $a\na=$b\nb=$a":                                        "0.conf:2: [DEFAULT] control_exchange: the reference $a leads in a circle or too deep",
		inDefault + "control_exchange = $control_exchange":                                     "0.conf:2: [DEFAULT] control_exchange: the reference $control_exchange leads in a circle or too deep",
		inDefault + "control_exchange = $a\na=$nothing":                                        "0.conf:2: [DEFAULT] control_exchange: the reference $a leads to a value that can't be used",
		inDefault + "control_exchange = $a$a\na=$b$b\nb=$c$c\nc=" + strings.Repeat("x", 4<<20): "0.conf:2: [DEFAULT] control_exchange: the reference $a leads to a value that can't be used",
	}
	for text, want := range tests {
		_, err := load(t, config.Loader{}, text)
		var bad *config.Error
		if !errors.As(err, &bad) {
			t.Errorf("%.60q: got error %v, want a *config.Error", text, err)
			continue
		}
		bad.File = filepath.Base(bad.File)
		if bad.Error() != want {
			t.Errorf("%.60q: got\n%v, want\n%v", text, bad, want)
		}
	}
}

func TestAllBadValuesAreReported(t *testing.T) {
	loader := config.Loader{
		Overrides: map[string]string{"oslo_messaging_rabbit.ssl": "maybe"},
		LookupEnv: func(name string) (string, bool) { return "x", name == "OS_DEFAULT__RPC_PING_ENABLED" },
	}
	_, err := load(t, loader, "[DEFAULT]\nrpc_response_timeout=x\n[oslo_messaging_notifications]\nretry=x\n")
	for _, want := range []string{
		"0.conf:2: [DEFAULT] rpc_response_timeout: want", "0.conf:4: [oslo_messaging_notifications] retry: want",
		"Loader.Overrides: [oslo_messaging_rabbit] ssl: want", "environment variable OS_DEFAULT__RPC_PING_ENABLED: [DEFAULT] rpc_ping_enabled: want",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want it to say %q", err, want)
		}
	}
}

func TestWarnings(t *testing.T) {
	var log bytes.Buffer
	dir := write(t, `[DEFAULT]
transport_url = rabbit://u:s3cret@h/
unrelated = s3cret
rabbit_password = s3cret
notification_driver = noop
[oslo_messaging_rabbit]
ssll = s3cret
rabbit_use_ssl = true
direct_mandatory_flag = true
[oslo_messaging_rabit]
x = s3cret
[oslo_messaging_kafka]
pool_size = 1
[default]
transport_url = rabbit://u:s3cret@h/
`)
	plain := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
			return slog.Attr{}
		}
		if a.Key == "at" {
			a.Value = slog.StringValue(filepath.Base(a.Value.String()))
		}
		return a
	}
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{ReplaceAttr: plain}))
	if _, err := (config.Loader{Logger: logger, LookupEnv: noEnv}).Load(dir); err != nil {
		t.Fatal(err)
	}
	want := `msg="option is unknown and ignored" at=0.conf:4 option="[DEFAULT] rabbit_password"
msg="option is deprecated" at=0.conf:5 option="[DEFAULT] notification_driver" use="[oslo_messaging_notifications] driver"
msg="option is unknown and ignored" at=0.conf:7 option="[oslo_messaging_rabbit] ssll"
msg="option is deprecated" at=0.conf:8 option="[oslo_messaging_rabbit] rabbit_use_ssl" use="[oslo_messaging_rabbit] ssl"
msg="option is deprecated and will be ignored" at=0.conf:9 option="[oslo_messaging_rabbit] direct_mandatory_flag"
msg="option is unknown and ignored" at=0.conf:11 option="[oslo_messaging_rabit] x"
msg="option is unknown and ignored" at=0.conf:15 option="[default] transport_url"
`
	if diff := cmp.Diff(want, log.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestConfigIsPrintedWithoutPasswords(t *testing.T) {
	c := mustLoad(t, config.Loader{}, novaConf)
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("loaded", "config", c, "url", c.TransportURL)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("loaded", "config", c, "url", c.TransportURL)
	marshalled, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{log.String(), string(marshalled)}
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		texts = append(texts, fmt.Sprintf(verb, c), fmt.Sprintf(verb, *c))
	}
	for _, text := range texts {
		if strings.Contains(text, "s3cret") || !strings.Contains(text, "rmq1") {
			t.Errorf("got %s", text)
		}
	}
	if got := config.URL("rabbit://u:s3cret").String(); got != "***" {
		t.Errorf("an unreadable URL is printed as %s", got)
	}
}

// driverConfig and driverOption are what a driver like amqp has.
type (
	driverConfig map[string]string
	driverOption func(*driverConfig) error
)

var errDriver = errors.New("not to my liking")

func withOption(name, value string) driverOption {
	return func(c *driverConfig) error {
		if name == "hostname" {
			return errDriver
		}
		(*c)[name] = value
		return nil
	}
}

func TestRabbitOptions(t *testing.T) {
	c := mustLoad(t, config.Loader{}, "[oslo_messaging_rabbit]\nrabbit_retry_interval = 0_2\nssl = 1\nhostname = x\n")
	got := driverConfig{}
	var err error
	for _, o := range config.RabbitOptions(c, withOption) {
		err = errors.Join(err, o(&got))
	}
	if diff := cmp.Diff(driverConfig{"rabbit_retry_interval": "2", "ssl": "True"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !errors.Is(err, errDriver) || !strings.HasSuffix(err.Error(), "0.conf:4: not to my liking") {
		t.Errorf("got error %v", err)
	}
}

func TestOpen(t *testing.T) {
	var opened []string
	spy := oslo.Driver{Schemes: []string{"rabbit"}, Open: func(_ context.Context, u *transport.URL, s transport.Settings) (oslo.Transport, error) {
		opened = append(opened, fmt.Sprintf("%s%s %s %s %d", u.Hosts[0].Hostname, u.VirtualHost, s.ControlExchange, s.ResponseTimeout, s.Workers))
		return nil, nil
	}}
	open := func(texts ...string) {
		c := mustLoad(t, config.Loader{Defaults: map[string]string{"control_exchange": "nova"}}, texts...)
		if _, err := c.Open(t.Context(), spy); err != nil {
			t.Fatal(err)
		}
		if _, err := c.OpenNotifications(t.Context(), spy, oslo.WithControlExchange("mine")); err != nil {
			t.Fatal(err)
		}
	}
	open()
	open("[DEFAULT]\ntransport_url=rabbit://rpc\nrpc_response_timeout=5\n[oslo_messaging_notifications]\ntransport_url=rabbit://notify")
	want := []string{
		"localhost/ nova 1m0s 64", "localhost/ mine 1m0s 64",
		"rpc/ nova 5s 64", "notify/ mine 5s 64",
	}
	if diff := cmp.Diff(want, opened); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
