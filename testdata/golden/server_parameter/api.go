package api

import "context"

// Host is the name of a server.
type Host string

//oslo:rpc topic=l3_agent
type Agent interface {
	//oslo:call
	Where(ctx context.Context,
		//oslo:server
		host string,
	) (string, error)

	//oslo:call timeout=5s
	Moved(ctx context.Context, router string /* where to */,
		host Host, //oslo:server
		force bool) (string, error)

	//oslo:cast
	Sync(ctx context.Context,
		//oslo:server
		_ Host) error
}
