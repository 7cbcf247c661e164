package routing_test

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/notify/routing"
)

// Load reads a file and takes drivers of the program's own, by their names in it.
func ExampleLoad() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "routing.yaml")
	if err := os.WriteFile(file, []byte("all:\n  log: {}\n  test: {accepted_events: ['volume.*']}\n"), 0o600); err != nil {
		log.Fatal(err)
	}
	var sent notify.TestDriver
	d, err := routing.Load(file, map[string]notify.Driver{
		"test": &sent, "log": notify.LogDriver(slog.New(slog.DiscardHandler)),
	})
	if err != nil {
		log.Fatal(err)
	}
	n := notify.NewNotifier(nil, "host-1", notify.WithDriver(d))
	for _, event := range []string{"volume.create", "instance.create"} {
		if err := n.Info(context.Background(), event, nil); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(len(sent.Sent()), sent.Sent()[0].EventType)
	// Output: 1 volume.create
}
