// Package api has requests whose fields have lived through several versions.
package api

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/oslogen/oslogen/testdata/golden/request_versions/requests"
)

// Flavor is a kind of instance. Before 6.1 its name travelled alone.
type Flavor struct {
	ID int `json:"id"`
}

// UnmarshalJSON reads the name too, which clients before 6.1 send.
func (f *Flavor) UnmarshalJSON(data []byte) error {
	var name string
	if json.Unmarshal(data, &name) == nil {
		_, err := fmt.Sscanf(name, "m1.%d", &f.ID)
		return err
	}
	type plain Flavor
	return json.Unmarshal(data, (*plain)(f))
}

func flavorName(f Flavor) (string, error) { return fmt.Sprintf("m1.%d", f.ID), nil }

// Base is in every request.
type Base struct {
	Instance string `json:"instance"`
	//oslo:arg since=6.2 below=drop
	RequestID string `json:"request_id"`
}

// Rebuild is the arguments of rebuild, which are those of the interface in
// docs/changing-an-interface.md.
type Rebuild struct {
	Base
	// TargetState is the state afterwards.
	//
	//oslo:arg since=6.2 below=drop
	TargetState string `json:"target_state"`
	//oslo:arg since=6.3
	Limits *int `json:"limits"`
	//oslo:arg default=true
	Recreate bool `json:"recreate"`
	//oslo:arg until=5.13
	BDMs []string `json:"bdms"`
	//oslo:arg since=6.1
	Tags  []string `json:"tags,omitempty"`
	Quiet bool     `json:"quiet,omitempty"` // by its tag alone

	notes string
}

// Resize is the arguments of resize.
type Resize struct {
	*Base
	//oslo:arg was=instance_type renamed=6.1 since=6.1 below=convert:flavorName
	Flavor Flavor         `json:"flavor"`
	Rest   map[string]any `oslo:"rest"`
}

//oslo:rpc topic=compute version=6.3 also=5.13 also=4.2
//oslo:release yoga=5.13 zed=6.1 antelope=6.3
type Compute interface {
	//oslo:cast since=5.2
	Rebuild(ctx context.Context,
		//oslo:server
		host string,
		//oslo:request
		r Rebuild) error

	//oslo:call was=prep_resize renamed=6.1
	Resize(ctx context.Context,
		//oslo:request
		r *Resize) (string, error)

	//oslo:call since=6.1
	Move(ctx context.Context,
		//oslo:request
		r requests.Move[string]) error
}
