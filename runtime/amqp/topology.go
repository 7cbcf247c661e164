package amqp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Every exchange, queue and argument this driver declares is made here. Peers
// declare the same ones: anything that differs is refused by the broker (406).

// exchange is an exchange to declare.
type exchange struct {
	name       string
	kind       string // "topic" or "fanout"
	durable    bool
	autoDelete bool
}

// queue is a queue to declare, bind and consume.
type queue struct { //nolint:recvcheck // only renew changes it
	name       string
	durable    bool
	autoDelete bool
	args       amqp091.Table
	bindings   []binding // none: the default exchange reaches it by name
	private    bool      // ours alone: deleted when the listener stops
	own        bool      // read by one process at a time

	fresh  func() queue // the same under a new name; nil if the name is shared
	stream bool
}

// binding leads the messages of an exchange that have a key to a queue.
type binding struct {
	exchange exchange
	key      string
}

// topicExchange is the exchange of calls, casts and notifications.
func (c *Config) topicExchange(name string) exchange {
	return exchange{name, "topic", c.durable(), c.AutoDelete}
}

// fanoutExchange is the exchange of fanout casts to a topic.
func (c *Config) fanoutExchange(to oslo.Target) exchange {
	return exchange{to.FanoutExchange(), "fanout", c.TransientQuorumQueue, true}
}

func (c *Config) durable() bool { return c.DurableQueues || c.QuorumQueue }

// replicated reports whether messages may go to quorum queues. These want confirms
// for all of them: see probe.go.
func (c *Config) replicated() bool { return c.QuorumQueue || c.TransientQuorumQueue }

// serverQueues are the queues of an RPC server, in the order Python declares them.
func (c *Config) serverQueues(on oslo.Target, exchangeName string, names *namer) []queue {
	topic := c.topicExchange(exchangeName)
	oneServer := c.sharedQueue(on.RoutingKey(), topic)
	oneServer.own = true
	return []queue{c.sharedQueue(on.Topic, topic), oneServer, c.fanoutQueue(on, names)}
}

// sharedQueue is a queue of a topic, a server or a kind of notification.
func (c *Config) sharedQueue(name string, from exchange) queue {
	args := c.haArgs()
	if c.QuorumQueue {
		c.quorumArgs(args)
	}
	return queue{name: name, durable: c.durable(), autoDelete: c.AutoDelete, args: args, bindings: []binding{{from, name}}}
}

// fanoutQueue is a server's own queue for casts to all servers.
func (c *Config) fanoutQueue(on oslo.Target, names *namer) queue {
	from := c.fanoutExchange(on)
	if c.StreamFanout {
		args := amqp091.Table{"x-queue-type": "stream"}
		if c.TransientQueuesTTL > 0 {
			args["x-max-age"] = fmt.Sprintf("%ds", int(c.TransientQueuesTTL.Seconds()))
		}
		return queue{name: from.name, durable: true, args: args, bindings: []binding{{from, on.Topic}}, stream: true}
	}
	q := c.transientQueue(from.name+"_", names)
	q.bindings = []binding{{from, on.Topic}}
	q.private, q.own = !c.QueueManager, true
	q.fresh = func() queue { return c.fanoutQueue(on, names) }
	return q
}

// replyQueue is the queue a transport's replies come to.
func (c *Config) replyQueue(names *namer) queue {
	q := c.transientQueue("reply_", names)
	q.fresh = func() queue { return c.replyQueue(names) }
	return q
}

// renew gives a queue that is ours alone a new name when the broker lives but does
// not let us use it: its node is down, or, with quorum queues of RabbitMQ 4.0 that
// were made shortly before a crash, it has no leader and never answers.
func (q *queue) renew(g *generation, err error) {
	if q.fresh != nil && g.alive() && !errors.Is(err, oslo.ErrRefused) {
		*q = q.fresh()
	}
}

// transientQueue is a queue with one reader, which expires when that is gone.
func (c *Config) transientQueue(prefix string, names *namer) queue {
	args := c.haArgs()
	if c.TransientQuorumQueue {
		c.quorumArgs(args)
	}
	if c.TransientQueuesTTL > 0 {
		args["x-expires"] = number(c.TransientQueuesTTL.Milliseconds())
	}
	return queue{name: prefix + names.next(), durable: c.TransientQuorumQueue, args: args}
}

func (c *Config) haArgs() amqp091.Table {
	args := amqp091.Table{}
	if c.HAQueues {
		args["x-ha-policy"] = "all"
	}
	return args
}

func (c *Config) quorumArgs(args amqp091.Table) {
	args["x-queue-type"] = "quorum"
	for name, n := range map[string]int{
		"x-delivery-limit":       c.QuorumDeliveryLimit,
		"x-max-in-memory-length": c.QuorumMaxMemoryLength,
		"x-max-in-memory-bytes":  c.QuorumMaxMemoryBytes,
	} {
		if n != 0 {
			args[name] = number(int64(n))
		}
	}
}

// number is n as py-amqp writes it: in 32 bits if they hold it, else in 64.
func number(n int64) any {
	if int64(int32(n)) == n {
		return int32(n)
	}
	return n
}

// consumeArgs are the arguments of the queue's consumer.
func (c *Config) consumeArgs(q queue, offset any) amqp091.Table {
	switch {
	case q.stream:
		return amqp091.Table{"x-stream-offset": offset}
	case c.CancelOnFailover:
		return amqp091.Table{"x-cancel-on-ha-failover": true}
	}
	return nil
}

func declareExchange(ch *amqp091.Channel, e exchange) error {
	return ch.ExchangeDeclare(e.name, e.kind, e.durable, e.autoDelete, false, false, nil)
}

// declareQueue declares q with its exchanges and bindings.
func declareQueue(ch *amqp091.Channel, q queue) error {
	for _, b := range q.bindings {
		if err := declareExchange(ch, b.exchange); err != nil {
			return err
		}
	}
	if _, err := ch.QueueDeclare(q.name, q.durable, q.autoDelete, false, false, q.args); err != nil {
		return err
	}
	return bindQueue(ch, q)
}

// bindQueue makes the queue's bindings, which does nothing to those that exist.
func bindQueue(ch *amqp091.Channel, q queue) error {
	for _, b := range q.bindings {
		if err := ch.QueueBind(q.name, b.key, b.exchange.name, false, nil); err != nil {
			return err
		}
	}
	return nil
}

// bindAfresh makes the queue's bindings anew, also those that the broker believes to
// exist: when a node dies, its cleaning up may take the routes of a queue that has
// just been declared again on another node, and leave the bindings. A second
// binding stands in meanwhile, so that no message is missed; it is who's own,
// because others may do the same to a shared queue at the same time.
func bindAfresh(ch *amqp091.Channel, q queue, who string) error {
	standIn := amqp091.Table{"oslogen-stand-in": who}
	for _, b := range q.bindings {
		steps := []func() error{
			func() error { return ch.QueueBind(q.name, b.key, b.exchange.name, false, standIn) },
			func() error { return ch.QueueUnbind(q.name, b.key, b.exchange.name, nil) },
			func() error { return ch.QueueBind(q.name, b.key, b.exchange.name, false, nil) },
			func() error { return ch.QueueUnbind(q.name, b.key, b.exchange.name, standIn) },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
	}
	return nil
}

// relaxed is q as not durable: what a peer with other options may have declared.
func (q queue) relaxed() queue {
	q.durable = false
	q.bindings = append([]binding(nil), q.bindings...)
	for i := range q.bindings {
		q.bindings[i].exchange.durable = false
	}
	return q
}

// explainDeclare names the option behind the broker's refusal of a declaration.
func explainDeclare(what string, err error) error {
	text := err.Error()
	hint := ""
	switch {
	case strings.Contains(text, "inequivalent arg"):
		hint = "; a peer declared it with other options: amqp_durable_queues, amqp_auto_delete, rabbit_quorum_queue," +
			" rabbit_transient_quorum_queue and the queue limits must be equal in all services of a topic"
	case isTransientRefused(text):
		hint = "; this broker " + transientHint
	case strings.Contains(text, "home node"):
		hint = "; the queue's node is down: set rabbit_quorum_queue to survive that"
	}
	return fmt.Errorf("declare %s: %w%s", what, err, hint)
}

// isTransientRefused reports whether a broker's words mean that it has no queues
// that are neither durable nor exclusive.
func isTransientRefused(text string) bool {
	return strings.Contains(text, "transient_nonexcl_queues") || strings.Contains(text, "deprecated")
}

// declareError tells what may pass, which is an errLost, from a refusal
// (oslo.ErrRefused), and explains both. What passes: the connection was lost, the
// broker is going down (320) or has trouble of its own (541), or something that was
// just declared is gone again, or on a node that is down (404).
func declareError(what string, err error) error {
	explained := explainDeclare(what, err)
	var e *amqp091.Error
	switch {
	case errors.Is(err, oslo.ErrRefused):
		return err
	case isTransientRefused(err.Error()):
	case !errors.As(err, &e), !e.Server, e.Code == amqp091.ConnectionForced, e.Code == amqp091.InternalError,
		e.Code == amqp091.NotFound:
		return fmt.Errorf("%w: %w", errLost, explained)
	}
	return fmt.Errorf("%w: %w", oslo.ErrRefused, explained)
}

// declareQueue declares q with its exchanges and bindings, on a channel of its own.
func (g *generation) declareQueue(ctx context.Context, q queue) error {
	if err := g.broker.checkTransient(q); err != nil {
		return err
	}
	return g.withChannel(ctx, func(ch *amqp091.Channel) error { return declareQueue(ch, q) })
}

// namer makes the changing part of reply and fanout queue names: random, or
// "host:process:n" with the queue manager.
type namer struct {
	manager *queueManager // nil for random names
}

func (n *namer) next() string {
	if n.manager != nil {
		return n.manager.next()
	}
	return strings.ReplaceAll(uuid.NewString(), "-", "")
}
