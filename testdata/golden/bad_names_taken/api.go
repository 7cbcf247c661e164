package api

import "context"

//oslo:rpc topic=compute
type Compute interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// ComputeClient was here first.
type ComputeClient struct{}

func NewComputeClient() *ComputeClient { return nil }

// RegisterCompute registers a computer.
func RegisterCompute() {}

//oslo:rpc topic=x
type Net interface {
	//oslo:call
	Ping(ctx context.Context) error
}

//oslo:rpc topic=x
type NetClient interface {
	//oslo:call
	Ping(ctx context.Context) error
}
