package cli

import (
	"github.com/oslogen/oslogen/cmd/osloctl/internal/complete"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/doctor"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/manual"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/rpc"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
)

// probing are the commands that ask services and the broker.
type probing struct {
	Ping    rpc.Ping       `cmd:"" help:"Check whether a server answers."`
	Call    rpc.Call       `cmd:"" help:"Run a method and print its result."`
	Cast    rpc.Cast       `cmd:"" help:"Run a method without waiting for it."`
	Fanout  rpc.Fanout     `cmd:"" help:"Run a method on every server of a topic."`
	Servers survey.Servers `cmd:"" help:"List topics, servers and their queues."`
	Doctor  doctor.Doctor  `cmd:"" help:"Find what is wrong with the broker, the options and the queues."`
}

// texts are the commands about osloctl itself.
type texts struct {
	Completion    complete.Script `cmd:"" help:"Print a completion script for bash, zsh or fish."`
	Man           manual.Man      `cmd:"" help:"Print manual pages."`
	CompleteWords complete.Words  `cmd:"" hidden:""`
}
