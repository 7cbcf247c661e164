package config_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/config"
)

func Example() {
	dir, err := os.MkdirTemp("", "nova")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	nova := filepath.Join(dir, "nova.conf")
	err = os.WriteFile(nova, []byte(`
[DEFAULT]
my_ip = 10.0.0.7
transport_url = rabbit://nova:secret@$my_ip:5672/nova
[oslo_messaging_rabbit]
heartbeat_timeout_threshold = 30
`), 0o600)
	if err != nil {
		log.Fatal(err)
	}

	// Nova sets this default in its code, so its nova.conf need not.
	loader := config.Loader{Defaults: map[string]string{"control_exchange": "nova"}}
	cfg, err := loader.Load(nova)
	if err != nil {
		log.Fatal(err)
	}
	tr, err := cfg.Open(context.Background(), amqp.Driver(config.RabbitOptions(cfg, amqp.WithOption)...))
	if err != nil {
		log.Fatal(err)
	}
	defer tr.Close()
	fmt.Println(cfg.TransportURL, tr.Settings().ControlExchange)
	// Output: rabbit://nova:***@10.0.0.7:5672/nova nova
}

// TestDriverTakesEveryOption holds config's list of rabbit options against the
// driver's: what one knows the other must take.
func TestDriverTakesEveryOption(t *testing.T) {
	samples := []string{"1", "shuffle", "PLAIN"} // one of them suits every type
	for _, name := range config.RabbitNames() {
		err := errors.New("no sample suits it")
		for _, sample := range samples {
			c, loadErr := load(t, config.Loader{}, "[oslo_messaging_rabbit]\n"+name+" = "+sample+"\n")
			if loadErr != nil {
				continue
			}
			if err = config.RabbitOptions(c, amqp.WithOption)[0](&amqp.Config{}); err == nil {
				break
			}
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The queue manager's lock file is oslo.concurrency's.
func TestDriverTakesTheLockPath(t *testing.T) {
	c := mustLoad(t, config.Loader{}, "[oslo_concurrency]\nlock_path = /run/nova\n")
	var got amqp.Config
	for _, o := range config.RabbitOptions(c, amqp.WithOption) {
		if err := o(&got); err != nil {
			t.Error(err)
		}
	}
	if got.LockPath != "/run/nova" {
		t.Errorf("lock path %q", got.LockPath)
	}
}

func TestDriverErrorNamesTheLine(t *testing.T) {
	c := mustLoad(t, config.Loader{}, "[oslo_messaging_rabbit]\nrabbit_login_method = RABBIT-CR-DEMO\n")
	err := config.RabbitOptions(c, amqp.WithOption)[0](&amqp.Config{})
	if err == nil || !strings.Contains(err.Error(), "0.conf:2: ") {
		t.Errorf("got error %v, want one about 0.conf:2", err)
	}
}
