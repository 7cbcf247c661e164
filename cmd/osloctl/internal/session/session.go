// Package session has the common parts of all commands: the streams, the flags that all
// commands share, and the settings made from them.
package session

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	oslo "github.com/oslogen/oslogen/runtime"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
)

// Flags are the flags of all commands.
type Flags struct {
	connect.Flags `group:"Broker"`
	Print         output.Flags `embed:"" group:"Output"`
	Quiet         bool         `short:"q" group:"Output" help:"Print results and errors only."`
	Verbose       bool         `short:"v" group:"Output" help:"Print more: tracebacks, and what the connections do."`
}

// Session is one run of the program.
type Session struct {
	Flags
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Printer prints results to Stdout.
	Printer *output.Printer
	// Log gets the runtime's log lines. It is silent without -v.
	Log *slog.Logger
}

// Begin makes the session ready once its flags are read.
func (s *Session) Begin() {
	s.Printer = output.New(s.Print, s.Stdout, os.Environ())
	s.Log = slog.New(slog.DiscardHandler)
	if s.Verbose {
		s.Log = slog.New(slog.NewTextHandler(s.Stderr, &slog.HandlerOptions{Level: slog.LevelInfo}))
	}
}

// Note prints a line for people beside the results, unless -q forbids it.
func (s *Session) Note(format string, args ...any) {
	if !s.Quiet {
		fmt.Fprintln(s.Stderr, output.CleanLines(fmt.Sprintf(format, args...)))
	}
}

// Bus returns the broker that the flags name.
func (s *Session) Bus() (*connect.Bus, error) { return s.Resolve(s.Log) }

// Open opens a transport to the broker that the flags name. The caller closes
// it.
func (s *Session) Open(ctx context.Context) (oslo.Transport, *connect.Bus, error) {
	bus, err := s.Bus()
	if err != nil {
		return nil, nil, err
	}
	tr, err := bus.Open(ctx)
	return tr, bus, err
}
