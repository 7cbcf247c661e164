package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// leave is how kong ends the program early, for --help.
type leave int

// Main runs the command of args and returns the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case leave:
			code = int(p)
		default:
			panic(p)
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	err := run(ctx, args, &session.Session{Stdin: stdin, Stdout: stdout, Stderr: stderr})
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return int(exit.Interrupted)
	}
	return explain(err, stderr)
}

func run(ctx context.Context, args []string, s *session.Session) error {
	var command Command
	parser := Parser(&command, kong.Writers(s.Stdout, s.Stderr), kong.Bind(s),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Exit(func(code int) { panic(leave(code)) }))
	parsed, err := parser.Parse(normal(args))
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err, Advice: `Try "osloctl --help".`}
	}
	s.Flags = command.Flags
	s.Begin()
	return parsed.Run()
}

// Parser makes the parser of the command line.
func Parser(command *Command, opts ...kong.Option) *kong.Kong {
	return kong.Must(command, append([]kong.Option{
		kong.Name("osloctl"), kong.Description(description()),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: 100}),
	}, opts...)...)
}

// normal makes help, alone or before a command, mean --help.
func normal(args []string) []string {
	if len(args) == 0 {
		return []string{"--help"}
	}
	if args[0] == "help" {
		return append(append([]string{}, args[1:]...), "--help")
	}
	return args
}

// explain prints an error and returns the exit code.
func explain(err error, stderr io.Writer) int {
	code := exit.Of(err)
	var silent exit.SilentError
	if err == nil || errors.As(err, &silent) {
		return int(code)
	}
	fmt.Fprintln(stderr, "osloctl:", output.CleanLines(connect.Redact(err.Error())))
	if e, ok := errors.AsType[*exit.Error](err); ok && e.Advice != "" {
		fmt.Fprintln(stderr, output.CleanLines(connect.Redact(e.Advice)))
	}
	return int(code)
}
