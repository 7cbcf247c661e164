// Package base has interfaces for others to embed.
package base

import "context"

// Agent reports its state.
type Agent interface {
	//oslo:cast
	Report(ctx context.Context,
		//oslo:server
		host string,
		//oslo:request
		state *State) error
}

// State is reported.
type State struct {
	Alive bool `json:"alive"`
}

// Unused is embedded by nobody here.
//
//oslo:base
type Unused interface {
	//oslo:call
	Nothing(ctx context.Context) error
}
