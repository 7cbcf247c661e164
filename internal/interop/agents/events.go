package agents

import (
	"context"

	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/versioned"
)

// InstancePayload is a versioned payload as nova sends it.
type InstancePayload struct {
	versioned.Meta

	UUID  string `json:"uuid"`
	State string `json:"state"`
}

// VersionedObject implements versioned.Object.
func (InstancePayload) VersionedObject() versioned.Type {
	return versioned.Type{Prefix: "nova_object", Namespace: "nova", Name: "InstancePayload", Version: "1.8"}
}

// Events are notifications of nova-compute.
//
//oslo:notify publisher=nova-compute:{host} topic=versioned_notifications
type Events interface {
	//oslo:event instance.create.end
	Created(ctx context.Context, instance InstancePayload) error

	//oslo:event instance.update.* priority=any
	//oslo:filter publisher_id=^nova-compute: payload.nova_object.name=^Instance
	Updated(ctx context.Context, instance InstancePayload) error

	//oslo:event instance.exists priority=audit batch
	Exist(ctx context.Context, instances []InstancePayload) error

	//oslo:event scheduler.* priority=error batch
	Scheduler(ctx context.Context, batch []*notify.Incoming) error
}
