package api

import (
	"context"

	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/versioned"
)

const versionedTopic = "versioned_notifications"

// Instance is a versioned payload.
type Instance struct {
	versioned.Meta
	UUID string `json:"uuid"`
}

// VersionedObject implements versioned.Object.
func (Instance) VersionedObject() versioned.Type {
	return versioned.Type{Prefix: "nova_object", Name: "InstancePayload", Namespace: "nova", Version: "1.2"}
}

//oslo:notify publisher=nova-compute:{host} topic={versionedTopic},audit exchange=nova
type InstanceEvents interface {
	//oslo:event instance.create.end
	Created(ctx context.Context, instance Instance) error

	//oslo:event instance.create.error priority=error
	//oslo:filter payload.uuid=^i
	Failed(ctx context.Context, payload map[string]string) error

	// Updated gets all events below instance.update.
	//
	//oslo:event instance.update.* priority=any
	//oslo:filter publisher_id=^nova-compute: context.project_id=^p
	//oslo:filter payload.state=active|error metadata.timestamp=^20
	Updated(ctx context.Context, payload map[string]string) error

	//oslo:event instance.exists batch priority=info,audit
	Exist(ctx context.Context, instances []Instance) error

	//oslo:event * priority=any batch
	//oslo:filter event_type=^instance
	All(ctx context.Context, batch []*notify.Incoming) error

	//oslo:event instance.delete.end only=client
	Deleted(ctx context.Context, id string) error
}

// PlainEvents have the publisher that their notifier is given.
//
//oslo:notify
type PlainEvents interface {
	//oslo:event x.y priority=sample
	Y(ctx context.Context, payload string) error
}

//oslo:notify only=server exchange={exchange}
type Heard interface {
	//oslo:event x.*
	X(ctx context.Context, payload string) error
}

//oslo:notify publisher=p only=client
type Sent interface {
	//oslo:event x.z
	Z(ctx context.Context, payload string) error
}
