package amqp_test

import (
	"context"
	"fmt"
	"log"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// Options may have Go's names, or oslo.messaging's.
func ExampleDriver() { //nolint:testableexamples // it needs a broker
	quorum := func(c *amqp.Config) error { c.QuorumQueue, c.TransientQuorumQueue = true, true; return nil }
	driver := amqp.Driver(quorum, amqp.WithOption("ssl", "true"), amqp.WithOption("ssl_ca_file", "/etc/ssl/rabbit.pem"))
	tr, err := oslo.Open(context.Background(), "rabbit://user:password@node1:5671,user:password@node2:5671/", driver)
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
}

// TLS with a client certificate. Fields that are not set have their defaults.
func ExampleWithConfig() { //nolint:testableexamples // it needs a broker
	driver := amqp.Driver(amqp.WithConfig(amqp.Config{TLS: amqp.TLSConfig{
		Enabled: true, CAFile: "/etc/ssl/ca.pem", CertFile: "/etc/ssl/nova.pem", KeyFile: "/etc/ssl/nova.key",
	}}))
	tr, err := oslo.Open(context.Background(), "rabbit://user:password@node1:5671/", driver)
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
}

// A bad option is an error of Open.
func ExampleWithOption() {
	_, err := oslo.Open(context.Background(), "rabbit://", amqp.Driver(amqp.WithOption("rabbit_qos_prefetch_count", "many")))
	fmt.Println(err)
	// Output: transport URL rabbit://guest:***@localhost:5672/: rabbit options: rabbit_qos_prefetch_count: "many" is not a whole number of at least 0
}

// HealthOf has the state of each connection. Before the first message they are idle.
func ExampleHealthOf() {
	tr, err := oslo.Open(context.Background(), "rabbit://", amqp.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	h, ok := amqp.HealthOf(tr)
	fmt.Println(ok, h.OK(), h.Reply.State)
	// Output: true true idle
}
