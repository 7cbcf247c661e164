package notify

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/oslogen/oslogen/runtime/transport"
)

// receive settles messages that no event has to see, and collects the rest.
func (l *Listener) receive(n *transport.Notification, batches *batcher) {
	if n.IsRequest() {
		l.tr.Settings().Drop("request", transport.DropStray, n.Queue)
		l.life.Log.Warn("request dropped: it came to a queue of notifications; is the pool named like a topic of RPC?", "queue", n.Queue)
		_ = n.Settler.Ack() // if it fails the request comes again
		return
	}
	in := received(n)
	switch {
	case l.seen.Has(in.UniqueID):
		l.drop(in, transport.DropDuplicate)
		l.ack(in)
	case !slices.Contains(Priorities(), in.Priority):
		l.drop(in, transport.DropUnknownPriority)
		l.ack(in)
	default:
		batches.add(in)
	}
}

// drop counts and logs a notification that no event gets.
func (l *Listener) drop(in *Incoming, reason string) {
	l.tr.Settings().Drop("notification", reason, in.queue)
	l.life.Log.Warn("notification dropped", append(logAttrs(in), "reason", reason, "queue", in.queue)...)
}

// handle runs the events for a batch, one priority after the other.
func (l *session) handle(ctx context.Context, batch []*Incoming) {
	all := make([]handling, len(batch))
	for i, in := range batch {
		all[i].Incoming = in
	}
	defer func() { // all is empty unless an event ended its goroutine
		for _, h := range all {
			h.err = cmp.Or(h.err, errExit)
			l.settle(ctx, h)
		}
	}()
	slices.SortStableFunc(all, func(a, b handling) int { return cmp.Compare(a.Priority, b.Priority) })
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Priority == all[0].Priority {
			n++
		}
		l.run(ctx, all[:n])
		for _, h := range all[:n] {
			l.settle(ctx, h)
		}
		all = all[n:]
	}
}

// errExit is the failure of an event that ended its goroutine, as
// testing.T.FailNow does.
var errExit = errors.New("the event ended its goroutine (runtime.Goexit)")

// run runs the events in order until ctx ends.
func (l *session) run(ctx context.Context, batch []handling) {
	for _, e := range l.events {
		if ctx.Err() == nil {
			e.run(ctx, batch, l.serializer)
			continue
		}
		for i := range batch {
			batch[i].err = cmp.Or(batch[i].err, ctx.Err())
		}
	}
}
