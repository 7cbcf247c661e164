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
	doubts   *doubts
	sink     func(*transport.Request)
	in       transport.Request // that take hands over
}

// rememberedMessages is how many messages a listener knows again when they come a
// second time. After a reconnect those come whose acknowledgement was lost, which
// are far fewer.
const rememberedMessages = 4096

// take hands one request over, unless it can't be read or may have run before.
func (r *requests) take(d message) {
	isNew := d.heldAt.IsZero()
	isBack := isNew && d.from.isBack()
	in := &r.in
	if err := r.decode(&d.Arrival, in); err != nil {
		r.drop("request", transport.DropUnreadable, d.from.name)
		r.log.Warn("dropping a request that can't be read", "queue", d.from.name, "exchange", d.Exchange, "key", d.Key, "error", err.Error())
		return
	}
	if isNew && !r.seen.Add(in.UniqueID) {
		r.drop("request", transport.DropDuplicate, d.from.name)
		r.log.Info("dropping a request that came twice", "queue", d.from.name, "method", in.Method,
			"message_id", in.MessageID, "unique_id", in.UniqueID, "request_id", in.RequestID())
		return
	}
	switch r.judge(d, isBack, in) {
	case undecided:
		return
	case perhapsBegun:
		r.drop("request", transport.DropRedelivered, d.from.name)
		r.log.Warn("dropping a request that another server may have run", "queue", d.from.name, "method", in.Method,
			"message_id", in.MessageID, "unique_id", in.UniqueID, "request_id", in.RequestID())
		return
	}
	in.Timeout, in.Queue = time.Duration(d.Expiration)*time.Millisecond, d.from.name
	if in.Timeout > 0 && !isNew {
		in.Timeout = max(in.Timeout-time.Since(d.heldAt), 1)
	}
	if in.MessageID != "" {
		in.Replier = &answer{resender: r.resender, queue: in.ReplyQueue, origin: originOf(&d.Arrival, in)}
	}
	r.sink(in)
}

// judge says whether another server may have begun a request. The request is held if it
// is not decided yet.
func (r *requests) judge(d message, isBack bool, in *transport.Request) verdict {
	switch {
	case !d.Redelivered, d.from.sole, r.config.RunRedelivered, r.returned.Has(in.UniqueID):
		return begunByNobody
	case d.verdict != undecided:
		return d.verdict
	case isBack:
		return r.doubts.judge(d)
	}
	return perhapsBegun
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
