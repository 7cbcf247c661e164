package amqp_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// TestChaosIdleFleet shows that idle servers cost the broker no more than their
// connections do: nothing is written to its metadata, and the repair of bindings
// costs no measurable CPU time.
func TestChaosIdleFleet(t *testing.T) {
	if !chaos() {
		t.Skip("skipped: runs with make chaos only")
	}
	t.Run("RabbitMQ 3", func(t *testing.T) {
		idleFleet(t, brokertest.New(t, brokertest.Options{}), "mnesia:system_info(transaction_commits)")
	})
	t.Run("RabbitMQ 4 with Khepri", func(t *testing.T) {
		b := brokertest.New(t, brokertest.Options{Home: rabbit4(t)})
		if _, err := b.Ctl(t.Context(), "enable_feature_flag", "--experimental", "khepri_db"); err != nil {
			t.Fatal(err)
		}
		idleFleet(t, b, "maps:get(last_index, maps:get(log, element(2, ra:member_overview({rabbitmq_metadata, node()}))))")
	})
}

// idleFleet measures 60 idle servers. writes is the Erlang expression that counts
// what the broker has written about exchanges, queues and bindings.
func idleFleet(t *testing.T, b *brokertest.Broker, writes string) {
	const servers, span = 60, 20 * time.Second
	used := map[time.Duration]time.Duration{}
	none := written(t, b, writes)
	for _, repair := range []time.Duration{-1, 0} {
		for i := range servers {
			var r runs
			tr := open(t, b.URL(""), brisk(func(c *amqp.Config) { c.RepairInterval, c.Heartbeat = repair, time.Minute }))
			serve(t, tr, name(t)+fmt.Sprint(i), "one", &r)
		}
		pause(8 * time.Second) // for the work of setting up, and the first look
		before, began := written(t, b, writes), cpuTime(t, b.Pid())
		pause(span)
		used[repair] = cpuTime(t, b.Pid()) - began
		if n := written(t, b, writes) - before; n != 0 {
			t.Errorf("repair interval %d: %d metadata writes, want none", repair, n)
		}
	}
	if written(t, b, writes) == none {
		t.Errorf("%s does not count the declarations of the servers", writes)
	}
	// The fleets run side by side in the second round, so the first is part of it.
	idle, both := used[-1], used[0]
	result := fmt.Sprintf("%d idle servers for %v: %v of CPU without repair, %v with", servers, span, idle, both-idle)
	t.Log(result)
	ok := both-idle <= idle*13/10+100*time.Millisecond
	report("idle fleet of "+strconv.Itoa(servers)+", "+t.Name(), "CPU <= 1.3 x without repair, 0 metadata writes", result, ok)
	if !ok {
		t.Error(result)
	}
}

func written(t *testing.T, b *brokertest.Broker, expression string) int {
	t.Helper()
	out, err := b.Eval(t.Context(), expression)
	must(t, err)
	n, err := strconv.Atoi(strings.TrimSpace(out))
	if err != nil {
		t.Fatalf("%s: %q", expression, out)
	}
	return n
}

// cpuTime is what a process has used.
func cpuTime(t *testing.T, pid int) time.Duration {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	must(t, err)
	_, rest, _ := strings.Cut(string(data), ") ")
	var ticks int
	for _, field := range strings.Fields(rest)[11:13] { // utime and stime
		n, err := strconv.Atoi(field)
		must(t, err)
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond // 100 a second
}
