package amqp

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/transport"
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

	fresh  func() queue // the same under a new name, or nil if the name is shared
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
func (c *Config) fanoutExchange(name string) exchange {
	return exchange{name, "fanout", c.TransientQuorumQueue, true}
}

func (c *Config) durable() bool { return c.DurableQueues || c.QuorumQueue }

// replicated reports whether messages may go to quorum queues. These want confirms
// for all of them: see question.go.
func (c *Config) replicated() bool { return c.QuorumQueue || c.TransientQuorumQueue }

// quorumBehind reports whether the queues of a topic, or of a fanout, are
// quorum queues. No consumer has got a message that a quorum queue refuses
// (basic.nack). A classic queue whose node is lost may refuse a message that a
// consumer already has.
func (c *Config) quorumBehind(fanout bool) bool {
	if fanout {
		return c.TransientQuorumQueue
	}
	return c.QuorumQueue
}

// serverQueues are the queues of an RPC server, in the order Python declares them.
func (c *Config) serverQueues(on transport.Address, names *namer) []queue {
	topic := c.topicExchange(on.Exchange)
	oneServer := c.sharedQueue(on.ServerQueue(), topic)
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
func (c *Config) fanoutQueue(on transport.Address, names *namer) queue {
	from := c.fanoutExchange(on.FanoutExchange())
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

// isQuorum reports whether q is a quorum queue.
func (q queue) isQuorum() bool { return q.args["x-queue-type"] == "quorum" }

// asThere is q as not durable, because the broker has refused its declaration: with
// its exchanges, as oslo.messaging has it, if an exchange was the reason, and else the
// queue alone. It reports false if durability was not the reason. A quorum queue is
// always durable.
func (q queue) asThere(refused error) (queue, bool) {
	if !isDurabilityClash(refused) || q.args["x-queue-type"] != nil {
		return q, false
	}
	for _, b := range q.bindings {
		if b.exchange.durable && strings.Contains(refused.Error(), "for exchange '"+b.exchange.name+"'") {
			return q.relaxed(), true
		}
	}
	was := q.durable
	q.durable = false
	return q, was
}

// relaxed returns q as not durable, because a peer with other options may have
// declared it so.
func (q queue) relaxed() queue {
	q.durable = false
	q.bindings = append([]binding(nil), q.bindings...)
	for i := range q.bindings {
		q.bindings[i].exchange.durable = false
	}
	return q
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
	return randomName()
}

// close lets other processes have the names.
func (n *namer) close() {
	if n.manager != nil {
		n.manager.close()
	}
}

func randomName() string { return strings.ReplaceAll(uuid.NewString(), "-", "") }
