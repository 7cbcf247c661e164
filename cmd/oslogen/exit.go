package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/alecthomas/kong"

	"github.com/oslogen/oslogen/gen"
)

// exit is the panic with which kong ends the program early, for --help.
type exit int

// execute runs the command and returns its exit status.
func execute(args []string, stdout, stderr io.Writer) (status int) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case exit:
			status = int(p)
		default:
			panic(p)
		}
	}()
	r := &run{stdout: stdout, stderr: stderr, cli: &cli{}}
	parser := kong.Must(r.cli, kong.Name("oslogen"), kong.Writers(stdout, stderr), kong.Bind(r),
		kong.Description(description), kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoAppSummary: true}),
		kong.Exit(func(code int) { panic(exit(code)) }))
	ctx, err := parser.Parse(normal(args))
	if err != nil {
		err = usageError{err}
	} else {
		err = ctx.Run()
	}
	return explain(err, stderr)
}

// normal accepts single dashes as the go command does: -tags means --tags. help
// alone means --help.
func normal(args []string) []string {
	if len(args) > 0 && args[0] == "help" {
		return append(slices.Clone(args[1:]), "--help")
	}
	out := slices.Clone(args)
	for i, arg := range args {
		if len(arg) > 2 && arg[0] == '-' && arg[1] != '-' {
			out[i] = "-" + arg
		}
	}
	return out
}

// printed is an error that was printed already.
type printed struct{ error }

// silent marks err as printed.
func silent(err error) error {
	if err == nil {
		return nil
	}
	return printed{err}
}

// Unwrap gives access to the error.
func (p printed) Unwrap() error { return p.error }

// explain prints an error and returns the exit status.
func explain(err error, stderr io.Writer) int {
	_, done := errors.AsType[printed](err)
	_, isUsage := errors.AsType[usageError](err)
	mistakes, isMistakes := errors.AsType[gen.SourceErrors](err)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errStale):
		return exitStale
	case isMistakes:
		if !done {
			mistakes.Print(stderr, ".")
		}
		return exitMistakes
	case isUsage:
		fmt.Fprintf(stderr, "oslogen: %s\nTry \"oslogen --help\".\n", err)
		return exitUsage
	}
	if !done {
		fmt.Fprintln(stderr, "oslogen:", err)
	}
	return exitFailure
}
