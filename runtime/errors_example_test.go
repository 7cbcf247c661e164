package oslo_test

import (
	"context"
	"fmt"

	oslo "github.com/oslogen/oslogen/runtime"
)

// A request that no server takes was not run, so it may be sent again.
func ExampleNotSent() {
	tr := openExample("fake://notsent")
	defer tr.Close()
	client := oslo.NewClient(tr, oslo.Target{Topic: "greeter"}, oslo.WithMandatory())
	err := client.Call(context.Background(), &greet, greetArgs{"you"}, nil)
	fmt.Println(oslo.NotSent(err), oslo.CodeOf(err))
	// Output: true undeliverable
}
