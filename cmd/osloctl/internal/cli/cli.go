// Package cli is the command line: it reads flags, runs a command and turns its
// error into a message and an exit code.
package cli

import (
	"github.com/oslogen/oslogen/cmd/osloctl/internal/check"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/record"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tail"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/top"
)

// Command is the command line.
type Command struct {
	session.Flags

	probing

	Tail   tail.Tail     `cmd:"" help:"Show messages as they come, and take none."`
	Record record.Record `cmd:"" help:"Write messages to a file, and take none."`
	Replay record.Replay `cmd:"" help:"Send the notifications and casts of a file again."`
	Check  check.Check   `cmd:"" help:"Compare a file of messages with annotated interfaces."`
	Top    top.Top       `cmd:"" help:"Show topics, servers, methods and events on a screen."`

	texts

	Version version `cmd:"" help:"Print the version."`
}
