package transport_test

import (
	"context"
	"fmt"
	"log"
	"sync/atomic"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/transport"
)

// metered is a transport that counts the bytes of what it sends.
type metered struct {
	transport.Transport
	bytes atomic.Int64
}

func (m *metered) Cast(ctx context.Context, message *transport.Message) error {
	m.bytes.Add(int64(len(message.Body)))
	return m.Transport.Cast(ctx, message)
}

// A transport around another sees messages as they are sent.
func ExampleTransport() {
	bus, err := oslo.Open(context.Background(), "fake:///metered", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer bus.Close()
	tr := &metered{Transport: bus}
	if err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Cast(context.Background(), &oslo.Method{Name: "sync"}, nil); err != nil {
		log.Fatal(err)
	}
	fmt.Println(tr.bytes.Load() > 0)
	// Output: true
}

// ParseURL reads a transport URL as oslo.messaging does.
func ExampleParseURL() {
	u, err := transport.ParseURL("rabbit://nova:secret@one:5672,nova:secret@two:5672/cell1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(u)
	fmt.Println(u.VirtualHost, u.Hosts[1].Address())
	// Output:
	// rabbit://nova:***@one:5672,nova:***@two:5672/cell1
	// cell1 two:5672
}
