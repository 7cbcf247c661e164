package amqp

import (
	"context"
	"log/slog"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// requests is what an RPC server's queues are read into.
type requests struct {
	config  *Config
	log     *slog.Logger
	replier *replier
	on      oslo.Target
	seen    *inflight.Seen
	sink    func(*oslo.Incoming)
}

// Listen serves the target: its topic, topic.server and fanout queues.
func (t *transport) Listen(ctx context.Context, on oslo.Target, sink func(*oslo.Incoming)) (oslo.Listener, error) {
	on.Exchange = t.exchangeName(on.Exchange)
	r := &requests{
		config: &t.config, log: t.log, replier: t.replier, on: on, seen: inflight.NewSeen(rememberedMessages), sink: sink,
	}
	queues := t.config.serverQueues(on, on.Exchange, t.names)
	return t.listen(ctx, "listen "+on.RoutingKey(), queues, t.config.Prefetch, r.read)
}

// rememberedMessages is how many messages a listener knows again when they come a
// second time. After a reconnect those come whose acknowledgement was lost, which
// are far fewer.
const rememberedMessages = 4096

// requestBatch is how many requests are acknowledged at once. They are handed to
// workers right after, so it bounds what a server takes beyond its workers.
const requestBatch = 32

// read acknowledges requests as they arrive, all that have, before any of them
// runs: a server runs a request at most once.
func (r *requests) read(c *consumer) {
	for batch := c.next(requestBatch); len(batch) > 0; batch = c.next(requestBatch) {
		last := &batch[len(batch)-1]
		if err := last.On.Ack(last.Tag, true); err != nil {
			return // the broker gives them to somebody else
		}
		c.passed(last)
		for i := range batch {
			r.take(c, &batch[i])
		}
	}
}

// take hands one request over, unless it can't be read or may have run before.
func (r *requests) take(c *consumer, d *conn.Arrival) {
	body, err := r.config.body(d)
	var in *oslo.Incoming
	var queue string
	if err == nil {
		in, queue, err = oslo.DecodeRequest(body)
	}
	if err != nil {
		r.log.Warn("dropping a request that can't be read", "topic", r.on.Topic, "error", err.Error())
		return
	}
	if !r.seen.Add(in.UniqueID) {
		r.log.Info("dropping a request that came twice", "topic", r.on.Topic, "unique_id", in.UniqueID)
		return
	}
	if d.Redelivered && !c.sole && !r.config.RunRedelivered {
		r.log.Warn("dropping a request that another server may have run", "topic", r.on.Topic, "method", in.Method,
			"unique_id", in.UniqueID)
		return
	}
	in.Target = r.on
	if in.MessageID != "" {
		in.Replier = &answer{replier: r.replier, queue: queue, messageID: in.MessageID}
	}
	r.sink(in)
}
