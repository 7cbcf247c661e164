package model

import (
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// Error is one oslo:error.
type Error struct {
	Remote   string
	Also     []string     // further exceptions
	Keywords bool         // the class takes no positional argument
	Value    types.Object // a sentinel, or
	Type     types.Type   // a pointer to an error type
	Expected bool
}

// Object is the variable or the type of the Go error.
func (e *Error) Object() types.Object {
	if e.Value != nil {
		return e.Value
	}
	return wiretype.Pointee(e.Type).(*types.Named).Obj()
}
