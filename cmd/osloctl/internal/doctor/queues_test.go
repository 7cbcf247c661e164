package doctor_test

import (
	"fmt"
	"maps"
	"slices"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/peers"
	"github.com/oslogen/oslogen/internal/pytest"
)

// fault is a fault and the finding that names it.
type fault struct {
	name, check, says string
	plant             func(*ward)
}

// serve declares what a server of a topic declares, and consumes it.
func (w *ward) serve(exchange, topic, server string) {
	w.Helper()
	w.declare(exchange, topic, server)
	for _, queue := range []string{topic, topic + "." + server} {
		w.consume(w.ch, queue)
	}
}

// declare declares what a server of a topic declares, but for its fanout queue.
func (w *ward) declare(exchange, topic, server string) {
	w.Helper()
	w.must(w.ch.ExchangeDeclare(exchange, "topic", peers.Quorum(), false, false, false, nil))
	w.must(w.ch.ExchangeDeclare(topic+"_fanout", "fanout", false, false, false, false, nil))
	for _, queue := range []string{topic, topic + "." + server} {
		w.queue(queue, amqp091.Table{})
		w.bind(queue, queue, exchange)
	}
}

// queue declares a queue as the services of the profile do.
func (w *ward) queue(name string, args amqp091.Table) {
	w.Helper()
	if peers.Quorum() {
		args = maps.Clone(args)
		args["x-queue-type"] = "quorum"
	}
	_, err := w.ch.QueueDeclare(name, peers.Quorum(), false, false, false, args)
	w.must(err)
}

func (w *ward) bind(queue, key, exchange string) {
	w.Helper()
	w.must(w.ch.QueueBind(queue, key, exchange, false, nil))
}

func (w *ward) consume(ch *amqp091.Channel, queue string) {
	w.Helper()
	_, err := ch.Consume(queue, "", true, false, false, false, nil)
	w.must(err)
}

// publish puts messages into a queue.
func (w *ward) publish(queue string, n int) {
	w.Helper()
	w.must(w.ch.Confirm(false))
	for range n {
		sent, err := w.ch.PublishWithDeferredConfirm("", queue, false, false, amqp091.Publishing{Body: []byte("{}")})
		w.must(err)
		sent.Wait()
	}
}

// queueFaults are in exchanges, queues, bindings and policies.
var queueFaults = []fault{
	{"a stopped server", "no-consumer", "compute.cmp-1", func(w *ward) {
		w.declare("openstack", "compute", "cmp-1")
	}},
	{"a deaf server with requests", "no-consumer", "2 messages wait", func(w *ward) {
		w.declare("openstack", "compute", "cmp-1")
		w.publish("compute.cmp-1", 2)
	}},
	{"a fanout queue without server", "no-consumer", "compute_fanout_1", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.queue("compute_fanout_1", amqp091.Table{"x-expires": int32(600000)})
		w.bind("compute_fanout_1", "compute", "compute_fanout")
	}},
	{"a virtual host without processes", "declare", "541", func(w *ward) {
		w.eval(`rabbit_amqqueue_sup_sup:stop_for_vhost(<<"%s">>)`)
	}},
	{"a backlog", "backlog", "3 messages wait for 1 consumers", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.queue("jobs", amqp091.Table{})
		w.must(w.ch.Qos(1, 0, false))
		w.publish("jobs", 4)
		_, err := w.ch.Consume("jobs", "", false, false, false, false, nil)
		w.must(err)
		w.flags.Backlog = 2
	}},
	{"notifications without listener", "no-listener", "notifications.info", func(w *ward) {
		w.queue("notifications.info", amqp091.Table{})
		w.publish("notifications.info", 3)
	}},
	{"a reply queue without owner", "reply-orphan", "reply_1", func(w *ward) {
		w.queue("reply_1", amqp091.Table{"x-expires": int32(600000)})
	}},
	{"reply queues without owner", "reply-orphan", "2 have no owner, with 1 message, such as reply_", func(w *ward) {
		for _, name := range []string{"reply_1", "reply_2"} {
			w.queue(name, amqp091.Table{"x-expires": int32(600000)})
		}
		w.publish("reply_2", 1)
	}},
	{"a reply queue that stays", "reply-stays", "reply_1", func(w *ward) {
		w.queue("reply_1", amqp091.Table{})
	}},
	{"a pool named like a topic", "pool-topic", "notifications.info", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.bind("compute", "notifications.info", "openstack")
	}},
	{"a stale binding", "stale-binding", "compute-old", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.bind("compute", "compute-old", "openstack")
	}},
	{"a binding that was removed", "no-binding", "compute.cmp-1", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.must(w.ch.QueueUnbind("compute.cmp-1", "compute.cmp-1", "openstack", nil))
	}},
	{"a fanout binding that was removed", "no-binding", "misses fanouts", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.queue("compute_fanout_1", amqp091.Table{"x-expires": int32(600000)})
		w.consume(w.ch, "compute_fanout_1")
	}},
	{"two services with one topic", "two-exchanges", "cinder and openstack", func(w *ward) {
		w.serve("openstack", "scheduler", "a")
		w.serve("cinder", "scheduler", "b")
	}},
	{"two applications on one topic", "two-applications", "cinder-volume and nova-compute", func(w *ward) {
		w.declare("openstack", "compute", "cmp-1")
		w.consume(w.dial("nova-compute:1:x"), "compute")
		w.consume(w.dial("cinder-volume:2:x"), "compute")
		w.counted(2, "consumers", w.vhost)
		w.counted(3, "vhosts", w.vhost, "connections")
	}},
	{"an exchange of other durability", "clash", "durable is", func(w *ward) {
		w.must(w.ch.ExchangeDeclare("openstack", "topic", !peers.Quorum(), false, false, false, nil))
	}},
	{"an exchange of another type", "clash", "type is direct", func(w *ward) {
		w.must(w.ch.ExchangeDeclare("openstack", "direct", false, false, false, false, nil))
	}},
	{"a fanout exchange of another type", "clash", "compute_fanout", func(w *ward) {
		w.must(w.ch.ExchangeDeclare("compute_fanout", "direct", false, false, false, false, nil))
		w.queue("compute", amqp091.Table{})
		w.queue("compute.cmp-1", amqp091.Table{})
	}},
	{"a policy that drops messages", "policy", "max-length of 2 queues", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.put(map[string]any{"pattern": "^compute", "definition": map[string]any{"max-length": 10}, "apply-to": "queues"}, "policies", w.vhost, "short")
	}},
	{"a client without heartbeat", "heartbeat", "connection peer.py:", func(w *ward) {
		pytest.For(w.T).Make(w.T, pytest.Cmd{"cmd": "server", "url": w.url, "topic": "compute", "server": "cmp-1",
			"conf": map[string]any{"oslo_messaging_rabbit": map[string]any{"heartbeat_timeout_threshold": 0}}})
		w.counted(2, "vhosts", w.vhost, "connections")
	}},
	{"a topic without queue by AMQP alone", "no-queue", "topic volume", func(w *ward) {
		w.noAPI()
		w.flags.Topic = []string{"volume"}
	}},
}

// classicFaults are in queues that the options for RabbitMQ 4.3 do without.
var classicFaults = []fault{
	{"a queue that has stopped", "queue-state", "stopped by supervisor", func(w *ward) {
		w.queue("compute", amqp091.Table{})
		w.eval(`{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"%s">>, queue, <<"compute">>)),
			{dictionary, D} = process_info(amqqueue:get_pid(Q), dictionary),
			[Sup, Parent | _] = proplists:get_value('$ancestors', D), supervisor:terminate_child(Parent, Sup)`)
	}},
	{"a queue that is not durable", "clash", "queue compute", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.config("amqp_durable_queues = true")
	}},
	{"a classic queue for quorum options", "clash", "type is classic and the options say quorum", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.config("rabbit_quorum_queue = true")
	}},
	{"a queue clash by AMQP alone", "clash", "PRECONDITION_FAILED", func(w *ward) {
		w.serve("openstack", "compute", "cmp-1")
		w.config("amqp_durable_queues = true")
		w.noAPI()
		w.flags.Topic = []string{"compute"}
	}},
}

// laterFaults are those beside options for RabbitMQ 4.3.
var laterFaults = []fault{
	{"a classic queue for quorum options", "clash", "type is classic and the options say quorum", func(w *ward) {
		w.must(w.ch.ExchangeDeclare("openstack", "topic", true, false, false, false, nil))
		_, err := w.ch.QueueDeclare("compute.cmp-1", true, false, false, false, nil)
		w.must(err)
		w.queue("compute", amqp091.Table{})
		w.bind("compute.cmp-1", "compute.cmp-1", "openstack")
	}},
}

// planted are the faults of the profile.
func planted() []fault {
	if peers.Quorum() {
		return slices.Concat(queueFaults, laterFaults, hostFaults)
	}
	return slices.Concat(queueFaults, classicFaults, hostFaults)
}

// eval runs Erlang, in which %s is the virtual host.
func (w *ward) eval(expression string) {
	w.Helper()
	_, err := w.broker.Eval(w.Context(), fmt.Sprintf(expression, w.vhost))
	w.must(err)
}

// noAPI hides the management API.
func (w *ward) noAPI() {
	b := *w.broker
	b.ManagementURL = "http://127.0.0.1:1"
	w.broker = &b
}
