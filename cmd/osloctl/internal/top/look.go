package top

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
)

type busOf = *connect.Bus

// looker looks at queues: through the management API, or over AMQP alone.
type looker struct {
	api   *mgmt.Client  // nil for AMQP alone
	conn  *passive.Conn // nil if AMQP can't be reached, and the API can
	why   error         // there is no API
	names []string      // of topics that are asked about over AMQP

	exchanges []mgmt.Exchange
	bindings  []mgmt.Binding
}

func newLooker(ctx context.Context, bus busOf, topics []string) (*looker, error) {
	api, err := mgmt.Find(ctx, bus)
	none, isNone := errors.AsType[*mgmt.UnavailableError](err)
	if err != nil && !isNone {
		return nil, err
	}
	conn, unreached := passive.Open(ctx, bus)
	if isNone {
		return &looker{conn: conn, why: none, names: topics}, unreached
	}
	l := &looker{api: api, conn: conn}
	if l.bindings, err = api.Bindings(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *looker) close() {
	if l.conn != nil {
		_ = l.conn.Close() // nothing waits on it
	}
}

// String names the source of the queues.
func (l *looker) String() string {
	if l.api == nil {
		return "queues of AMQP alone"
	}
	return "queues of " + l.api.String()
}

// queues lists the queues, with those that seen topics have over AMQP alone.
func (l *looker) queues(ctx context.Context, seen []string) ([]mgmt.Queue, survey.Names, error) {
	if l.api == nil {
		return l.ask(slices.Concat(l.names, seen))
	}
	queues, err := l.api.Queues(ctx)
	if err != nil {
		return nil, survey.Names{}, err
	}
	if l.exchanges, err = l.api.Exchanges(ctx); err != nil {
		return nil, survey.Names{}, err
	}
	queues = slices.DeleteFunc(queues, func(q mgmt.Queue) bool { return strings.HasPrefix(q.Name, tap.QueuePrefix) })
	if l.conn != nil {
		survey.Recount(l.conn, queues)
	}
	return queues, survey.NewNames(queues, l.exchanges), nil
}

// ask asks about queues by their names, over AMQP.
func (l *looker) ask(names []string) (list []mgmt.Queue, _ survey.Names, err error) {
	slices.Sort(names)
	var topics []mgmt.Exchange
	for _, name := range slices.Compact(names) {
		q, err := l.conn.Queue(name)
		if err != nil {
			return nil, survey.Names{}, err
		}
		if q != nil {
			list = append(list, mgmt.Queue{Name: name, Consumers: q.Consumers, Ready: q.Messages})
		}
		if !strings.Contains(name, ".") {
			topics = append(topics, mgmt.Exchange{Name: name + "_fanout", Type: "fanout"})
		}
	}
	return list, survey.NewNames(list, topics), nil
}

// sources returns the exchanges to copy: all topic exchanges, and the fanouts
// of the topics.
func (l *looker) sources(bus busOf, exchanges []string) (out []tap.Source) {
	if l.api == nil {
		if len(exchanges) == 0 {
			exchanges = []string{bus.Exchange("")}
		}
		for _, name := range exchanges {
			out = append(out, tap.Source{Exchange: name, Key: "#", Beside: strings.Join(l.names[:min(1, len(l.names))], "")})
		}
		for _, topic := range l.names {
			out = append(out, tap.Fanouts(topic))
		}
		return out
	}
	for _, e := range l.exchanges {
		named := slices.Contains(exchanges, e.Name)
		topic, isFanout := strings.CutSuffix(e.Name, "_fanout")
		switch {
		case e.Internal, strings.HasPrefix(e.Name, "amq."), e.Name == "":
		case e.Type == "topic" && (named || len(exchanges) == 0):
			out = append(out, tap.Source{Exchange: e.Name, Key: "#", Beside: l.bound(e.Name)})
		case e.Type == "fanout" && isFanout:
			out = append(out, tap.Fanouts(topic))
		}
	}
	return out
}

// bound is a queue that is bound to an exchange.
func (l *looker) bound(exchange string) string {
	for _, b := range l.bindings {
		if b.Source == exchange && b.DestinationType == "queue" {
			return b.Destination
		}
	}
	return ""
}
