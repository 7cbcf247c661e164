package api

import (
	"context"
	"encoding/json"
	. "net/mail"
	"net/netip"
	"time"

	"github.com/oslogen/oslogen/testdata/golden/other_packages/go-odd"
	other "github.com/oslogen/oslogen/testdata/golden/other_packages/time"
	context2 "github.com/oslogen/oslogen/testdata/golden/other_packages/v2"
)

//oslo:rpc topic=other
type Other interface {
	//oslo:call timeout=1500ms
	Times(ctx context.Context, a time.Time, b other.Time, d time.Month) (map[netip.Addr]json.RawMessage, error)

	//oslo:call timeout=1h
	Oddly(ctx context.Context, o odd.Thing) (*context2.Thing, error)

	//oslo:call timeout=1ns
	Dotted(ctx context.Context, a *Address) error
}
