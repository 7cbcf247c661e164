package mgmt

import (
	"context"
	"encoding/json"
	"strings"
)

// Overview is the API's description of the broker.
type Overview struct {
	Product        string `json:"product_name"`
	ProductVersion string `json:"product_version"`
	Version        string `json:"rabbitmq_version"`
	Erlang         string `json:"erlang_version"`
	Cluster        string `json:"cluster_name"`
	Node           string `json:"node"`
}

// Queue is a queue.
type Queue struct {
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Durable    bool           `json:"durable"`
	AutoDelete bool           `json:"auto_delete"`
	Exclusive  bool           `json:"exclusive"`
	Arguments  map[string]any `json:"arguments"`
	Consumers  int            `json:"consumers"`
	Ready      int            `json:"messages_ready"`
	Unacked    int            `json:"messages_unacknowledged"`
	State      string         `json:"state"`
	Members    []string       `json:"members"` // nodes of a quorum queue
	Online     []string       `json:"online"`  // members that run
	IdleSince  string         `json:"idle_since"`
	Policy     string         `json:"policy"`
	Details    []Consumer     `json:"consumer_details"` // of one queue only

	// Counted says that the API has the numbers, which it learns some seconds after
	// the declaration.
	Counted bool `json:"-"`
}

// UnmarshalJSON reads a queue, whose numbers may be missing.
func (q *Queue) UnmarshalJSON(data []byte) error {
	type plain Queue
	read := struct {
		*plain
		Consumers *int `json:"consumers"`
	}{plain: (*plain)(q)}
	err := json.Unmarshal(data, &read)
	if read.Consumers != nil {
		q.Consumers, q.Counted = *read.Consumers, true
	}
	return err
}

// Consumer is a consumer of a queue.
type Consumer struct {
	Tag     string `json:"consumer_tag"`
	Channel struct {
		Name       string `json:"name"`
		Connection string `json:"connection_name"`
		Host       string `json:"peer_host"`
		Port       any    `json:"peer_port"`
		User       string `json:"user"`
	} `json:"channel_details"`
	Queue struct {
		Name  string `json:"name"`
		Vhost string `json:"vhost"`
	} `json:"queue"`
}

// Exchange is an exchange.
type Exchange struct {
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Durable    bool           `json:"durable"`
	AutoDelete bool           `json:"auto_delete"`
	Internal   bool           `json:"internal"`
	Arguments  map[string]any `json:"arguments"`
}

// Binding is a binding. The default exchange, which binds each queue by its name,
// has an empty Source.
type Binding struct {
	Source          string `json:"source"`
	Destination     string `json:"destination"`
	DestinationType string `json:"destination_type"`
	Key             string `json:"routing_key"`
}

// Connection is a client's connection.
type Connection struct {
	Name    string `json:"name"`
	Vhost   string `json:"vhost"`
	User    string `json:"user"`
	State   string `json:"state"`
	Host    string `json:"peer_host"`
	Timeout *int   `json:"timeout"` // the heartbeat, in seconds, nil of a new connection
	Client  struct {
		Product string `json:"product"`
		Name    string `json:"connection_name"`
	} `json:"client_properties"`
}

// Node is a node of the broker.
type Node struct {
	Name          string   `json:"name"`
	Running       bool     `json:"running"`
	MemoryAlarm   bool     `json:"mem_alarm"`
	DiskAlarm     bool     `json:"disk_free_alarm"`
	Partitions    []string `json:"partitions"`
	MemoryUsed    int64    `json:"mem_used"`
	MemoryLimit   int64    `json:"mem_limit"`
	DiskFree      int64    `json:"disk_free"`
	DiskLimit     int64    `json:"disk_free_limit"`
	FilesUsed     int64    `json:"fd_used"`
	FilesTotal    int64    `json:"fd_total"`
	BeingDrained  bool     `json:"being_drained"`
	ProcessesUsed int64    `json:"proc_used"`
}

// Policy is a policy of the virtual host.
type Policy struct {
	Name       string         `json:"name"`
	Pattern    string         `json:"pattern"`
	ApplyTo    string         `json:"apply-to"`
	Definition map[string]any `json:"definition"`
}

// Deprecated is a deprecated feature in use.
type Deprecated struct {
	Name  string `json:"name"`
	Phase string `json:"deprecation_phase"`
}

func list[T any](ctx context.Context, c *Client, path ...string) ([]T, error) {
	var items []T
	err := c.get(ctx, &items, path...)
	return items, err
}

// Queues lists the queues of the virtual host.
func (c *Client) Queues(ctx context.Context) ([]Queue, error) {
	return list[Queue](ctx, c, "queues", c.vhost)
}

// Exchanges lists the exchanges of the virtual host.
func (c *Client) Exchanges(ctx context.Context) ([]Exchange, error) {
	return list[Exchange](ctx, c, "exchanges", c.vhost)
}

// Bindings lists the bindings of the virtual host.
func (c *Client) Bindings(ctx context.Context) ([]Binding, error) {
	return list[Binding](ctx, c, "bindings", c.vhost)
}

// Consumers lists the consumers of the virtual host.
func (c *Client) Consumers(ctx context.Context) ([]Consumer, error) {
	return list[Consumer](ctx, c, "consumers", c.vhost)
}

// Connections lists the connections of the virtual host that the user may see.
func (c *Client) Connections(ctx context.Context) ([]Connection, error) {
	return list[Connection](ctx, c, "vhosts", c.vhost, "connections")
}

// Nodes lists the nodes of the broker.
func (c *Client) Nodes(ctx context.Context) ([]Node, error) { return list[Node](ctx, c, "nodes") }

// Policies lists the policies of the virtual host.
func (c *Client) Policies(ctx context.Context) ([]Policy, error) {
	return list[Policy](ctx, c, "policies", c.vhost)
}

// DeprecatedInUse lists the deprecated features in use. Brokers before 3.13 list
// none.
func (c *Client) DeprecatedInUse(ctx context.Context) ([]Deprecated, error) {
	var raw json.RawMessage
	if err := c.get(ctx, &raw, "deprecated-features", "used"); err != nil {
		return nil, err
	}
	var used []Deprecated
	if strings.HasPrefix(string(raw), "[") {
		return used, json.Unmarshal(raw, &used)
	}
	return nil, nil
}
