package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/oslogen/oslogen/gen"
)

// Exit codes.
const (
	exitOK       = 0
	exitStale    = 1 // a file is missing, stale or not needed any more, or a change breaks peers
	exitUsage    = 2 // the command line is wrong
	exitMistakes = 3 // the sources have mistakes
	exitFailure  = 4 // something failed, or there was nothing to check
)

// cli is the command line.
type cli struct {
	Tags   string `placeholder:"tag,list" help:"Build tags to consider satisfied."`
	GOOS   string `name:"goos" placeholder:"system" help:"Look at the files of another system."`
	GOARCH string `name:"goarch" placeholder:"arch" help:"Look at the files of another architecture."`
	Tests  bool   `help:"Write a test beside each generated file, which calls each method at each version. A test that is there is always kept up to date."`

	Generate   generateCmd   `cmd:"" default:"withargs" help:"Write the generated files that are missing or stale. This is what oslogen alone does."`
	Check      checkCmd      `cmd:"" help:"List the generated files that are missing or stale, and exit with status 1 if there are any. Write nothing."`
	Diff       diffCmd       `cmd:"" help:"Print what generating would change, as a unified diff, and exit with status 1 if it would. Write nothing."`
	Matrix     matrixCmd     `cmd:"" help:"Print the versions of interfaces, and what a client and a server of two versions do with each method."`
	Breaking   breakingCmd   `cmd:"" help:"List the changes since an earlier state that break its clients, servers and listeners, and exit with status 1 if there are any."`
	Bump       bumpCmd       `cmd:"" help:"Write since= for the methods and arguments that are new since an earlier state, and raise version= of their interfaces."`
	Docs       docsCmd       `cmd:"" help:"Write documents about interfaces: a page for people and an AsyncAPI document for tools."`
	Import     importCmd     `cmd:"" help:"Write annotated Go for Python RPC clients, and report what they contradict."`
	Export     exportCmd     `cmd:"" help:"Write Python for annotated Go interfaces."`
	Init       initCmd       `cmd:"" help:"Write a new service: an annotated interface, its implementation, tests, container and CI."`
	Completion completionCmd `cmd:"" help:"Print a completion script for bash, zsh or fish."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
}

// description begins the text of --help.
const description = `Write typed oslo.messaging clients and servers for annotated Go interfaces.

Usage: oslogen [command] [flags] [packages]

Packages are named as for the go command, such as ./... for all of a module. Without any it is the one in the
current directory.

Exit status: 0 if all is well, 1 if a generated file is stale or a change breaks peers, 2 for wrong use, 3 if the
sources have mistakes, 4 if something failed or a check found nothing to check.

What was generated before is remembered in the user's cache directory, or in $OSLOGEN_CACHE. "off" is nowhere.`

// packages are the arguments of commands that look at sources.
type packages struct {
	Packages []string `arg:"" optional:"" help:"Packages, as the go command names them. The one in the current directory by default."`
}

// run is one run of the command.
type run struct {
	stdout, stderr io.Writer
	cli            *cli
	notes          []gen.Note
}

// errStale makes a command exit with status 1 and without a message.
var errStale = errors.New("stale")

// usageError is a mistake in the command line.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// generate makes the files for packages.
func (r *run) generate(patterns []string) ([]gen.File, error) {
	if err := misspelt(patterns); err != nil {
		return nil, err
	}
	collectGarbage(patterns)
	cfg, err := r.config()
	if err != nil {
		return nil, err
	}
	return gen.Generate(cfg, patterns...)
}

// config is how the command line says that packages are looked up.
func (r *run) config() (gen.Config, error) {
	cache, err := cacheDir()
	return gen.Config{
		Tags: r.cli.Tags, GOOS: r.cli.GOOS, GOARCH: r.cli.GOARCH, Cache: cache, Tests: r.cli.Tests,
		Note: func(n gen.Note) { r.notes = append(r.notes, n) },
	}, err
}

// collectGarbage sets how often a run collects garbage. A run over one package is
// short and only does so when memory gets large. A run over many packages keeps
// the memory of one.
func collectGarbage(patterns []string) {
	percent := -1
	if len(patterns) > 1 || slices.ContainsFunc(patterns, func(p string) bool { return strings.Contains(p, "...") }) {
		percent = 50
	}
	debug.SetGCPercent(percent)
	debug.SetMemoryLimit(1 << 30)
}

// printNotes prints the notes of the run.
func (r *run) printNotes() {
	for _, n := range r.notes {
		fmt.Fprintln(r.stderr, "oslogen:", n)
	}
}

const nothingFound = "no interface with //oslo:rpc or //oslo:notify found"

// toCheck generates for commands that write nothing. It returns an error if
// there is nothing to check, because the directory is probably wrong.
func (r *run) toCheck(patterns []string) ([]gen.File, error) {
	files, err := r.generate(patterns)
	bases := slices.ContainsFunc(r.notes, func(n gen.Note) bool { return !n.Skipped })
	if err == nil && len(files) == 0 && !bases {
		return nil, errors.New("nothing to check: " + nothingFound + "; ./... looks in all packages")
	}
	return files, err
}

// commands are the words that may stand before packages.
var commands = []string{"generate", "check", "diff", "matrix", "breaking", "bump", "docs", "import", "export", "init", "completion", "version"}

// misspelt refuses a package name that looks like a misspelt command.
func misspelt(patterns []string) error {
	for _, p := range patterns {
		info, err := os.Stat(p)
		if err == nil && info.IsDir() && !strings.ContainsAny(p, ".:/\\") && !slices.Contains([]string{"all", "cmd", "std", "tool", "work"}, p) {
			return usage("%s names a package of Go: say ./%s for the directory", p, p)
		}
	}
	if len(patterns) == 0 || strings.ContainsAny(patterns[0], "./\\") {
		return nil
	}
	if slices.Contains(commands, patterns[0]) {
		return usage("%q is a command: write it first, and one alone", patterns[0])
	}
	for _, name := range commands {
		if gen.Distance(patterns[0], name) <= 2 {
			return usage("there is no command %q; did you mean %s?", patterns[0], name)
		}
	}
	return nil
}

// cacheDir returns the directory of the cache: $OSLOGEN_CACHE, or a place
// beside the build cache. It returns "" for "off".
func cacheDir() (string, error) {
	switch dir := os.Getenv("OSLOGEN_CACHE"); {
	case dir == "off":
		return "", nil
	case dir == "":
		dir, err := os.UserCacheDir()
		if err != nil {
			return "", nil //nolint:nilerr // the cache costs only time
		}
		return filepath.Join(dir, "oslogen"), nil
	case !filepath.IsAbs(dir):
		return "", usage("OSLOGEN_CACHE=%s is not an absolute path: each package would have a cache of its own", dir)
	default:
		return dir, nil
	}
}

type generateCmd struct{ packages }

// Run writes the stale files.
func (c *generateCmd) Run(r *run) error {
	files, err := r.generate(c.Packages)
	r.printNotes()
	if err != nil {
		return err
	}
	if len(files) == 0 {
		fmt.Fprintln(r.stderr, "oslogen: "+nothingFound+"; ./... looks in all packages")
	}
	return gen.Commit(files)
}

type diffCmd struct{ packages }

// Run prints the difference between the present files and the generated ones.
func (c *diffCmd) Run(r *run) error {
	files, err := r.toCheck(c.Packages)
	r.printNotes()
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Stale() {
			name := filepath.ToSlash(relative(f.Path))
			_, _ = r.stdout.Write(diff.Diff("a/"+name, f.Old, "b/"+name, f.New))
			err = errStale
		}
	}
	return err
}

type versionCmd struct{}

// Run prints the module's version.
func (*versionCmd) Run(r *run) error {
	version := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	_, err := fmt.Fprintln(r.stdout, "oslogen", version)
	return err
}

// relative returns a path relative to the current directory if it is below it.
func relative(path string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, path); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return path
}
