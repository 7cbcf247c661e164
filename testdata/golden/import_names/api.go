// Package api imports packages under names that matter.
package api

import (
	"context"

	"github.com/oslogen/oslogen/testdata/golden/import_names/a"
	"github.com/oslogen/oslogen/testdata/golden/import_names/c"
	"github.com/oslogen/oslogen/testdata/golden/import_names/in"
	types "github.com/oslogen/oslogen/testdata/golden/import_names/lib/types"
	v2 "github.com/oslogen/oslogen/testdata/golden/import_names/lib/v2"
	"github.com/oslogen/oslogen/testdata/golden/import_names/plain"
	_ "github.com/oslogen/oslogen/testdata/golden/import_names/plain"
)

//oslo:rpc topic=names
type Names interface {
	//oslo:call
	Get(ctx context.Context, x types.T, y v2.T, z plain.T) error

	//oslo:call
	Result(ctx context.Context,
		//oslo:request
		x a.T) (c.T, error)

	//oslo:call
	On1(ctx context.Context,
		//oslo:server
		host in.Host, y int) error
}

//oslo:notify publisher=names
type Events interface {
	//oslo:event names.a
	A(ctx context.Context, payload a.T) error
}
