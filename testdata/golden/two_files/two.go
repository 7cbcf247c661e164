package api

import "context"

//oslo:rpc topic=two
type Two interface {
	//oslo:call
	Get(ctx context.Context, s Shared) (Shared, error)
}

// client is made of what is generated.
func client(tr transport) *TwoClient { return NewTwoClient(tr) }

var _ = client
