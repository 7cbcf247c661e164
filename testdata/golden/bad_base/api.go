package api

import "context"

//oslo:cal topic=x
type Misspelt interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}

// Absent has no directive of its own.
type Absent interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}

// AbsentOnParameter has one on a parameter alone.
type AbsentOnParameter interface {
	Get(ctx context.Context,
		//oslo:arg optional
		id string) error
}

//oslo:base
//oslo:rpc topic=x
type Both interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}

//oslo:base
type Named Both

//oslo:base topic=x
type WithKey interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}

//oslo:base
type Fine interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}

// embedded is fine without a directive.
type embedded interface {
	//oslo:call
	Put(ctx context.Context, id string) error
}

//oslo:rpc topic=TODO
type Imported interface {
	embedded

	//oslo:call topic=TODO
	Get(ctx context.Context, id string) error
}

//oslo:notify topic=audit,TODO publisher=TODO
type Events interface {
	//oslo:event a.b
	Get(ctx context.Context, id string) error
}
