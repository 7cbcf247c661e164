// Package api has topics that are not known before run time.
package api

import (
	"context"
	stdhttp "net/http"
)

// TopicPlugin is Neutron's.
const TopicPlugin = "q-plugin"

// Plugin has everything from constants.
//
//oslo:rpc topic={TopicPlugin}-{stdhttp.MethodGet} exchange={exchange}
type Plugin interface {
	//oslo:call
	Get(ctx context.Context) (string, error)

	//oslo:call topic={TopicPlugin}-reports
	Report(ctx context.Context) (string, error)
}

// Agent is addressed by its id, which a client is made for.
//
//oslo:rpc topic=agent.{id} namespace={space}
type Agent interface {
	//oslo:call
	Get(ctx context.Context) (string, error)
}

// Host is a name.
type Host string

// Conductor is addressed by the host that each call names.
//
//oslo:rpc topic=conductor.{host}
type Conductor interface {
	//oslo:call
	Get(ctx context.Context,
		//oslo:topic
		host string, id string) (string, error)

	//oslo:cast topic=volume.{host}.x
	Put(ctx context.Context,
		//oslo:server
		server string,
		//oslo:topic
		host Host, id string) error

	//oslo:call topic=conductor
	Any(ctx context.Context) (string, error)
}

//oslo:notify publisher=compute:{tr}
type Events interface {
	//oslo:event a.b
	Happened(ctx context.Context, p map[string]any) error
}

var _ = stdhttp.MethodGet
