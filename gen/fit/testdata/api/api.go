// Package api has what messages are compared with.
package api

import (
	"context"
	"time"

	"github.com/oslogen/oslogen/runtime/versioned"
)

//oslo:rpc topic=compute version=2.4 also=1.9 namespace=compute legacy_namespaces=old
type Compute interface {
	//oslo:call
	Reboot(ctx context.Context, uuid string,
		//oslo:arg optional
		hard bool,
		//oslo:arg since=2.2
		reason string) (string, error)
	//oslo:call since=2.3
	Uptime(ctx context.Context) (int, error)
	//oslo:cast until=2.1
	Sync(ctx context.Context) error
	//oslo:cast was=resize_old renamed=2.2
	Resize(ctx context.Context,
		//oslo:arg was=size renamed=2.3
		flavor int8) error
	//oslo:cast
	Log(ctx context.Context,
		//oslo:arg rest
		more map[string]any) error
	//oslo:call
	Pair(ctx context.Context) (int, []string, error)
	//oslo:call name=scan until=2.1 only=client
	ScanCall(ctx context.Context) error
	//oslo:cast since=2.2
	Scan(ctx context.Context) error
}

//oslo:rpc topic=agent.{host}
type Agent interface {
	//oslo:cast
	Set(ctx context.Context, ints map[string]int, at time.Time, list []float64, pair [2]uint8, object Object, disk Disk, raw any) error
}

type Object struct {
	Name  string  `json:"name"`
	Inner *Object `json:"inner"`
}

type Disk struct {
	Size int `json:"size"`
}

func (Disk) VersionedObject() versioned.Type { return versioned.Nova.Type("Disk", "1.0") }

//oslo:notify publisher=compute.{host}
type Events interface {
	//oslo:event compute.start
	Started(ctx context.Context, o Object) error
}
