// Package api embeds one of several interfaces of a package that is not of the run.
package api

import "github.com/oslogen/oslogen/testdata/golden/internal/base"

//oslo:rpc topic=compute
type Compute interface {
	base.Pinger
}
