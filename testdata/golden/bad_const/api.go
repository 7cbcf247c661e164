package api

import "context"

// Request is a struct.
type Request struct {
	ID string `json:"id"`
}

//oslo:rpc topic=constants
type Constants interface {
	//oslo:call
	//oslo:const version
	//oslo:const depth=1 2
	//oslo:const x=yes
	//oslo:const list=[1]
	//oslo:const id="x"
	//oslo:const twice=1
	//oslo:const twice=2
	Get(ctx context.Context, id string) (string, error)

	//oslo:call
	//oslo:const a=1
	Struct(ctx context.Context,
		//oslo:request
		r Request) error

	//oslo:const a=1
	Only(ctx context.Context) error
}

//oslo:notify publisher=x
type Events interface {
	//oslo:event a.b
	//oslo:const a=1
	Only(ctx context.Context, p Request) error
}
