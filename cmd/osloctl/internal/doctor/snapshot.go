package doctor

import (
	"context"
	"slices"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
)

// snapshot holds the management API's answers, read once.
type snapshot struct {
	overview    mgmt.Overview
	names       survey.Names
	queues      []mgmt.Queue // without exclusive ones
	exchanges   []mgmt.Exchange
	binds       []mgmt.Binding // of queues, without those of the default exchange
	consumers   []mgmt.Consumer
	connections []mgmt.Connection
	nodes       []mgmt.Node
	policies    []mgmt.Policy
	deprecated  []mgmt.Deprecated
}

// snap reads everything. Nodes, policies and connections need more rights and are
// left out where the user lacks them.
func snap(ctx context.Context, api *mgmt.Client) (*snapshot, error) {
	s := &snapshot{overview: api.Overview}
	var err error
	if s.queues, err = api.Queues(ctx); err != nil {
		return nil, err
	}
	if s.exchanges, err = api.Exchanges(ctx); err != nil {
		return nil, err
	}
	if s.binds, err = api.Bindings(ctx); err != nil {
		return nil, err
	}
	if s.consumers, err = api.Consumers(ctx); err != nil {
		return nil, err
	}
	s.connections, _ = api.Connections(ctx)
	s.nodes, _ = api.Nodes(ctx)
	s.policies, _ = api.Policies(ctx)
	s.deprecated, _ = api.DeprecatedInUse(ctx) // unknown to brokers before 3.13
	s.queues = slices.DeleteFunc(s.queues, func(q mgmt.Queue) bool { return q.Exclusive })
	s.binds = slices.DeleteFunc(s.binds, func(b mgmt.Binding) bool { return b.Source == "" || b.DestinationType != "queue" })
	s.names = survey.NewNames(s.queues, s.exchanges)
	return s, nil
}

// bound reports whether a queue is bound to an exchange by its own name.
func (s *snapshot) bound(queue, exchange string) bool {
	return slices.ContainsFunc(s.binds, func(b mgmt.Binding) bool {
		return b.Destination == queue && b.Source == exchange && b.Key == queue
	})
}

// sources lists the exchanges of a type that a queue is bound to by its own name.
func (s *snapshot) sources(queue string) []string {
	var names []string
	for _, b := range s.binds {
		if b.Destination == queue && b.Key == queue {
			names = append(names, b.Source)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
