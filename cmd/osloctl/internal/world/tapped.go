package world

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// tapped waits until a queue of osloctl is bound to each of the exchanges, or a number
// of them: openstack=2. What a script sends from then on is copied.
func tapped(ts *testscript.TestScript, neg bool, args []string) {
	w := of(ts)
	if neg || len(args) == 0 {
		ts.Fatalf("usage: tapped EXCHANGE[=N]...")
	}
	deadline := time.Now().Add(30 * time.Second)
	for _, arg := range args {
		exchange, count, _ := strings.Cut(arg, "=")
		want, _ := strconv.Atoi(cmp.Or(count, "1"))
		for w.taps(ts, exchange) < want {
			if time.Now().After(deadline) {
				ts.Fatalf("nothing is bound to %s", arg)
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
}

// taps is how many queues of osloctl are bound to an exchange.
func (w *world) taps(ts *testscript.TestScript, exchange string) (n int) {
	lines, err := w.broker.Topology(w.vhost)
	ts.Check(err)
	for _, line := range lines {
		if strings.HasPrefix(line, "bindings "+exchange+" osloctl_") {
			n++
		}
	}
	return n
}

// untapped waits until no queue of osloctl is there.
func untapped(ts *testscript.TestScript, neg bool, args []string) {
	w := of(ts)
	if neg || len(args) != 0 {
		ts.Fatalf("usage: untapped")
	}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		lines, err := w.broker.Topology(w.vhost)
		ts.Check(err)
		if !strings.Contains(strings.Join(lines, ""), "osloctl_") {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("a queue of osloctl is still there: %v", lines)
		}
	}
}

// reported waits until the management API, which learns of changes later, reports so
// many consumers and waiting messages of a queue: QUEUE CONSUMERS READY.
func reported(ts *testscript.TestScript, neg bool, args []string) {
	w := of(ts)
	if neg || len(args) != 3 {
		ts.Fatalf("usage: reported QUEUE CONSUMERS READY")
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		var q struct {
			Consumers int `json:"consumers"`
			Ready     int `json:"messages_ready"`
		}
		ts.Check(w.broker.Get(context.Background(), &q, "queues", w.vhost, args[0]))
		if args[1] == strconv.Itoa(q.Consumers) && args[2] == strconv.Itoa(q.Ready) {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s is reported with %+v", args[0], q)
		}
	}
}
