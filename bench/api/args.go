package api

import "context"

// Args is served beside Bench. Its two methods have the same arguments, and one of
// them has had them at every version.
//
//oslo:rpc topic=bench version=1.3
type Args interface {
	//oslo:call
	EchoPlain(ctx context.Context, data, region string, depth int, force bool) (string, error)

	//oslo:call
	EchoVersioned(ctx context.Context, data string,
		//oslo:arg since=1.1
		region string,
		//oslo:arg since=1.2
		depth int,
		//oslo:arg since=1.3
		force bool) (string, error)
}
