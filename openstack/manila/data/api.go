// Package data is the RPC API of manila.data.rpcapi.DataAPI, imported from Python.
package data

import (
	"context"
)

// Data holds the requests of manila.data.rpcapi.DataAPI.
//
//oslo:rpc topic=manila-data version=1.1
type Data interface {
	//oslo:cast
	MigrationStart(ctx context.Context, shareID, ignoreList, shareInstanceID,
		destShareInstanceID, connectionInfoSrc, connectionInfoDest any) error

	//oslo:call
	DataCopyCancel(ctx context.Context, shareID any) error

	//oslo:call
	DataCopyGetProgress(ctx context.Context, shareID any) (any, error)

	//oslo:cast since=1.1
	CreateBackup(ctx context.Context, backup any) error

	//oslo:cast since=1.1
	DeleteBackup(ctx context.Context, backup any) error

	//oslo:cast since=1.1
	RestoreBackup(ctx context.Context, backup, shareID any) error
}
