// Command conductorping asks nova-conductor whether it is there, as Nova's own
// services do when they start.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ conductorping
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen

// Base is the API that every service of Nova has (nova.baserpc.BaseRPCAPI).
//
//oslo:rpc topic=conductor namespace=baseapi version=1.1 exchange=nova
type Base interface {
	// Ping sends arg there and back.
	//
	//oslo:call timeout=5s
	Ping(ctx context.Context, arg string) (Pong, error)
}

// Pong is the answer to a ping.
type Pong struct {
	Service string `json:"service"`
	Arg     string `json:"arg"`
}

func main() {
	if err := run(context.Background(), os.Getenv("OSLO_TRANSPORT_URL"), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "conductorping:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, url string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	defer tr.Close()

	// With WithMandatory, a cloud without conductors is an error at once and not a timeout.
	conductor := NewBaseClient(tr, oslo.WithMandatory())
	start := time.Now()
	pong, err := conductor.Ping(ctx, "hello from Go")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s answered %q after %v\n", pong.Service, pong.Arg, time.Since(start).Round(time.Millisecond))
	return nil
}
