package build

import (
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// typeCheck refuses types that generated code can't name or send.
type typeCheck struct {
	src *load.Loader
	pkg *load.Package // of the generated file
}

// encodable reports a parameter or result whose type can't be sent.
func (c typeCheck) encodable(t types.Type, pos token.Pos, what string) {
	path, reason := wiretype.Unsendable(t, c.src.Origin)
	switch {
	case reason == wiretype.UnknownType && len(c.src.Check(c.pkg).Errors) > 0: // the type checker reports it better
	case reason != "":
		c.src.Report.Errorf(pos, "%s can't be sent: %s%s", what, path, reason)
	default:
		if lock := wiretype.LockIn(t, 0); lock != "" {
			c.src.Report.Errorf(pos, "%s holds a %s, which must not be copied: make it a pointer to %s", what, lock, wiretype.Text(t))
		}
	}
}
