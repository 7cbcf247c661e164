package config_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
)

// A client pinned as nova.conf says.
func ExampleConfig_Pin() {
	cfg := loadExample("[upgrade_levels]\ncompute = 6.1\n")
	tr, err := oslo.Open(context.Background(), "fake:///pin", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute", Version: "6.3"}, cfg.Pin("compute", nil))
	fmt.Println(c.CanSend("6.1"), c.CanSend("6.2"))
	// Output: true false
}

// nova is a file of settings.
const nova = `
[DEFAULT]
transport_url = fake:///nova
control_exchange = nova
[oslo_messaging_notifications]
driver = messagingv2
topics = notifications
`

// loadExample loads a file with the text.
func loadExample(text string) *config.Config {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "nova.conf")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		log.Fatal(err)
	}
	cfg, err := config.Load(file)
	if err != nil {
		log.Fatal(err)
	}
	return cfg
}

// A service opens its transport and makes its notifier as nova.conf says.
func ExampleConfig_NotifierOptions() {
	cfg := loadExample(nova)
	tr, err := cfg.Open(context.Background(), fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	opts, err := cfg.NotifierOptions(nil) // routing.Open for a file of routes
	if err != nil {
		log.Fatal(err)
	}
	n := notify.NewNotifier(tr, "compute.host-1", opts...)
	fmt.Println(tr.Settings().ControlExchange, n.Enabled())
	// Output: nova true
}

// The options of RabbitMQ are handed to its driver.
func ExampleRabbitOptions() {
	cfg := loadExample("[DEFAULT]\ntransport_url = rabbit://\n[oslo_messaging_rabbit]\nssl = true\nssl_version = SSLv2\n")
	_, err := cfg.Open(context.Background(), amqp.Driver(config.RabbitOptions(cfg, amqp.WithOption)...))
	fmt.Println(err)
	// Output: transport URL rabbit://guest:***@localhost:5672/: rabbit options: ssl_version: SSLv2 is not safe; leave it empty, or set TLSv1_2
}
