package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	RebootVM(ctx context.Context) error

	//oslo:call name=reboot_vm
	Restart(ctx context.Context) error

	//oslo:call
	Stop(ctx context.Context, vmID string, vmId string) error

	//oslo:call
	Start(ctx context.Context, force bool,
		//oslo:arg name=force
		hard bool) error
}
