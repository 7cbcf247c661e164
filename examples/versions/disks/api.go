// Package disks is the interface of a service that has lived through eight versions
// in two majors. Each annotation says when something came, went or got its name, and
// the generated code does the rest for clients and servers of all of them.
package disks

import (
	"context"
	"encoding/json"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen --tests

// Disks makes and attaches disks.
//
//oslo:rpc topic=demo_disks version=2.2 also=1.4
//oslo:release apple=1.1 birch=1.3 cedar=1.4 dogwood=2.1
type Disks interface {
	// Create has never changed.
	//
	//oslo:call
	Create(ctx context.Context, name string, size int) (string, error)

	// Delete learned to force in 1.1. Servers of 1.0 do not force, which is no harm.
	//
	//oslo:cast
	Delete(ctx context.Context, disk string,
		//oslo:arg since=1.1 below=drop
		force bool) error

	// Extend called its argument size before 1.3.
	//
	//oslo:call
	Extend(ctx context.Context, disk string,
		//oslo:arg was=size renamed=1.3
		newSize int) error

	// Attach came in 1.1, and may say how since 1.3.
	//
	//oslo:call since=1.1
	Attach(ctx context.Context, disk, host string,
		//oslo:arg since=1.3 default="rw"
		mode string) error

	// Detach went with 2.0, which has Release. Servers still answer it to clients of 1.4.
	//
	//oslo:call until=1.4
	Detach(ctx context.Context, disk string) error

	// Release takes a disk off a host.
	//
	//oslo:call since=2.0
	Release(ctx context.Context, disk, host string) error

	// Move was called migrate in version 1.
	//
	//oslo:call was=migrate renamed=2.0
	Move(ctx context.Context, disk, host string) error

	// Snapshot refuses limits below 2.1: without them it would take too much.
	//
	//oslo:call since=1.2
	Snapshot(ctx context.Context, disk string,
		//oslo:arg since=2.1
		limits *Limits) (string, error)

	// Restore took the snapshot's id before 2.0.
	//
	//oslo:call since=1.2
	Restore(ctx context.Context, disk string,
		//oslo:arg was=snapshot_id renamed=2.0 since=2.0 below=convert:snapshotOf
		source Source) error

	// Tag may always be called without tags.
	//
	//oslo:cast
	Tag(ctx context.Context, disk string,
		//oslo:arg optional
		tags []string) error

	// Scrub had a depth from 1.2 to 1.4.
	//
	//oslo:cast fanout
	Scrub(ctx context.Context,
		//oslo:arg since=1.2 until=1.4 below=drop
		depth int) error

	// Stats ignores detailed since 1.4: it always tells everything.
	//
	//oslo:call
	Stats(ctx context.Context, disk string,
		//oslo:arg until=1.3
		detailed bool) (map[string]int, error)

	// Rescan was last needed in 2.0. Servers of version 2 keep it for older clients.
	//
	//oslo:cast until=2.0
	Rescan(ctx context.Context, host string) error

	// Replicate is new in 2.1, and so is everything that it can do since.
	//
	//oslo:call since=2.1
	Replicate(ctx context.Context, disk, host string,
		//oslo:arg since=2.2 below=drop
		priority int,
		//oslo:arg since=2.2 default=true
		verify bool) error
}

// Limits bound a snapshot.
type Limits struct {
	Bytes int `json:"bytes"`
}

// Source is the snapshot that a disk is restored from.
type Source struct {
	Snapshot string `json:"snapshot"`
	Pool     string `json:"pool"`
}

// snapshotOf makes the argument that restore had before 2.0.
func snapshotOf(s Source) (string, error) { return s.Snapshot, nil }

// UnmarshalJSON reads the id that clients before 2.0 send, too.
func (s *Source) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &s.Snapshot) == nil {
		return nil
	}
	type plain Source
	return json.Unmarshal(data, (*plain)(s))
}
