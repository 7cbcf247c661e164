package api

import "github.com/oslogen/oslogen/testdata/golden/bad_unnameable/lib"

//oslo:rpc topic=compute
type Compute interface {
	lib.API
}
