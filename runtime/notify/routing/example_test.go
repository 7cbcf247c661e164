package routing_test

import (
	"context"
	"fmt"
	"log"

	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/notify/routing"
)

// Errors go to one driver, and everything about instances to another.
func ExampleParse() {
	var errors, instances notify.TestDriver
	driver, err := routing.Parse([]byte(`
group:
  errors: {accepted_priorities: ["error"]}
  instances: {accepted_events: ["compute.instance.*"]}
`), map[string]notify.Driver{"errors": &errors, "instances": &instances})
	if err != nil {
		log.Fatal(err)
	}
	n := notify.NewNotifier(nil, "compute.host1", notify.WithDriver(driver))
	ctx := context.Background()
	fmt.Println(n.Info(ctx, "compute.instance.create.end", nil), n.Error(ctx, "scheduler.failed", nil))
	fmt.Println(len(errors.Sent()), len(instances.Sent()))
	// Output:
	// <nil> <nil>
	// 1 1
}
