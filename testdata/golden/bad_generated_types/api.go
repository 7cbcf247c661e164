// Package api sends what is generated.
package api

import (
	"context"

	"github.com/oslogen/oslogen/testdata/golden/bad_generated_types/other"
)

// Holder has a client where it travels.
type Holder struct {
	Name   string         `json:"name"`
	Client *HoldersClient `json:"client"`
}

//oslo:rpc topic=holders
type Holders interface {
	//oslo:call
	Client(ctx context.Context, c *HoldersClient) error

	//oslo:call
	Get(ctx context.Context, name string) (Holder, error)

	//oslo:call
	Others(ctx context.Context, byName map[string]other.OthersClient) error

	//oslo:call
	Notifiers(ctx context.Context, list []other.EventsNotifier) error

	//oslo:call
	Server(ctx context.Context) (UnimplementedHolders, error)
}
