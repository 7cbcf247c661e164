package config_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/fake"
)

// A client pinned as nova.conf says.
func ExampleConfig_Pin() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "nova.conf")
	if err := os.WriteFile(file, []byte("[upgrade_levels]\ncompute = 6.1\n"), 0o600); err != nil {
		log.Fatal(err)
	}
	cfg, err := config.Load(file)
	if err != nil {
		log.Fatal(err)
	}
	tr, err := oslo.Open(context.Background(), "fake:///pin", fake.Driver())
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute", Version: "6.3"}, cfg.Pin("compute", nil))
	fmt.Println(c.CanSend("6.1"), c.CanSend("6.2"))
	// Output: true false
}
