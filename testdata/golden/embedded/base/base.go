// Package base is imported by others.
package base

import "context"

// Info is about a service.
type Info struct{ Name string }

// API is what every service has.
type API interface {
	// Ping answers with what it is given.
	//
	//oslo:call name=base_ping timeout=2s
	Ping(ctx context.Context, arg Info) (Info, error)
}

// Stopper knows nothing of oslogen.
type Stopper interface {
	Stop(ctx context.Context) error
}
