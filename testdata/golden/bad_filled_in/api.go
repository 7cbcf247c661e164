// Package api fills in names in ways of other languages, and with constants that
// are no names.
package api

import (
	"context"

	"github.com/oslogen/oslogen/runtime/notify"
)

const (
	spaced = "two words"
	empty  = ""
	listed = "a,b"
	braced = "agent.{id}"
	fine   = "agent"
)

//oslo:rpc topic=${host}.agent
type Shell interface {
	//oslo:call topic=agent.$host
	Ping(ctx context.Context) error
}

//oslo:rpc topic=%s.agent exchange=%(exchange)s
type Python interface {
	//oslo:call topic=<host>
	Ping(ctx context.Context) error
}

//oslo:rpc topic={{host}}.agent namespace={host
type Jinja interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic={spaced} exchange={empty} namespace={listed}
type Constants interface {
	//oslo:call topic={fine}.{braced}
	Ping(ctx context.Context) error
}

//oslo:notify publisher=compute.$host topic={listed},{fine}
type Events interface {
	//oslo:event a.one
	One(ctx context.Context, n *notify.Incoming) error

	//oslo:event a.value
	Value(ctx context.Context, n notify.Incoming) error

	//oslo:event a.list
	List(ctx context.Context, list []*notify.Incoming) error

	//oslo:event a.batch batch
	Batch(ctx context.Context, list []notify.Incoming) error
}

//oslo:rpc topic=converts version=1.5
type Converts interface {
	//oslo:call
	Show(ctx context.Context,
		//oslo:arg since=1.2 was=old renamed=1.2 below=convert:channel
		x int) error
}

func channel(int) (chan int, error) { return nil, nil }
