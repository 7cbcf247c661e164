package interop

import (
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/peers"
	"github.com/oslogen/oslogen/internal/pytest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// house is what a scenario of TestInteropOptions works with.
type house struct {
	*testing.T
	direction
	bus   bus
	topic string // nobody else's
}

type houseScenario struct {
	name string
	run  func(h house)
}

// serve starts a server of the topic called name, changed by f.
func (h house) serve(name string, f func(*service)) receiver {
	h.Helper()
	s := service{bus: h.bus, topic: h.topic, server: name}
	f(&s)
	return h.receiver.serve(h.T, s)
}

// client makes a client of the topic, changed by f.
func (h house) client(f func(*clientSpec)) client {
	h.Helper()
	c := clientSpec{bus: h.bus, topic: h.topic}
	f(&c)
	return h.sender.client(h.T, c)
}

var (
	addition = request{method: "add", args: `{"a": 2, "b": 40}`}
	nothing  = request{method: "nothing"}
)

// withOptions is a scenario of every kind of message between peers that have the
// same options.
func withOptions(name string, options map[string]string) houseScenario {
	return houseScenario{name, func(h house) {
		h.bus = h.bus.with(options)
		// An exchange's durability is its options' too.
		h.bus.exchange = unique("exchange")
		h.exchangeEverything()
	}}
}

// exchangeEverything calls, casts, fans out and notifies.
func (h house) exchangeEverything() {
	h.Helper()
	one, two := h.serve("host1", asIs), h.serve("host2", asIs)
	c := h.client(asIs)
	got, f := c.call(addition)
	wantResult(h.T, `42`, got, f)
	got, f = c.call(request{method: "which", server: "host2"})
	wantResult(h.T, `"host2"`, got, f)
	must(h.T, c.cast(request{method: "record", args: `{"n": 1}`, server: "host1"}))
	must(h.T, c.cast(request{method: "record", args: `{"n": 2}`, fanout: true}))
	awaitReceived(h.T, "record", 2, one)
	awaitReceived(h.T, "record", 1, two)

	b := bell{h.T, h.direction, h.bus, h.topic + "-bells"}
	l := b.listen(asIs)
	b.ring(b.notifier(asIs), 2)
	b.wantEvents([]string{"ring.1", "ring.2"}, l)
}

// modes are the options that both libraries have.
var modes = func() []houseScenario {
	if peers.Quorum() {
		return commonModes // see TestInteropMirroredQuorumQueues
	}
	return append(commonModes, withOptions("ha", map[string]string{"rabbit_ha_queues": "true"}))
}()

var commonModes = []houseScenario{
	withOptions("durable", map[string]string{"amqp_durable_queues": "true"}),
	withOptions("auto_delete", classic(map[string]string{"amqp_auto_delete": "true"})),
	withOptions("quorum", map[string]string{"rabbit_quorum_queue": "true"}),
	withOptions("quorum with limits", map[string]string{"rabbit_quorum_queue": "true", "rabbit_quorum_delivery_limit": "3"}),
	withOptions("transient_queues_ttl", map[string]string{"rabbit_transient_queues_ttl": "60"}),
	withOptions("prefetch 1", map[string]string{"rabbit_qos_prefetch_count": "1"}),
	withOptions("compression", map[string]string{"kombu_compression": "gzip"}),
	withOptions("cancel on failover", map[string]string{"enable_cancel_on_failover": "true"}),
	withOptions("PLAIN login", map[string]string{"rabbit_login_method": "PLAIN"}),
	withOptions("replies not mandatory", map[string]string{"direct_mandatory_flag": "false"}),
}

// classic is the options of a mode that does not go with quorum queues: neither
// Python nor we can have both. Where the profile has them, the mode's shared
// queues are durable classic ones.
func classic(options map[string]string) map[string]string {
	if peers.Quorum() {
		options["rabbit_quorum_queue"], options["amqp_durable_queues"] = "", "true"
	}
	return options
}

// newModes are options of newer libraries than the one that is tested against.
var newModes = []houseScenario{
	withOptions("transient quorum", map[string]string{"rabbit_transient_quorum_queue": "true"}),
	withOptions("queue manager", map[string]string{"use_queue_manager": "true"}),
	withOptions("stream fanout", map[string]string{
		"rabbit_stream_fanout": "true", "rabbit_transient_quorum_queue": "true", "rabbit_qos_prefetch_count": "10",
	}),
}

var optionScenarios = []houseScenario{
	{"compression by the client only", func(h house) {
		h.serve("host1", asIs)
		c := h.client(func(c *clientSpec) { c.bus = c.with(map[string]string{"kombu_compression": "gzip"}) })
		got, f := c.call(addition)
		wantResult(h.T, `42`, got, f)
	}},
	{"compression by the server only", func(h house) {
		h.serve("host1", func(s *service) { s.bus = s.with(map[string]string{"kombu_compression": "gzip"}) })
		got, f := h.client(asIs).call(addition)
		wantResult(h.T, `42`, got, f)
	}},
	{"control_exchange", func(h house) {
		h.bus.exchange = unique("nova")
		h.serve("host1", asIs)
		got, f := h.client(asIs).call(addition)
		wantResult(h.T, `42`, got, f)
		byTarget := h.client(func(c *clientSpec) { c.inExchange, c.exchange = h.bus.exchange, "" })
		got, f = byTarget.call(addition)
		wantResult(h.T, `42`, got, f)
	}},
	{"the server's target names the exchange", func(h house) {
		exchange := unique("cinder")
		h.serve("host1", func(s *service) { s.inExchange = exchange })
		got, f := h.client(func(c *clientSpec) { c.exchange = exchange }).call(addition)
		wantResult(h.T, `42`, got, f)
	}},
	{"rpc_ping", func(h house) {
		h.serve("host1", func(s *service) { s.ping = true })
		got, f := h.client(asIs).call(request{method: "oslo_rpc_server_ping", args: `{"any": "argument"}`})
		wantResult(h.T, `"pong"`, got, f)
	}},
	{"no rpc_ping", func(h house) {
		h.serve("host1", asIs)
		_, f := h.client(asIs).call(request{method: "oslo_rpc_server_ping"})
		wantFailure(h.T, failure{class: "NoSuchMethod"}, f)
	}},
	{"serializer on both ends", func(h house) {
		h.serve("host1", func(s *service) { s.wrap = true })
		c := h.client(func(c *clientSpec) { c.wrap = true })
		got, f := c.call(request{method: "echo", args: `{"x": [1, 2.0], "y": null}`})
		wantResult(h.T, `{"x": [1, 2.0], "y": null}`, got, f)
		got, f = c.call(request{method: "context", context: `{"user_id": "u1"}`})
		must(h.T, f)
		fields := values(got).(object)
		withoutTimeout(fields)
		if fields["user_id"] != "u1" || fields["serialized_by"] != nil {
			h.Errorf("context %s", got)
		}
	}},
	{"serializer of the client", func(h house) {
		h.serve("host1", asIs)
		c := h.client(func(c *clientSpec) { c.wrap = true })
		got, f := c.call(request{method: "echo", args: `{"wrapped": 1}`})
		wantResult(h.T, `{"wrapped": 1}`, got, f)
	}},
	{"at_least_once, nobody there", func(h house) {
		c := h.client(func(c *clientSpec) { c.mandatory = true })
		_, f := c.call(nothing)
		wantFailure(h.T, failure{class: "MessageUndeliverable"}, f)
		wantFailure(h.T, failure{class: "MessageUndeliverable"}, c.cast(nothing))
	}},
	{"at_least_once, delivered", func(h house) {
		h.serve("host1", asIs)
		got, f := h.client(func(c *clientSpec) { c.mandatory = true }).call(addition)
		wantResult(h.T, `42`, got, f)
	}},
	{"version cap", func(h house) {
		h.serve("host1", asIs)
		c := h.client(func(c *clientSpec) { c.pin = "1.2" })
		got, f := c.call(request{method: "which", version: "1.2"})
		wantResult(h.T, `"host1"`, got, f)
		_, f = c.call(request{method: "which", version: "1.3"})
		wantFailure(h.T, failure{class: "RPCVersionCapError"}, f)
	}},
	{"nobody there", func(h house) {
		c := h.client(asIs)
		_, f := c.call(request{method: "nothing", timeout: 500 * time.Millisecond})
		wantFailure(h.T, failure{class: "MessagingTimeout"}, f)
		must(h.T, c.cast(nothing))
		must(h.T, c.cast(request{method: "nothing", fanout: true}))
	}},
	{"two vhosts", func(h house) {
		other := h
		other.bus.url = brokertest.For(h.T).URL(brokertest.For(h.T).NewVhost(h.T))
		here, there := h.serve("host1", asIs), other.serve("host1", asIs)
		must(h.T, other.client(asIs).cast(request{method: "record", server: "host1"}))
		awaitReceived(h.T, "record", 1, there)
		if got := here.received(h.T, "record"); len(got) > 0 {
			h.Errorf("the other vhost received %v", got)
		}
	}},
	{"a call expires in the queue", func(h house) {
		h.serve("host1", asIs).stop(h.T)
		c := h.client(asIs)
		_, f := c.call(request{method: "record", args: `{"n": 1}`, timeout: time.Second})
		wantFailure(h.T, failure{class: "MessagingTimeout"}, f)
		time.Sleep(300 * time.Millisecond) // it got to its queue a little later than it was begun
		must(h.T, c.cast(request{method: "record", args: `{"n": 2}`}))
		got := awaitReceived(h.T, "record", 1, h.serve("host1", asIs))[0]
		if len(got) != 1 || toJSON(got[0]["args"]) != `{"n":2}` {
			h.Errorf("received %v, want the cast alone", got)
		}
	}},
	{"a cast waits for its server", func(h house) {
		h.serve("host1", asIs).stop(h.T)
		must(h.T, h.client(asIs).cast(request{method: "record", server: "host1"}))
		awaitReceived(h.T, "record", 1, h.serve("host1", asIs))
	}},
	{"a restarted server", func(h house) {
		h.serve("host1", asIs).stop(h.T)
		again := h.serve("host1", asIs)
		c := h.client(asIs)
		got, f := c.call(addition)
		wantResult(h.T, `42`, got, f)
		must(h.T, c.cast(request{method: "record", fanout: true}))
		awaitReceived(h.T, "record", 1, again)
	}},
	{"duplicates are run once", func(h house) {
		s := h.serve("host1", asIs)
		raw := newChannel(h.T, h.bus.url)
		for _, id := range []string{"same" + rand.Text(), "other" + rand.Text()} {
			for range 3 {
				raw.publish(h.T, "openstack", h.topic, nil, `{"method": "record", "args": {"id": "`+id+`"}, "_unique_id": "`+id+`"}`)
			}
		}
		// The last one has been received after all the others.
		raw.publish(h.T, "openstack", h.topic, nil, `{"method": "record", "args": {"id": "last"}}`)
		eventually(h.T, "the last cast", func() bool {
			for _, e := range s.received(h.T, "record") {
				if e["args"].(object)["id"] == "last" {
					return true
				}
			}
			return false
		})
		time.Sleep(100 * time.Millisecond) // workers overtake each other
		if got := s.received(h.T, "record"); len(got) != 3 {
			h.Errorf("received %v, want three", got)
		}
	}},
	{"a reply to a missing queue", func(h house) {
		h.serve("host1", func(s *service) { s.bus = s.with(map[string]string{"kombu_missing_consumer_retry_timeout": "10"}) })
		raw := newChannel(h.T, h.bus.url)
		queue := unique("reply_missing")
		raw.publish(h.T, "openstack", h.topic, nil, `{"method": "nothing", "args": {}, "_msg_id": "id1", "_reply_q": "`+queue+`"}`)
		// The server lives, and its other callers get their answers.
		got, f := h.client(asIs).call(addition)
		wantResult(h.T, `42`, got, f)
		// A queue that appears in time gets the answer.
		late := unique("reply_late")
		raw.publish(h.T, "openstack", h.topic, nil, `{"method": "add", "args": {"a": 1, "b": 2}, "_msg_id": "id2", "_reply_q": "`+late+`"}`)
		time.Sleep(300 * time.Millisecond)
		replies := raw.consume(h.T, late)
		select {
		case d := <-replies:
			if reply := innerMessage(string(d.Body)); reply["result"] != int64(3) || reply["_msg_id"] != "id2" {
				h.Errorf("reply %v", reply)
			}
		case <-time.After(patience):
			h.Error("no reply")
		}
	}},
}

func TestInteropOptions(t *testing.T) {
	t.Parallel()
	for _, d := range directions {
		scenarios := slices.Concat(modes, optionScenarios)
		if d.name == "go-to-go" {
			scenarios = append(scenarios, newModes...)
		}
		for _, s := range scenarios {
			t.Run(d.name+"/"+s.name, func(t *testing.T) {
				t.Parallel()
				s.run(house{t, d, newBus(t), unique("house")})
			})
		}
	}
}

// Neither library mirrors quorum queues: a server that has both options is refused.
func TestInteropMirroredQuorumQueues(t *testing.T) {
	t.Parallel()
	for _, quorum := range []string{"rabbit_quorum_queue", "rabbit_transient_quorum_queue"} {
		if quorum != "rabbit_quorum_queue" && !peers.Quorum() {
			continue // Python 14.0 does not have it
		}
		b := newBus(t).with(map[string]string{
			"rabbit_ha_queues": "true", "rabbit_quorum_queue": "", "rabbit_transient_quorum_queue": "", "rabbit_stream_fanout": "",
			"amqp_durable_queues": "true",
		}).with(map[string]string{quorum: "true"})
		b.exchange = unique("exchange")
		t.Run("go/"+quorum, func(t *testing.T) {
			_, err := oslo.Open(t.Context(), b.url+"?"+b.query(), amqp.Driver())
			if err == nil || !strings.Contains(err.Error(), quorum+" and rabbit_ha_queues exclude each other") {
				t.Errorf("the transport opened: %v", err)
			}
		})
		t.Run("python/"+quorum, func(t *testing.T) {
			c := b.command("server")
			c["id"], c["topic"], c["server"] = unique("server"), unique("house"), "host1"
			_, err := pytest.For(t).Do(c)
			if err == nil || !strings.Contains(err.Error(), "queue type is quorum or HA (mirrored) not both") {
				t.Errorf("the server started: %v", err)
			}
		})
	}
}

// TestInteropMixed has a Go and a Python server on one topic, and a Go and a
// Python listener on one queue: declared by either first, they agree.
func TestInteropMixed(t *testing.T) {
	t.Parallel()
	options := map[string]map[string]string{
		"default": {}, "durable": {"amqp_durable_queues": "true"}, "quorum": {"rabbit_quorum_queue": "true"},
	}
	orders := map[string][2]side{"go first": {goSide{}, pythonSide{}}, "python first": {pythonSide{}, goSide{}}}
	for mode := range options {
		for order, sides := range orders {
			t.Run(mode+"/"+order, func(t *testing.T) {
				t.Parallel()
				b := newBus(t).with(options[mode])
				b.exchange = unique("exchange")
				m := newMixed(t, b, sides)
				for i, name := range []string{"client of the first", "client of the second"} {
					t.Run(name+", round robin", func(t *testing.T) { m.roundRobin(t, m.clients[i]) })
					t.Run(name+", fanout", func(t *testing.T) { m.fanout(t, m.clients[i]) })
				}
				t.Run("shared notifications", func(t *testing.T) { shareNotifications(t, b, sides) })
			})
		}
	}
}

// mixed is a group of servers of both languages, with a client of each.
type mixed struct {
	servers [2]receiver
	clients [2]client
}

func newMixed(t *testing.T, b bus, sides [2]side) (m mixed) {
	t.Helper()
	topic := unique("mixed")
	for i, s := range sides {
		m.servers[i] = s.serve(t, service{bus: b, topic: topic, server: []string{"host1", "host2"}[i]})
		m.clients[i] = s.client(t, clientSpec{bus: b, topic: topic})
	}
	return m
}

func (m mixed) roundRobin(t *testing.T, c client) {
	t.Helper()
	answers := map[string]int{}
	for range 10 {
		got, f := c.call(request{method: "which"})
		must(t, f)
		answers[got]++
	}
	if answers[`"host1"`] != 5 || answers[`"host2"`] != 5 {
		t.Errorf("answered by %v, want five each", answers)
	}
}

func (m mixed) fanout(t *testing.T, c client) {
	t.Helper()
	before := [2]int{len(m.servers[0].received(t, "record")), len(m.servers[1].received(t, "record"))}
	must(t, c.cast(request{method: "record", fanout: true}))
	for i, s := range m.servers {
		awaitReceived(t, "record", before[i]+1, s)
	}
}

func shareNotifications(t *testing.T, b bus, sides [2]side) {
	t.Helper()
	topic := unique("bells")
	var listeners []receiver
	for _, s := range sides {
		listeners = append(listeners, s.listen(t, listening{bus: b, topics: []string{topic}, priorities: []string{"info"}}))
	}
	for _, s := range sides {
		n := s.notifier(t, notifying{bus: b, topics: []string{topic}, driver: "messagingv2"})
		for range 4 {
			n.notify(t, notification{priority: "info", event: "e", payload: `{}`})
		}
	}
	got := awaitReceived(t, "", 8, listeners...)
	if len(got[0])+len(got[1]) != 8 || len(got[0]) == 0 || len(got[1]) == 0 {
		t.Errorf("heard %d and %d of 8", len(got[0]), len(got[1]))
	}
}
