package amqp

import (
	"log/slog"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
	"github.com/oslogen/oslogen/runtime/transport"
)

// requests hands the requests of an RPC server's queues over.
type requests struct {
	config   *Config
	log      *slog.Logger
	drop     func(kind, reason, queue string) // transport.Settings.Drop
	resender *resender
	seen     *inflight.Seen // handed over
	returned *inflight.Seen // requests that were not begun when their channel was lost
	sink     func(*transport.Request)
	in       transport.Request // that take hands over
}

// rememberedMessages is how many messages a listener knows again when they come a
// second time. After a reconnect those come whose acknowledgement was lost, which
// are far fewer.
const rememberedMessages = 4096

// take hands one request over, unless it can't be read or may have run before.
func (r *requests) take(d message) {
	unbegun := d.from.begunByNobody()
	in := &r.in
	if err := r.decode(&d.Arrival, in); err != nil {
		r.drop("request", transport.DropUnreadable, d.from.name)
		r.log.Warn("dropping a request that can't be read", "queue", d.from.name, "exchange", d.Exchange, "key", d.Key, "error", err.Error())
		return
	}
	if !r.seen.Add(in.UniqueID) {
		r.drop("request", transport.DropDuplicate, d.from.name)
		r.log.Info("dropping a request that came twice", "queue", d.from.name, "method", in.Method,
			"message_id", in.MessageID, "unique_id", in.UniqueID, "request_id", in.RequestID())
		return
	}
	if d.Redelivered && !unbegun && !r.config.RunRedelivered && !r.returned.Has(in.UniqueID) {
		r.drop("request", transport.DropRedelivered, d.from.name)
		r.log.Warn("dropping a request that another server may have run", "queue", d.from.name, "method", in.Method,
			"message_id", in.MessageID, "unique_id", in.UniqueID, "request_id", in.RequestID())
		return
	}
	in.Timeout, in.Queue = time.Duration(d.Expiration)*time.Millisecond, d.from.name
	if in.MessageID != "" {
		in.Replier = &answer{resender: r.resender, queue: in.ReplyQueue, origin: originOf(&d.Arrival, in)}
	}
	r.sink(in)
}

// giveBack remembers a request that the broker delivers again because its
// channel was lost. This process may run it then, because it knows that no
// worker has begun it.
func (r *requests) giveBack(_ queue, d *conn.Arrival) {
	var in transport.Request
	if err := r.decode(d, &in); err == nil && !d.Redelivered {
		r.returned.Add(in.UniqueID)
	}
}

func (r *requests) decode(d *conn.Arrival, in *transport.Request) error {
	body, err := r.config.body(d)
	if err != nil {
		return err
	}
	return transport.ReadRequest(body, in)
}
