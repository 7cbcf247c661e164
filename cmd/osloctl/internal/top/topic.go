package top

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// topic is one topic with everything known about it.
type topic struct {
	Name      string  `json:"topic"`
	Notifies  bool    `json:"notifications"` // and not RPC
	Servers   int     `json:"servers"`       // that consume their queue
	Down      int     `json:"servers_down"`  // with a queue that has no consumer
	Consumers int     `json:"consumers"`     // of the queue that all share, or of all priorities
	Backlog   int     `json:"backlog"`       // messages that wait, in all queues of the topic
	Unacked   int     `json:"unacknowledged"`
	Rate      float64 `json:"rate"` // messages a second, over 10 s
	Failed    int     `json:"failed"`
	Late      int     `json:"late"`
	Slowest   string  `json:"slowest_method,omitempty"`
	P99       float64 `json:"slowest_p99_ms,omitempty"`

	deserted bool // a queue has messages and no consumer
	p99      time.Duration
}

// server is a server of a topic, by its queue.
type server struct {
	Topic     string `json:"topic"`
	Name      string `json:"server"`
	Consumers int    `json:"consumers"`
	Backlog   int    `json:"backlog"`
	Unacked   int    `json:"unacknowledged"`
	Idle      string `json:"idle_since,omitempty"`
}

// topics makes the topics of the queues and of the messages seen. The caller holds mu.
func (st *state) topics(now time.Time) []*topic {
	all := map[string]*topic{}
	of := func(name string) *topic {
		if all[name] == nil {
			all[name] = &topic{Name: name}
		}
		return all[name]
	}
	for _, q := range st.queues {
		if kind, name, _ := st.names.Of(q.Name); kind != survey.KindReply && kind != survey.KindOther {
			of(name).addQueue(kind, q)
		}
	}
	for _, row := range st.book.Rows(now) {
		t := of(row.Topic)
		t.Notifies = t.Notifies || !isRequest(row)
		t.Rate += row.Rate(now, 10)
		t.Failed += row.Failures
		t.Late += row.Late
		if p99 := row.Times.Quantile(0.99); p99 > t.p99 {
			t.p99, t.Slowest, t.P99 = p99, row.Name, float64(p99.Microseconds())/1000
		}
	}
	list := slices.Collect(maps.Values(all))
	list = slices.DeleteFunc(list, func(t *topic) bool { return !st.shows(t.Name) })
	slices.SortFunc(list, func(a, b *topic) int {
		return cmp.Or(cmp.Compare(b.mark(), a.mark()), cmp.Compare(b.Rate, a.Rate), cmp.Compare(a.Name, b.Name))
	})
	return list
}

func (t *topic) addQueue(kind survey.Kind, q mgmt.Queue) {
	t.Backlog += q.Ready
	t.Unacked += q.Unacked
	t.deserted = t.deserted || q.Ready > 0 && q.Consumers == 0
	switch kind {
	case survey.KindNotification:
		t.Notifies = true
		t.Consumers += q.Consumers
	case survey.KindTopic:
		t.Consumers += q.Consumers
	case survey.KindServer:
		if q.Consumers > 0 {
			t.Servers++
		} else {
			t.Down++
		}
	}
}

func (t *topic) mark() screen.Mark {
	switch {
	case t.deserted, t.Late > 0:
		return screen.Alarm
	case t.Down > 0, t.Failed > 0:
		return screen.Warning
	}
	return screen.Plain
}

// servers makes the servers of the queues. The caller holds mu.
func (st *state) servers() (list []*server) {
	for _, q := range st.queues {
		if kind, topic, name := st.names.Of(q.Name); kind == survey.KindServer && st.shows(topic) {
			list = append(list, &server{topic, name, q.Consumers, q.Ready, q.Unacked, q.IdleSince})
		}
	}
	slices.SortFunc(list, func(a, b *server) int {
		return cmp.Or(cmp.Compare(b.mark(), a.mark()), cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Name, b.Name))
	})
	return list
}

func (s *server) mark() screen.Mark {
	switch {
	case s.Consumers == 0 && s.Backlog > 0:
		return screen.Alarm
	case s.Consumers == 0:
		return screen.Warning
	}
	return screen.Plain
}

// slowest is the slowest method as a cell.
func (t *topic) slowest() string {
	if t.p99 == 0 {
		return "-"
	}
	return t.Slowest + " " + traffic.Took(t.p99)
}
