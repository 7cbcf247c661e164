package amqp

import (
	"log/slog"
	"testing"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/transport"
)

// fakeConfig are options for connections to a broker in memory.
func fakeConfig(b *fakebroker.Broker, change ...func(*Config)) Config {
	c := Config{dial: b.Dial}
	for _, f := range change {
		f(&c)
	}
	return c.withDefaults()
}

// fakeLinks makes the links and routes of a transport to b.
func fakeLinks(t *testing.T, b *fakebroker.Broker, change ...func(*Config)) supervisor {
	t.Helper()
	c, log := fakeConfig(b, change...), slog.New(slog.DiscardHandler)
	u, err := transport.ParseURL("rabbit://guest:guest@fake/")
	if err != nil {
		t.Fatal(err)
	}
	return supervisor{dialer: conn.NewDialer(c.connection(u, log)), config: &c, log: log}
}

// openFake opens a transport to a broker in memory, which is closed with the test.
func openFake(t *testing.T, b *fakebroker.Broker, change ...func(*Config)) *driver {
	t.Helper()
	return openLogged(t, b, slog.New(slog.DiscardHandler), change...)
}

// openLogged is openFake with a log.
func openLogged(t *testing.T, b *fakebroker.Broker, log *slog.Logger, change ...func(*Config)) *driver {
	t.Helper()
	return openAt(t, "rabbit://guest:guest@fake/", b, log, change...)
}

// openAt is openLogged with a URL: b answers at every address.
func openAt(t *testing.T, url string, b *fakebroker.Broker, log *slog.Logger, change ...func(*Config)) *driver {
	t.Helper()
	u, err := transport.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	set := func(c *Config) error {
		*c = fakeConfig(b, change...)
		return nil
	}
	tr, err := open(u, transport.Settings{Logger: log, ControlExchange: "openstack", Workers: 8}, []Option{set})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr
}
