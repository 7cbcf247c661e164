package world

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// topology writes the queues, exchanges and bindings of the virtual host to a file,
// a line each, in the order of their names.
func topology(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: topology FILE")
	}
	w := of(ts)
	lines, err := w.broker.Topology(w.vhost)
	ts.Check(err)
	ts.Check(writeFile(ts, args[0], []byte(strings.Join(lines, ""))))
}

// Topology lists the queues, exchanges and bindings of a virtual host.
func (b *Broker) Topology(vhost string) ([]string, error) {
	lines := []string{}
	for _, kind := range []string{"queues", "exchanges", "bindings"} {
		var items []struct {
			Name        string `json:"name"`
			Source      string `json:"source"`
			Destination string `json:"destination"`
			RoutingKey  string `json:"routing_key"`
		}
		if err := b.Get(context.Background(), &items, kind, vhost); err != nil {
			return nil, err
		}
		for _, item := range items {
			lines = append(lines, strings.TrimRight(fmt.Sprintf("%s %s%s %s %s", kind, item.Name, item.Source, item.Destination, item.RoutingKey), " ")+"\n")
		}
	}
	slices.Sort(lines)
	return lines, nil
}
