package odd

import (
	"context"
	"time"

	"github.com/oslogen/oslogen/runtime/versioned"
)

// Server is an object of a service of its own.
type Server struct {
	versioned.Meta
	ID      int64               `json:"id"`
	Name    *string             `json:"name"`
	At      time.Time           `json:"at"`
	Up      bool                `json:"up"`
	Load    float64             `json:"load"`
	Tags    []string            `json:"tags"`
	Extra   map[string]*string  `json:"extra"`
	Sizes   map[string][]int    `json:"sizes"`
	Parent  *Server             `json:"parent"`
	Disks   []Disk              `json:"disks"`
	Others  map[string]*Disk    `json:"others"`
	Any     any                 `json:"any"`
	Nested  []map[string]string `json:"nested"`
	Numbers map[string]int      `json:"numbers"`
}

// VersionedObject names the object on the wire.
func (Server) VersionedObject() versioned.Type { return format.Type("Server", "1.3") }

// Disk is an object without Meta.
type Disk struct {
	Size uint `json:"size"`
}

// VersionedObject names the object on the wire.
func (*Disk) VersionedObject() versioned.Type {
	return versioned.Format{Prefix: "odd_object", Namespace: "odd"}.Type("Disk", "1.0")
}

var format = versioned.Format{Prefix: "odd_object", Namespace: "odd"}

// Servers takes objects.
//
//oslo:rpc topic=odd-servers
type Servers interface {
	//oslo:call
	Get(ctx context.Context, server *Server, all []Server) (*Server, error)
}

// Notices are notifications.
//
//oslo:notify publisher=odd:{host} topic=odd_notices,more exchange=ex-{region}
type Notices interface {
	// Created tells of a server.
	//
	//oslo:event server.create.end priority=warn
	Created(ctx context.Context, server Server) error

	//oslo:event server.plain
	Plain(ctx context.Context, payload map[string]any) error

	//oslo:event volume.* priority=error,info
	//oslo:filter publisher_id=compute: payload.state=in-use|error context.user_id=\d+
	Changed(ctx context.Context, volume map[string]string) error

	//oslo:event * priority=any
	All(ctx context.Context, payload any) error
}
