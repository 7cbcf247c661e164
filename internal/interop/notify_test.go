package interop

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/pytest"
)

// bell is what a scenario of TestInteropNotifications works with.
type bell struct {
	*testing.T
	direction
	bus   bus
	topic string // nobody else's
}

type bellScenario struct {
	name string
	run  func(b bell)
}

// listen starts a listener of the scenario's topic, changed by f.
func (b bell) listen(f func(*listening)) receiver {
	b.Helper()
	l := listening{bus: b.bus, topics: []string{b.topic}, priorities: []string{"info", "error"}}
	f(&l)
	return b.receiver.listen(b.T, l)
}

// notifier makes a notifier of the scenario's topic, changed by f.
func (b bell) notifier(f func(*notifying)) notifier {
	b.Helper()
	n := notifying{bus: b.bus, topics: []string{b.topic}, driver: "messagingv2"}
	f(&n)
	return b.sender.notifier(b.T, n)
}

func asIs[T any](*T) {}

// ring sends count notifications whose events are called "ring.1" and so on.
func (b bell) ring(n notifier, count int) {
	b.Helper()
	for i := range count {
		n.notify(b.T, notification{priority: "info", event: fmt.Sprintf("ring.%d", i+1), payload: `{}`})
	}
}

// wantEvents waits for notifications and checks what events they are, in any
// order: listeners have several workers.
func (b bell) wantEvents(want []string, from ...receiver) {
	b.Helper()
	var events []string
	for _, entries := range awaitReceived(b.T, "", len(want), from...) {
		for _, e := range entries {
			events = append(events, e["event_type"].(string))
		}
	}
	slices.Sort(events)
	if fmt.Sprint(events) != fmt.Sprint(want) {
		b.Errorf("heard %v, want %v", events, want)
	}
}

// delivers is a scenario of one notification that arrives complete.
func delivers(name, driver, payload string) bellScenario {
	return bellScenario{name, func(b bell) {
		l := b.listen(asIs)
		n := notification{priority: "error", event: "compute.instance.create.error", payload: payload, context: `{"request_id": "req-1", "is_admin": true}`}
		b.notifier(func(n *notifying) { n.driver = driver }).notify(b.T, n)
		got := awaitReceived(b.T, "", 1, l)[0][0]
		checkMetadata(b.T, got["metadata"].(object))
		delete(got, "metadata")
		want := object{
			"priority": n.priority, "publisher_id": publisher, "event_type": n.event,
			"payload": values(payload), "context": values(n.context),
		}
		if toJSON(got) != toJSON(want) {
			b.Errorf("heard %s, want %s", shortened(toJSON(got)), shortened(toJSON(want)))
		}
	}}
}

var (
	uuidText      = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	timestampText = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})?$`)
)

func checkMetadata(t *testing.T, metadata object) {
	t.Helper()
	if id := metadata["message_id"].(string); !uuidText.MatchString(id) {
		t.Errorf("message_id %q", id)
	}
	if stamp := metadata["timestamp"].(string); !timestampText.MatchString(stamp) {
		t.Errorf("timestamp %q", stamp)
	}
}

// again is a scenario of a notification whose first delivery is answered so.
func again(name, answer string, requeue bool, deliveries int) bellScenario {
	return bellScenario{name, func(b bell) {
		l := b.listen(func(l *listening) { l.requeue, l.answers = requeue, []string{answer} })
		b.ring(b.notifier(asIs), 1)
		want := make([]string, deliveries)
		for i := range want {
			want[i] = "ring.1"
		}
		b.wantEvents(want, l)
	}}
}

// filtered is a scenario of a filter that lets the second of two notifications through.
func filtered(name string, filter object, payload string) bellScenario {
	return bellScenario{name, func(b bell) {
		l := b.listen(func(l *listening) { l.filter = filter })
		n := b.notifier(asIs)
		n.notify(b.T, notification{priority: "info", event: "other", payload: `{"name": null}`})
		n.notify(b.T, notification{priority: "info", event: "wanted.event", payload: payload, context: `{"user_id": "wanted-user"}`})
		b.wantEvents([]string{"wanted.event"}, l)
	}}
}

// everyPriority are the priorities in the order of their names.
var everyPriority = []string{"audit", "critical", "debug", "error", "info", "sample", "warn"}

var bellScenarios = []bellScenario{
	delivers("v1", "messaging", `{"n": 1, "name": "hé"}`),
	delivers("v2", "messagingv2", `{"n": 1, "name": "hé"}`),
	delivers("v2 with numbers", "messagingv2", `{"big": 9223372036854775809, "float": 3.0, "list": [], "dict": {}, "null": null}`),
	delivers("v1 with numbers", "messaging", `{"big": 9223372036854775809, "float": 3.0, "list": [], "dict": {}, "null": null}`),
	delivers("text payload", "messagingv2", `"just \"text\" \\ 😀"`),
	delivers("null payload", "messagingv2", `null`),
	delivers("1 MiB payload", "messagingv2", `{"x": "`+strings.Repeat("x", 1<<20)+`"}`),
	delivers("versioned payload", "messagingv2", `{"nova_object.name": "ServiceStatusPayload", "nova_object.namespace": "nova",
		"nova_object.version": "1.1", "nova_object.data": {"host": "host1", "disabled": false, "last_seen_up": "2012-10-29T13:42:05Z"}}`),
	{"secrets are cut from the context", func(b bell) {
		l := b.listen(asIs)
		b.notifier(asIs).notify(b.T, notification{
			priority: "info", event: "e", payload: `{}`,
			context: `{"user_id": "u1", "auth_token": "secret", "service_catalog": [], "roles": ["admin"]}`,
		})
		got := awaitReceived(b.T, "", 1, l)[0][0]
		if text := toJSON(got["context"]); text != `{"roles":["admin"],"user_id":"u1"}` {
			b.Errorf("heard with context %s", text)
		}
	}},
	{"all priorities", func(b bell) {
		l := b.listen(func(l *listening) { l.priorities = everyPriority })
		n := b.notifier(asIs)
		for _, p := range everyPriority {
			n.notify(b.T, notification{priority: p, event: p, payload: `{}`})
		}
		heard := map[string]int{}
		for _, e := range awaitReceived(b.T, "", len(everyPriority), l)[0] {
			if e["event_type"] == e["priority"] {
				heard[e["event_type"].(string)]++
			}
		}
		if len(heard) != len(everyPriority) {
			b.Errorf("heard %v", heard)
		}
	}},
	{"several topics", func(b bell) {
		topics := []string{b.topic, b.topic + "-versioned"}
		l := b.listen(func(l *listening) { l.topics = topics })
		b.ring(b.notifier(func(n *notifying) { n.topics = topics }), 1)
		b.wantEvents([]string{"ring.1", "ring.1"}, l)
	}},
	{"it waits for a listener", func(b bell) {
		b.ring(b.notifier(asIs), 2)
		b.wantEvents([]string{"ring.1", "ring.2"}, b.listen(asIs))
	}},
	{"pool, every pool gets each", func(b bell) {
		red := b.listen(func(l *listening) { l.pool = b.topic + "-red" })
		blue := b.listen(func(l *listening) { l.pool = b.topic + "-blue" })
		b.ring(b.notifier(asIs), 2)
		b.wantEvents([]string{"ring.1", "ring.2"}, red)
		b.wantEvents([]string{"ring.1", "ring.2"}, blue)
	}},
	{"pool, members share", func(b bell) {
		pool := func(l *listening) { l.pool = b.topic + "-pool" }
		one, two := b.listen(pool), b.listen(pool)
		b.ring(b.notifier(asIs), 10)
		got := awaitReceived(b.T, "", 10, one, two)
		if len(got[0])+len(got[1]) != 10 || len(got[0]) == 0 || len(got[1]) == 0 {
			b.Errorf("heard %d and %d of 10", len(got[0]), len(got[1]))
		}
	}},
	{"batch, full", func(b bell) {
		l := b.listen(func(l *listening) { l.batch = 3 })
		b.ring(b.notifier(asIs), 3)
		b.wantBatches([]string{"ring.1", "ring.2", "ring.3"}, l)
	}},
	{"batch, after its timeout", func(b bell) {
		l := b.listen(func(l *listening) { l.batch = 100 })
		b.ring(b.notifier(asIs), 2)
		b.wantBatches([]string{"ring.1", "ring.2"}, l)
	}},
	again("requeue", "requeue", true, 2),
	again("requeue after an exception", "raise", true, 2),
	again("requeue not allowed", "requeue", false, 1),
	filtered("filter by event type", object{"event_type": "wanted"}, `{}`),
	filtered("filter by payload", object{"payload": object{"name": "wan.*d$"}}, `{"name": "wanted"}`),
	filtered("filter by context", object{"context": object{"user_id": "wanted"}}, `{}`),
	{"filter by publisher", func(b bell) {
		other := b.listen(func(l *listening) { l.pool, l.filter = b.topic+"-other", object{"publisher_id": "network"} })
		l := b.listen(func(l *listening) { l.filter = object{"publisher_id": "compute", "event_type": "ring"} })
		b.ring(b.notifier(asIs), 1)
		b.wantEvents([]string{"ring.1"}, l)
		if got := other.received(b.T, ""); len(got) > 0 {
			b.Errorf("heard %v", got)
		}
	}},
	{"serializer", func(b bell) {
		l := b.listen(func(l *listening) { l.wrap = true })
		plain := b.listen(func(l *listening) { l.pool = b.topic + "-plain" })
		b.notifier(func(n *notifying) { n.wrap = true }).notify(b.T,
			notification{priority: "info", event: "e", payload: `{"a": 1}`, context: `{"user_id": "u1"}`})
		for r, want := range map[receiver]string{l: `{"a":1} {"user_id":"u1"}`, plain: `{"wrapped":{"a":1}} {"serialized_by":"wrap","user_id":"u1"}`} {
			got := awaitReceived(b.T, "", 1, r)[0][0]
			if text := toJSON(got["payload"]) + " " + toJSON(got["context"]); text != want {
				b.Errorf("heard %s, want %s", text, want)
			}
		}
	}},
	{"control_exchange", func(b bell) {
		b.bus.exchange = unique("nova")
		l := b.listen(asIs)
		named := b.listen(func(l *listening) {
			l.exchanges, l.exchange, l.pool = []string{b.bus.exchange}, "", b.topic+"-named"
		})
		b.ring(b.notifier(asIs), 1)
		b.wantEvents([]string{"ring.1"}, l)
		b.wantEvents([]string{"ring.1"}, named)
	}},
}

// wantBatches waits for batches with the events, in one or more.
func (b bell) wantBatches(want []string, l receiver) {
	b.Helper()
	var events []string
	eventually(b.T, "batches received", func() bool {
		events = nil
		for _, batch := range l.received(b.T, "") {
			for _, m := range batch["messages"].([]any) {
				events = append(events, m.(object)["event_type"].(string))
			}
		}
		return len(events) >= len(want)
	})
	if fmt.Sprint(events) != fmt.Sprint(want) {
		b.Errorf("heard %v, want %v", events, want)
	}
}

// Of a context that is a plain dict, oslo.messaging 14.0 sends the keys it calls
// safe, and later versions send nothing. A service's own class of contexts says
// itself what may be sent.
func TestInteropPlainContext(t *testing.T) {
	t.Parallel()
	py := pytest.For(t)
	b := bell{t, direction{"", pythonSide{}, goSide{}}, newBus(t), unique("bells")}
	l := b.listen(asIs)
	n := b.notifier(asIs).(pythonNotifier)
	py.Must(t, pytest.Cmd{
		"cmd": "notify", "id": n.id, "priority": "info", "event_type": "e", "payload": object{},
		"ctxt": object{"user_id": "u1", "auth_token": "secret"}, "plain": true,
	})
	want := `{}`
	if strings.HasPrefix(py.Versions["oslo.messaging"], "14.") {
		want = `{"user_id":"u1"}`
	}
	if got := toJSON(awaitReceived(t, "", 1, l)[0][0]["context"]); got != want {
		t.Errorf("oslo.messaging %s sent the context %s, want %s", py.Versions["oslo.messaging"], got, want)
	}
}

func TestInteropNotifications(t *testing.T) {
	t.Parallel()
	for _, d := range directions {
		for _, s := range bellScenarios {
			t.Run(d.name+"/"+s.name, func(t *testing.T) {
				t.Parallel()
				s.run(bell{t, d, newBus(t), unique("bells")})
			})
		}
	}
}
