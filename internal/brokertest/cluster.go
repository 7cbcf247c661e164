package brokertest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// Cluster is several nodes that form one broker. Each may be killed, frozen
// and restarted by itself.
type Cluster struct {
	Nodes []*Broker

	site *site
}

// StartCluster starts n nodes and returns when they are joined. It takes about
// ten seconds a node. The caller has to Stop it.
func StartCluster(ctx context.Context, n int, opts Options) (*Cluster, error) {
	home, err := opts.home()
	if err != nil {
		return nil, err
	}
	s, err := newSite(home)
	if err != nil {
		return nil, err
	}
	c := &Cluster{site: s}
	if err := c.start(ctx, n, opts); err != nil {
		c.Stop()
		return nil, fmt.Errorf("start cluster: %w", err)
	}
	return c, nil
}

// NewCluster starts a cluster for one test, with the rules of New.
func NewCluster(tb testing.TB, n int, opts Options) *Cluster {
	tb.Helper()
	c, err := StartCluster(tb.Context(), n, opts)
	if errors.Is(err, ErrUnavailable) {
		Unavailable(tb, err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Stop)
	return c
}

// start runs the first node alone. The others find it by their configuration.
func (c *Cluster) start(ctx context.Context, n int, opts Options) error {
	join := ""
	for i := range n {
		b, err := newNode(c.site, fmt.Sprintf("n%d", i+1), opts, join)
		if err != nil {
			return err
		}
		c.Nodes = append(c.Nodes, b)
		if i == 0 {
			join = "cluster_formation.peer_discovery_backend = classic_config\n"
		}
		join += fmt.Sprintf("cluster_formation.classic_config.nodes.%d = %s\n", i+1, b.Node)
		if err := b.Restart(ctx); err != nil {
			return fmt.Errorf("node %d: %w", i+1, err)
		}
	}
	return c.joined(ctx)
}

// Mend starts the nodes that do not run and returns when every node sees all others.
func (c *Cluster) Mend(ctx context.Context) error {
	for _, b := range c.Nodes {
		if b.Running() {
			continue
		}
		if err := b.Restart(ctx); err != nil {
			return err
		}
	}
	return c.joined(ctx)
}

// joined waits until every node runs in the view of each.
func (c *Cluster) joined(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		views, err := c.Views(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(views, func(running string) bool {
			return slices.ContainsFunc(c.Nodes, func(b *Broker) bool { return !strings.Contains(running, b.Node) })
		}) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the nodes did not join; each sees %s", strings.Join(views, "; "))
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Views returns the nodes that each running node sees. Nodes that see fewer than run have
// split by themselves.
func (c *Cluster) Views(ctx context.Context) (views []string, _ error) {
	for _, b := range c.Nodes {
		if !b.Running() {
			continue
		}
		running, err := b.Eval(ctx, "case erlang:function_exported(rabbit_nodes, list_running, 0) of "+
			"true -> rabbit_nodes:list_running(); false -> rabbit_nodes:all_running() end") // RabbitMQ 4, RabbitMQ 3
		if err != nil {
			return nil, err
		}
		views = append(views, running)
	}
	return views, nil
}

// Settle returns when every quorum queue has all its members and all of them follow
// its leader, so that another node may be lost. An operator waits for the same
// between two nodes of an upgrade.
func (c *Cluster) Settle(ctx context.Context) error {
	const lacking = "length([Q || Q <- rabbit_amqqueue:list(), amqqueue:get_type(Q) == rabbit_quorum_queue," +
		" case catch ra:members({element(1, amqqueue:get_pid(Q)), node()}) of {ok, _, {_, _}} -> false; _ -> true end])" +
		" + length(rabbit_quorum_queue:list_with_minimum_quorum())"
	for _, b := range c.Nodes {
		for {
			n, err := b.Eval(ctx, lacking)
			if err != nil {
				return err
			}
			if n == "0" {
				break
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("quorum queues that lack members: %s: %w", n, ctx.Err())
			case <-time.After(100 * time.Millisecond):
			}
		}
	}
	return nil
}

// URL is a transport URL that lists all nodes.
func (c *Cluster) URL(vhost string) string {
	var hosts []string
	for _, b := range c.Nodes {
		hosts = append(hosts, "guest:guest@"+b.Address())
	}
	_, path, _ := strings.Cut(c.Nodes[0].URL(vhost), "@"+c.Nodes[0].Address())
	return "rabbit://" + strings.Join(hosts, ",") + path
}

// Stop ends all nodes and removes their data.
func (c *Cluster) Stop() {
	for _, b := range c.Nodes {
		b.Stop()
	}
	c.site.close()
}
