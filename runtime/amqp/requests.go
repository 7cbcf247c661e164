package amqp

import (
	"log/slog"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

// requests hands the requests of an RPC server's queues over.
type requests struct {
	config   *Config
	log      *slog.Logger
	resender *resender
	on       oslo.Target
	seen     *inflight.Seen // handed over
	returned *inflight.Seen // held when their channel was lost, and begun by nobody
	sink     func(*oslo.Incoming)
}

// rememberedMessages is how many messages a listener knows again when they come a
// second time. After a reconnect those come whose acknowledgement was lost, which
// are far fewer.
const rememberedMessages = 4096

// take hands one request over, unless it can't be read or may have run before.
func (r *requests) take(d message) {
	unbegun := d.from.begunByNobody()
	in, queue, err := r.decode(&d.Arrival)
	if err != nil {
		r.log.Warn("dropping a request that can't be read", "queue", d.from.name, "error", err.Error())
		return
	}
	if !r.seen.Add(in.UniqueID) {
		r.log.Info("dropping a request that came twice", "queue", d.from.name, "unique_id", in.UniqueID)
		return
	}
	if d.Redelivered && !unbegun && !r.config.RunRedelivered && !r.returned.Has(in.UniqueID) {
		r.log.Warn("dropping a request that another server may have run", "queue", d.from.name, "method", in.Method,
			"unique_id", in.UniqueID)
		return
	}
	in.Target = r.on
	if in.MessageID != "" {
		in.Replier = &answer{resender: r.resender, queue: queue, messageID: in.MessageID}
	}
	r.sink(in)
}

// giveBack remembers a request that the broker delivers again because its channel
// was lost. This process may run it then: it knows that nobody has begun it.
func (r *requests) giveBack(from queue, d *conn.Arrival) {
	if in, _, err := r.decode(d); err == nil && !d.Redelivered {
		r.returned.Add(in.UniqueID)
	}
}

func (r *requests) decode(d *conn.Arrival) (in *oslo.Incoming, replyQueue string, err error) {
	body, err := r.config.body(d)
	if err != nil {
		return nil, "", err
	}
	return oslo.DecodeRequest(body)
}
