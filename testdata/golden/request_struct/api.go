package api

import "context"

// Resize is all arguments of resize_instance.
type Resize struct {
	InstanceUUID string `json:"instance_uuid"`
	Flavor       string `json:"flavor"`
	Clean        bool   `json:"clean_shutdown,omitempty"`
}

//oslo:rpc topic=compute version=2.0
type Compute interface {
	//oslo:call
	ResizeInstance(ctx context.Context,
		//oslo:request
		req Resize) (string, error)

	//oslo:call name=resize_again
	ResizeByPointer(ctx context.Context,
		//oslo:server
		host string,
		//oslo:request
		_ *Resize) (*Resize, error)
}
