package api

import (
	"context"
	"time"
)

type (
	// UUID is an alias.
	UUID = string
	// When is an alias of a type of another package.
	When = time.Time
	// List is a generic alias.
	List[T any] = []T
	// Ctx is a context by another name.
	Ctx = context.Context
)

//oslo:rpc topic=aliases
type Aliases interface {
	//oslo:call
	Get(ctx Ctx, id UUID, since When, all List[UUID], b byte, r rune, a any) (List[When], error)
}
