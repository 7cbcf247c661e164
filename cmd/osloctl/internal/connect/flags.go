// Package connect turns the flags that name a broker into connections to it.
package connect

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/config"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/runtime/transport"
)

// Env is the environment variable that names the broker.
const Env = "OSLO_TRANSPORT_URL"

// Flags are the flags that name a broker.
type Flags struct {
	URL           string   `name:"url" placeholder:"URL" help:"The broker, such as rabbit://user:password@host:5672/vhost. Rabbit options follow a \"?\": ssl=true&ssl_ca_file=ca.pem. Defaults to transport_url of the configuration files, then to $$OSLO_TRANSPORT_URL, which keeps the password out of the list of processes."`
	ConfigFile    []string `name:"config-file" type:"path" placeholder:"FILE" help:"A service's configuration file or directory, such as /etc/nova/nova.conf. May be repeated. Its URL, exchange, TLS and rabbit options are used."`
	ManagementURL string   `name:"management-url" env:"OSLO_MANAGEMENT_URL" placeholder:"URL" help:"RabbitMQ's management API, such as http://host:15672, or https:// with the authority of ssl_ca_file. Defaults to port 15672 of the broker's hosts, with the same user and password."`
}

// Resolve reads the configuration files and finds the broker. It connects to
// nothing.
func (f Flags) Resolve(log *slog.Logger) (*Bus, error) {
	loader := config.Loader{Logger: log, LookupEnv: func(string) (string, bool) { return "", false }}
	if f.URL == "" && len(f.ConfigFile) == 0 {
		f.URL = os.Getenv(Env)
		if f.URL == "" {
			return nil, &exit.Error{Code: exit.Usage, Err: errors.New("no broker is named"),
				Advice: "Give --url rabbit://user:password@host:5672/vhost, --config-file /etc/nova/nova.conf, or set $" + Env + "."}
		}
	}
	cfg, err := loader.Load(f.ConfigFile...)
	if err != nil {
		return nil, exit.With(err, exit.Usage, "")
	}
	bus, err := newBus(cfg, cmp.Or(f.URL, string(cfg.TransportURL)), log)
	if err == nil {
		bus.ManagementURL = f.ManagementURL
	}
	return bus, err
}

// newBus reads the URL and its options.
func newBus(cfg *config.Config, rawURL string, log *slog.Logger) (*Bus, error) {
	u, err := transport.ParseURL(rawURL)
	if err != nil {
		return nil, exit.With(err, exit.Usage, "A transport URL looks like rabbit://user:password@host:5672/vhost. Percent-encode special characters of the password.")
	}
	b := &Bus{Config: cfg, URL: u, log: log}
	for _, apply := range config.RabbitOptions(cfg, amqp.WithOption) {
		if err := apply(&b.Rabbit); err != nil {
			return nil, exit.With(err, exit.Usage, "")
		}
	}
	for name, value := range u.Query {
		if err := b.Rabbit.Set(name, value); err != nil {
			return nil, exit.With(fmt.Errorf("transport URL: %w", err), exit.Usage, "")
		}
	}
	return b, nil
}
