// Package api has names that OpenStack writes in its own way.
package api

import "context"

// Networks is about addresses.
//
//oslo:rpc topic=networks
type Networks interface {
	//oslo:call
	GetIPv4Address(ctx context.Context, IPv6RAMode, qosPolicy string, vCPUs int) (string, error)

	//oslo:cast
	AttachISCSITarget(ctx context.Context, vlanIDs []int, IPSecSite string, sizeGiB int) error
}
