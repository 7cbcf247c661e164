package api

import "context"

//oslo:rpc topic=conductor namespace=conductor version=3.2 exchange=nova legacy_namespaces=,compute_task also=2.5
type Conductor interface {
	//oslo:call
	Version(ctx context.Context) (string, error)
}
