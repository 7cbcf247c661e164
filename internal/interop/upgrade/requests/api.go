// Package requests has methods of examples/versions/disks whose arguments are the
// fields of structs. On the wire they are the same.
package requests

import (
	"context"

	"github.com/oslogen/oslogen/examples/versions/disks"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen

// Disk names a disk.
type Disk struct {
	Disk string `json:"disk"`
}

// Delete is the arguments of delete.
type Delete struct {
	Disk
	//oslo:arg since=1.1 below=drop
	Force bool `json:"force"`
}

// Extend is the arguments of extend.
type Extend struct {
	Disk
	//oslo:arg was=size renamed=1.3
	NewSize int `json:"new_size"`
}

// Attach is the arguments of attach.
type Attach struct {
	Disk
	Host string `json:"host"`
	//oslo:arg since=1.3 default="rw"
	Mode string `json:"mode"`
}

// Snapshot is the arguments of snapshot.
type Snapshot struct {
	Disk
	//oslo:arg since=2.1
	Limits *disks.Limits `json:"limits"`
}

// Restore is the arguments of restore.
type Restore struct {
	Disk
	//oslo:arg was=snapshot_id renamed=2.0 since=2.0 below=convert:snapshotOf
	Source disks.Source `json:"source"`
}

func snapshotOf(s disks.Source) (string, error) { return s.Snapshot, nil }

// Tag is the arguments of tag.
type Tag struct {
	Disk
	//oslo:arg optional
	Tags []string `json:"tags"`
}

// Stats is the arguments of stats.
type Stats struct {
	Disk
	//oslo:arg until=1.3
	Detailed bool `json:"detailed"`
}

// Replicate is the arguments of replicate.
type Replicate struct {
	Disk
	Host string `json:"host"`
	//oslo:arg since=2.2 below=drop
	Priority int `json:"priority"`
	//oslo:arg since=2.2 default=true
	Verify bool `json:"verify"`
}

// Disks makes and attaches disks.
//
//oslo:rpc topic=demo_disks version=2.2 also=1.4
type Disks interface {
	//oslo:cast
	Delete(ctx context.Context,
		//oslo:request
		r Delete) error

	//oslo:call
	Extend(ctx context.Context,
		//oslo:request
		r Extend) error

	//oslo:call since=1.1
	Attach(ctx context.Context,
		//oslo:request
		r *Attach) error

	//oslo:call since=1.2
	Snapshot(ctx context.Context,
		//oslo:request
		r Snapshot) (string, error)

	//oslo:call since=1.2
	Restore(ctx context.Context,
		//oslo:request
		r *Restore) error

	//oslo:cast
	Tag(ctx context.Context,
		//oslo:request
		r Tag) error

	//oslo:call
	Stats(ctx context.Context,
		//oslo:request
		r Stats) (map[string]int, error)

	//oslo:call since=2.1
	Replicate(ctx context.Context,
		//oslo:request
		r Replicate) error
}
