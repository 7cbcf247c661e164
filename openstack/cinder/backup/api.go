// Package backup is the RPC API of cinder.backup.rpcapi.BackupAPI, imported from Python.
package backup

import (
	"context"
)

// Backup holds the requests of cinder.backup.rpcapi.BackupAPI.
//
//oslo:rpc topic=cinder-backup version=2.4
type Backup interface {
	//oslo:cast
	CreateBackup(ctx context.Context,
		//oslo:server
		host string,
		backup any) error

	//oslo:cast since=2.3
	ContinueBackup(ctx context.Context,
		//oslo:server
		host string,
		backup, backupDevice any) error

	//oslo:cast
	RestoreBackup(ctx context.Context,
		//oslo:server
		backupHost string,
		backup, volumeID any,
		//oslo:arg since=2.4 below=drop
		volumeIsNew any) error

	//oslo:cast
	DeleteBackup(ctx context.Context,
		//oslo:server
		host string,
		backup any) error

	//oslo:call
	ExportRecord(ctx context.Context,
		//oslo:server
		host string,
		backup any) (map[string]any, error)

	//oslo:cast
	ImportRecord(ctx context.Context,
		//oslo:server
		host string,
		backup, backupService, backupURL, backupHosts any) error

	//oslo:cast
	ResetStatus(ctx context.Context,
		//oslo:server
		host string,
		backup, status any) error

	//oslo:call
	CheckSupportToForceDelete(ctx context.Context,
		//oslo:server
		host string) (bool, error)

	//oslo:cast since=2.1
	SetLogLevels(ctx context.Context,
		//oslo:server
		host string,
		logRequest any) error

	//oslo:call since=2.1
	GetLogLevels(ctx context.Context,
		//oslo:server
		host string,
		logRequest any) (any, error)

	//oslo:cast fanout since=2.2
	PublishServiceCapabilities(ctx context.Context) error
}
