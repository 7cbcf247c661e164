package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

	"github.com/alecthomas/kong"
	"github.com/rogpeppe/go-internal/diff"

	"github.com/oslogen/oslogen/gen"
)

// Exit codes.
const (
	exitOK    = 0
	exitStale = 1 // also: the sources have mistakes, or something failed
	exitUsage = 2
)

// cli is the command line.
type cli struct {
	Generate generateCmd `cmd:"" default:"withargs" help:"Write the generated files that are missing or stale. This is what oslogen alone does."`
	Check    checkCmd    `cmd:"" help:"List the generated files that are missing or stale, and exit with status 1 if there are any. Write nothing."`
	Diff     diffCmd     `cmd:"" help:"Print what generating would change, as a unified diff. Write nothing."`
	Import   importCmd   `cmd:"" help:"Write annotated Go for Python RPC clients, and report what they contradict."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
}

// input says which packages are meant.
type input struct {
	Packages []string `arg:"" optional:"" help:"Packages, as the go command names them; the one in the current directory by default."`
	Tags     string   `placeholder:"tag,list" help:"Build tags to consider satisfied."`
}

func (in input) generate(out *output) ([]gen.File, error) {
	files, err := gen.Generate(gen.Config{Tags: in.Tags, Cache: cacheDir()}, in.Packages...)
	if err == nil && len(files) == 0 {
		fmt.Fprintln(out.stderr, "oslogen: no interface with //oslo:rpc or //oslo:notify found; ./... looks in all packages")
	}
	return files, err
}

// cacheDir is where oslogen remembers its last runs: $OSLOGEN_CACHE, or a place
// beside the build cache; "off" is nowhere.
func cacheDir() string {
	switch dir := os.Getenv("OSLOGEN_CACHE"); dir {
	case "off":
		return ""
	case "":
		dir, err := os.UserCacheDir()
		if err != nil {
			return ""
		}
		return filepath.Join(dir, "oslogen")
	default:
		return dir
	}
}

// output is where commands print.
type output struct{ stdout, stderr io.Writer }

// errStale makes check exit with a status and without a message.
var errStale = errors.New("stale")

type generateCmd struct{ input }

// Run writes what is stale.
func (c *generateCmd) Run(out *output) error {
	files, err := c.generate(out)
	if err != nil {
		return err
	}
	return gen.Commit(files)
}

type checkCmd struct{ input }

// Run lists what is stale.
func (c *checkCmd) Run(out *output) error {
	files, err := c.generate(out)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Stale() {
			fmt.Fprintf(out.stdout, "%s: %s\n", relative(f.Path), state(f))
			err = errStale
		}
	}
	return err
}

func state(f gen.File) string {
	switch {
	case f.New == nil:
		return "not needed any more"
	case f.Old == nil:
		return "missing"
	default:
		return "stale"
	}
}

type diffCmd struct{ input }

// Run prints the difference between what is there and what should be.
func (c *diffCmd) Run(out *output) error {
	files, err := c.generate(out)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Stale() {
			name := filepath.ToSlash(relative(f.Path))
			_, _ = out.stdout.Write(diff.Diff("a/"+name, f.Old, "b/"+name, f.New))
		}
	}
	return nil
}

type versionCmd struct{}

// Run prints the module's version.
func (*versionCmd) Run(out *output) error {
	version := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	_, err := fmt.Fprintln(out.stdout, "oslogen", version)
	return err
}

// relative is the path as seen from the current directory, if it is below that.
func relative(path string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, path); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return path
}

// exit is how kong ends the program early, for --help.
type exit int

// run is the command: it returns the exit status.
func run(args []string, stdout, stderr io.Writer) (status int) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case exit:
			status = int(p)
		default:
			panic(p)
		}
	}()
	out := &output{stdout, stderr}
	parser := kong.Must(&cli{}, kong.Name("oslogen"), kong.Writers(stdout, stderr), kong.Bind(out),
		kong.Description("Write typed oslo.messaging clients and servers for annotated Go interfaces. "+
			"What was generated before is remembered in the user's cache directory, or in $OSLOGEN_CACHE; \"off\" is nowhere."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Exit(func(code int) { panic(exit(code)) }))
	ctx, err := parser.Parse(twoDashes(args))
	if err != nil {
		fmt.Fprintf(stderr, "oslogen: %s\nTry \"oslogen --help\".\n", err)
		return exitUsage
	}
	return report(ctx.Run(), stderr)
}

// twoDashes lets flags have one dash as those of the go command: -tags is --tags.
func twoDashes(args []string) []string {
	out := slices.Clone(args)
	for i, arg := range args {
		if len(arg) > 2 && arg[0] == '-' && arg[1] != '-' {
			out[i] = "-" + arg
		}
	}
	return out
}

// report prints an error as it deserves and returns the exit status.
func report(err error, stderr io.Writer) int {
	var mistakes gen.SourceErrors
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errStale):
	case errors.As(err, &mistakes):
		mistakes.Print(stderr, ".")
	default:
		fmt.Fprintln(stderr, "oslogen:", err)
	}
	return exitStale
}
