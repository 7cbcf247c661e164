package doctor

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/runtime/notify"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
)

// bindings examines how queues are bound: each to one exchange, by its own name.
func (e *exam) bindings(all *snapshot) {
	for _, q := range all.queues {
		kind, topic, _ := all.names.Of(q.Name)
		if kind != survey.KindTopic && kind != survey.KindServer {
			continue
		}
		sources := all.sources(q.Name)
		switch {
		case len(sources) == 0 && e.consumed(q):
			e.fault("no-binding", "queue "+q.Name, "its server consumes it, and no exchange leads to it: the server is deaf", "Restart the service, which binds it again. If it comes back, look for who removes bindings.")
		case len(sources) > 1:
			e.fault("two-exchanges", "queue "+q.Name, fmt.Sprintf("exchanges %s both lead to it: two services with different control_exchange share topic %s, and each takes calls of the other", strings.Join(sources, " and "), topic), "Rename the topic of one service, or give it a virtual host of its own.")
		}
		e.foreign(q, all)
	}
	e.dangling(all)
}

// foreign examines the bindings of an RPC queue by other keys than its own.
func (e *exam) foreign(q mgmt.Queue, all *snapshot) {
	for _, b := range all.binds {
		if b.Destination != q.Name || b.Key == q.Name || strings.HasSuffix(b.Source, "_fanout") {
			continue
		}
		if notify.TopicOf(b.Key) != "" {
			e.fault("pool-topic", "queue "+q.Name, fmt.Sprintf("a notification pool has the name of an RPC topic: it gets the notifications %s, and eats calls of the topic", b.Key), "Rename the pool of the listener, then unbind "+b.Key+".")
			continue
		}
		e.warn("stale-binding", "queue "+q.Name, fmt.Sprintf("exchange %s leads messages for %s to it: a binding that was left behind, or that somebody made", b.Source, b.Key), fmt.Sprintf("rabbitmqadmin delete binding source=%s destination_type=queue destination=%s properties_key=%s.", b.Source, q.Name, b.Key))
	}
}

// dangling examines fanout queues that their exchange does not reach.
func (e *exam) dangling(all *snapshot) {
	for _, q := range all.queues {
		kind, topic, _ := all.names.Of(q.Name)
		leads := func(b mgmt.Binding) bool { return b.Destination == q.Name && b.Source == topic+"_fanout" }
		if kind == survey.KindFanout && !slices.ContainsFunc(all.binds, leads) && e.consumed(q) {
			e.fault("no-binding", "queue "+q.Name, "its server consumes it, and the fanout exchange does not lead to it: the server misses fanouts", "Restart the service, which binds it again.")
		}
	}
}

// consumed reports whether something consumes a queue. The broker is asked if the
// management API has not counted yet.
func (e *exam) consumed(q mgmt.Queue) bool {
	if q.Consumers > 0 {
		return true
	}
	now, err := passive.On(e.conn).Queue(q.Name)
	return err == nil && now != nil && now.Consumers > 0
}
