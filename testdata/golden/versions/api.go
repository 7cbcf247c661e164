// Package api has an interface that has lived through two majors.
package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
)

type Mapping struct {
	Device string `json:"device"`
}

type Limits struct {
	MemoryMB int `json:"memory_mb"`
}

// Flavor is a kind of instance; before 6.1 its name travelled alone.
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

func flavorName(f Flavor) (string, error) { return "m1." + strconv.Itoa(f.ID), nil }

// Compute is the worked example of docs/changing-an-interface.md.
//
//oslo:rpc topic=compute version=6.3 also=5.13
//oslo:release yoga=5.13 zed=6.1 antelope=6.3
type Compute interface {
	// Rebuild makes an instance again.
	//
	//oslo:cast since=5.2
	Rebuild(ctx context.Context,
		//oslo:server
		host string,
		instance string,
		//oslo:arg since=6.2 below=drop
		targetState string,
		//oslo:arg since=6.3
		limits *Limits,
		//oslo:arg default=true
		recreate bool,
		//oslo:arg until=5.13
		bdms []Mapping) error

	//oslo:call was=prep_resize renamed=6.1
	Resize(ctx context.Context, instance string,
		//oslo:arg was=instance_type renamed=6.1 since=6.1 below=convert:flavorName
		flavor Flavor) (string, error)

	//oslo:call until=5.13
	LegacyPing(ctx context.Context) error

	//oslo:call since=6.2
	CacheImages(ctx context.Context, images []string) error

	// Plain has never changed.
	//
	//oslo:call
	Plain(ctx context.Context, n int) (int, error)
}
