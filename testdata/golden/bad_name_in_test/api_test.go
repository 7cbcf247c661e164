package api

// ComputeClient was here first.
type ComputeClient struct{}
