package api

import "context"

// Payload is what an event is about.
type Payload struct {
	UUID string `json:"uuid"`
}

// InstanceEvents are sent by compute.
//
//oslo:notify publisher=nova-compute:cmp-1 topic=versioned_notifications,audit
type InstanceEvents interface {
	// CreateEnd says that an instance is there.
	//
	//oslo:event instance.create.end
	CreateEnd(ctx context.Context, payload Payload) error

	//oslo:event instance.create.error priority=error
	CreateError(ctx context.Context, p *Payload) error
}

//oslo:notify publisher=x
type Plain interface {
	//oslo:event x.y
	Y(ctx context.Context, payload map[string]any) error
}
