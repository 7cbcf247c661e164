// Package api has arguments that may be left out.
package api

import "context"

// Kind is what an export is.
type Kind string

// Mapping is a disk.
type Mapping struct {
	Device string `json:"device"`
}

//oslo:rpc topic=optional
type Optional interface {
	//oslo:call
	Rebuild(ctx context.Context,
		instance string,
		//oslo:arg optional
		reason string,
		//oslo:arg default=true
		recreate bool,
		//oslo:arg default="never"
		retry Kind,
		//oslo:arg default=-3 name=count
		n int8,
		//oslo:arg default=1.5
		ratio float64,
		//oslo:arg optional
		limits *Mapping,
		//oslo:arg optional
		disks []Mapping,
		//oslo:arg default=null
		tags map[string]string) (string, error)

	//oslo:call
	Open(ctx context.Context, name string,
		//oslo:arg rest
		kwargs map[string]any) (map[string]any, error)

	//oslo:call
	Anything(ctx context.Context,
		//oslo:arg rest
		kwargs map[string]int) (int, error)

	//oslo:cast
	All(ctx context.Context,
		//oslo:arg optional
		all any) error
}
