package amqp

import (
	"strconv"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Round-robin goes through all hosts before it comes back to one; shuffle picks
// anew each time, so that among many a host soon comes twice.
func TestFailoverStrategy(t *testing.T) {
	hosts := make([]oslo.Host, 16)
	for i := range hosts {
		hosts[i] = oslo.Host{Hostname: "h" + strconv.Itoa(i)}
	}
	for strategy, wantAll := range map[string]bool{"round-robin": true, "shuffle": false} {
		var c Config
		if err := c.Set("kombu_failover_strategy", strategy); err != nil {
			t.Fatal(err)
		}
		d := &dialer{hosts: hosts, config: c.withDefaults()}
		always := true
		for range 20 { // 16 different ones in 20 rounds of picks: less than 1 in 10^100
			r, seen := d.route("test"), map[string]bool{}
			for range hosts {
				seen[r.host().Hostname] = true
			}
			always = always && len(seen) == len(hosts)
		}
		if always != wantAll {
			t.Errorf("%s: every round has every host: %v, want %v", strategy, always, wantAll)
		}
	}
}

func TestBackoff(t *testing.T) {
	c := Config{RetryInterval: time.Second, RetryBackoff: 2 * time.Second, RetryIntervalMax: 30 * time.Second}
	for round, most := range map[int]time.Duration{
		1: 100 * time.Millisecond, 2: time.Second, 3: 3 * time.Second, 5: 7 * time.Second, 100: 30 * time.Second,
	} {
		for range 100 {
			if d := c.backoff(round); d < most/2 || d > most {
				t.Fatalf("round %d: %v, want from %v to %v", round, d, most/2, most)
			}
		}
	}
}

func TestLoginMethods(t *testing.T) {
	host := oslo.Host{Username: "bob", Password: "secret"}
	for text, mechanism := range map[string]string{"": "AMQPLAIN", "amqplain": "AMQPLAIN", "PLAIN": "PLAIN", "External": "EXTERNAL"} {
		var c Config
		if text != "" {
			if err := c.Set("rabbit_login_method", text); err != nil {
				t.Fatal(err)
			}
		}
		config := c.withDefaults()
		auth, err := config.sasl(host)
		if err != nil || auth.Mechanism() != mechanism {
			t.Errorf("%q: %v, %v, want %s", text, auth, err, mechanism)
		}
	}
	var c Config
	if err := c.Set("rabbit_login_method", "RABBIT-CR-DEMO"); err == nil {
		t.Error("a method that can't work was taken")
	}
}
