package gen

import (
	"go/token"
	"go/types"
)

// typeCheck refuses types that generated code can't name or send.
type typeCheck struct {
	src *loader
	pkg *pkg // of the generated file
}

// encodable reports a parameter or result whose type can't be sent.
func (c typeCheck) encodable(t types.Type, pos token.Pos, what string) {
	path, reason := unsendable(t)
	switch {
	case reason == unknownType && len(c.src.check(c.pkg).errs) > 0: // the type checker reports it better
	case reason != "":
		c.src.report.errorf(pos, "%s can't be sent: %s%s", what, path, reason)
	default:
		if lock := lockIn(t, 0); lock != "" {
			c.src.report.errorf(pos, "%s holds a %s, which must not be copied: make it a pointer to %s", what, lock, typeText(t))
		}
	}
}
