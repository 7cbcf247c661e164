package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/peers"
	"github.com/oslogen/oslogen/internal/pytest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Go and Python servers and clients share a topic through a restart of the broker:
// both sides come back, and nobody refuses what the other declared (406).
func TestPythonBesideUs(t *testing.T) {
	py := pytest.For(t)
	b := breakable(t)
	topic := name(t)
	conf := map[string]any{"oslo_messaging_rabbit": peers.Profile()}
	pyServer := py.Make(t, pytest.Cmd{"cmd": "server", "url": b.URL(""), "conf": conf, "topic": topic, "server": "python"})
	pyClient := py.Make(t, pytest.Cmd{"cmd": "client", "url": b.URL(""), "conf": conf, "target": map[string]any{"topic": topic}, "timeout": 3})
	tr := open(t, b.URL(""), brisk())
	var r runs
	serve(t, tr, topic, "go", &r)
	c := client(tr, topic, time.Second)

	all := func() bool {
		for _, server := range []string{"go", "python"} {
			sent := fmt.Sprint(lastID.Add(1))
			if c.On(server).Call(t.Context(), method("echo"), args{"id": sent}, nil) != nil {
				return false
			}
			if _, err := py.Do(pytest.Cmd{"cmd": "call", "id": pyClient, "method": "echo", "args": args{"id": sent + "p"}, "prepare": args{"server": server}}); err != nil {
				return false
			}
		}
		return true
	}
	eventually(t, patience, "all four pairs", all)
	must(t, b.Kill())
	must(t, b.Restart(t.Context()))
	took := works(t, patience, client(tr, topic, 300*time.Millisecond, oslo.WithTarget(func(t *oslo.Target) { t.Server = "go" })))
	both := eventually(t, 2*patience, "all four pairs after the restart", all)
	log := b.Log()
	refused := strings.Count(log, "inequivalent arg")
	report("Python beside us: Go and Python servers and clients on one topic through a broker restart", "both sides recover; no 406",
		fmt.Sprintf("Go after %v, all four pairs after %v, %d x 406", took.Round(time.Millisecond), (took+both).Round(100*time.Millisecond), refused), refused == 0)
	if strings.Contains(log, topic) && strings.Contains(log, "inequivalent arg 'durable' for queue '"+topic) {
		t.Error("a declaration was refused (406)")
	}
	_ = pyServer
}

// Python's pools have no expiry, so a pool of one with an expiry has no members in
// Python: whoever comes second is refused (406).
func TestPythonIsNoMemberOfAPoolThatExpires(t *testing.T) {
	py := pytest.For(t)
	b := slowly(t)
	topic := name(t)
	py.Make(t, pytest.Cmd{
		"cmd": "listener", "url": b.URL(""), "conf": map[string]any{"oslo_messaging_rabbit": peers.Profile()},
		"topics": []string{topic}, "pool": topic + "-pool",
	})
	join := func(opts ...notify.ListenerOption) error {
		l := notify.NewListener(open(t, b.URL("")), []oslo.Target{{Topic: topic}}, append(opts, notify.WithPool(topic+"-pool"))...)
		l.Handle(notify.Event{Run: func(context.Context, *notify.Incoming) error { return nil }})
		t.Cleanup(func() { _ = l.Wait(context.Background()) })
		return l.Start(t.Context())
	}
	if err := join(notify.WithPoolExpiry(time.Hour)); !errors.Is(err, oslo.ErrRefused) || !strings.Contains(err.Error(), "x-expires") {
		t.Errorf("a member with an expiry: %v, want a refusal that names x-expires", err)
	}
	must(t, join())
}
