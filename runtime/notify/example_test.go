package notify_test

import (
	"context"
	"fmt"
	"log"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
)

func ExampleNotifier() {
	tr, err := oslo.Open(context.Background(), "fake://notify", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
	done := make(chan bool)
	l.Handle(notify.Event{
		Type: "compute.instance.create.end",
		Run: func(_ context.Context, in *notify.Incoming) error {
			defer close(done)
			var payload struct {
				InstanceID int `json:"instance_id"`
			}
			if err := in.Decode(&payload); err != nil {
				return err
			}
			fmt.Println(in.PublisherID, in.Priority, payload.InstanceID)
			return nil
		},
	})
	if err := l.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = l.Wait(context.Background()) }()

	n := notify.NewNotifier(tr, "compute.host-1")
	if err := n.Info(context.Background(), "compute.instance.create.end", map[string]any{"instance_id": 12}); err != nil {
		log.Fatal(err)
	}
	<-done
	// Output: compute.host-1 info 12
}
