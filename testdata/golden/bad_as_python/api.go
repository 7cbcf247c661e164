// Package api has what those type who come from Python.
package api

import "context"

//oslo:rpc topic=python
type Python interface {
	//oslo:call
	//oslo:const wait=True
	//oslo:const context=None
	//oslo:const mode='auto'
	//oslo:const label="two words"
	Get(ctx context.Context,
		//oslo:arg default=True
		recreate bool,
		//oslo:arg default=False
		force bool,
		//oslo:arg default=None
		limits *int,
		//oslo:arg default=nil
		flavor *int,
		//oslo:arg default='auto'
		mode string,
		//oslo:arg default=auto
		kind string,
		//oslo:arg default="two words"
		label string,
		//oslo:arg default={}
		extra map[string]any,
		//oslo:arg default=[]
		list []string,
		//oslo:arg default=()
		tuple []string,
		//oslo:arg default=0x10
		mask int,
		//oslo:arg default=1_000
		size int,
		//oslo:arg default=.5
		ratio float64) error

	//oslo:call
	Dashes(ctx context.Context,
		//oslo:request
		r Request) error
}

// Request has names that no parameter of Python can have.
type Request struct {
	UUID string `json:"instance-uuid"`
	Name string `json:"display name,omitempty"`
	Dash int    `json:"-,"`
	Path string `json:"a.b"`
	More
}

// More is embedded.
type More struct {
	ID string `json:"1st"`
}

//oslo:notify publisher=python.{host}
type Events interface {
	//oslo:event instance.{name}.end
	End(ctx context.Context, payload string) error

	//oslo:event {prefix}
	Any(ctx context.Context, payload string) error
}
