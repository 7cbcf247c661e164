package api

import "context"

// Old has a long story.
//
// It has a second paragraph, a list
//   - of one
//   - of two
//
// and code:
//
//	c.Call(ctx)
//	// in a comment
//
// # Heading
//
// Deprecated: use New, which
// is new.
//
// After it comes this.
//
//nolint:revive
//oslo:rpc topic=old
type Old interface {
	/* Block is documented
	in a block. */
	//oslo:call
	Block(ctx context.Context) error

	// Bye is no more.
	//
	// Deprecated: nobody says it.
	//
	//oslo:cast
	//nolint:all
	Bye(ctx context.Context) error // said at the end

	// An empty line ends a comment.

	// This is the comment of Near.
	//oslo:call
	Near(ctx context.Context) error
}
