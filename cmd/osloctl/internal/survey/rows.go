package survey

import (
	"cmp"
	"slices"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
)

// Row is one line of the list of servers. The fanout queues of a topic share one.
type Row struct {
	Topic     string `json:"topic"`
	Server    string `json:"server,omitempty"`
	Kind      Kind   `json:"kind"`
	Queue     string `json:"queue"`
	Queues    int    `json:"queues"`
	Consumers int    `json:"consumers"`
	Ready     int    `json:"ready"`
	Unacked   *int   `json:"unacknowledged,omitempty"` // unknown to AMQP alone
	IdleSince string `json:"idle_since,omitempty"`
	Source    string `json:"source"` // management or amqp
}

// order is the order of the rows of one topic.
var order = []Kind{KindTopic, KindServer, KindFanout, KindNotification, KindOther}

// rows makes the rows of queues. Reply queues are left out.
func rows(queues []mgmt.Queue, names Names) []Row {
	var all []Row
	fanouts := map[string]int{} // topic to index in all
	for _, q := range queues {
		kind, topic, server := names.Of(q.Name)
		if kind == KindReply {
			continue
		}
		row := Row{topic, server, kind, q.Name, 1, q.Consumers, q.Ready, new(q.Unacked), q.IdleSince, "management"}
		if kind != KindFanout {
			all = append(all, row)
			continue
		}
		if i, ok := fanouts[topic]; ok {
			all[i].merge(row)
			continue
		}
		row.Queue = topic + fanoutSuffix + "_*"
		fanouts[topic] = len(all)
		all = append(all, row)
	}
	slices.SortStableFunc(all, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), slices.Index(order, a.Kind)-slices.Index(order, b.Kind), cmp.Compare(a.Server, b.Server))
	})
	return all
}

// merge adds another fanout queue of the topic.
func (r *Row) merge(other Row) {
	r.Queues++
	r.Consumers += other.Consumers
	r.Ready += other.Ready
	*r.Unacked += *other.Unacked
	if other.IdleSince == "" {
		r.IdleSince = ""
	}
}
