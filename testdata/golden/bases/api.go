package api

import (
	"context"

	"github.com/oslogen/oslogen/testdata/golden/bases/base"
)

//oslo:rpc topic=north
type North interface{ Health }

//oslo:rpc topic=south
type South interface{ Health }

// West is a base that has a topic of its own.
//
//oslo:rpc topic=west
type West interface {
	Health

	//oslo:cast
	Go(ctx context.Context,
		//oslo:server
		node string,
		//oslo:arg name=way_out
		way string) error
}

//oslo:rpc topic=east
type East interface {
	West
	base.Agent
}

//oslo:rpc topic=moon
type Moon interface {
	base.Agent
	// Probe is Health's, with a timeout.
	//
	//oslo:call timeout=30s
	Probe(ctx context.Context,
		//oslo:server
		node string,
		//oslo:arg name=check_id
		id string) error
	Health
}
