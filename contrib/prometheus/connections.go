package prometheus

import (
	prom "github.com/prometheus/client_golang/prometheus"

	"github.com/oslogen/oslogen/contrib/internal/outcome"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// Connections is a collector of the state of transports' connections at the
// time of a scrape, from amqp.HealthOf: oslo_connections by connection and
// state, oslo_calls_waiting and oslo_replies_pending. It has no metrics of
// other drivers. Name all transports of the program in one call.
//
// It does not use OnState, which can't tell apart connections that share a
// name, such as the pool's.
func Connections(transports ...oslo.Transport) prom.Collector { return connections(transports) }

type connections []oslo.Transport

var (
	connectionsDesc = prom.NewDesc("oslo_connections", "Connections, by what they are for and what they do.", []string{"connection", "state"}, nil)
	waitingDesc     = prom.NewDesc("oslo_calls_waiting", "Calls that wait for their reply.", nil, nil)
	pendingDesc     = prom.NewDesc("oslo_replies_pending", "Replies that are sent again, for want of a queue or a connection.", nil, nil)
)

// Describe implements prometheus.Collector.
func (connections) Describe(to chan<- *prom.Desc) {
	to <- connectionsDesc
	to <- waitingDesc
	to <- pendingDesc
}

// Collect implements prometheus.Collector.
func (c connections) Collect(to chan<- prom.Metric) {
	type series struct {
		name  string
		state amqp.State
	}
	count := map[series]int{}
	waiting, pending := 0, 0
	for _, tr := range c {
		h, ok := amqp.HealthOf(tr)
		if !ok {
			continue
		}
		count[series{outcome.Text(h.Reply.Name), h.Reply.State}]++
		for _, group := range [][]amqp.ConnectionHealth{h.Listeners, h.Senders} {
			for _, one := range group {
				count[series{outcome.Text(one.Name), one.State}]++
			}
		}
		waiting, pending = waiting+h.CallsWaiting, pending+h.RepliesPending
	}
	for s, n := range count {
		to <- prom.MustNewConstMetric(connectionsDesc, prom.GaugeValue, float64(n), s.name, string(s.state))
	}
	to <- prom.MustNewConstMetric(waitingDesc, prom.GaugeValue, float64(waiting))
	to <- prom.MustNewConstMetric(pendingDesc, prom.GaugeValue, float64(pending))
}
