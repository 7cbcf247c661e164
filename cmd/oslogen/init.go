package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/oslogen/oslogen/cmd/oslogen/internal/skeleton"
)

type initCmd struct {
	Name    string `arg:"" help:"The service, which is also its topic, its program and its directory, such as volume-backup. A module path such as example.org/volume-backup names the module too."`
	Dir     string `placeholder:"DIR" help:"Where the files go. Defaults to a directory named like the service."`
	Replace string `placeholder:"DIR" help:"Use the oslogen of this checkout, and no release."`
}

// Run writes the files of a new service and generates its code.
func (c *initCmd) Run(r *run) error {
	service := skeleton.Service{Name: path.Base(c.Name), Module: c.Name}
	if service.Module == service.Name {
		service.Module = "example.org/" + service.Name
	}
	if err := service.Check(); err != nil {
		return usageError{err}
	}
	if err := c.release(&service); err != nil {
		return err
	}
	files, err := service.Files()
	if err != nil {
		return err
	}
	dir := cmp.Or(c.Dir, service.Name)
	if err := skeleton.Write(dir, files); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(r.stdout, filepath.Join(dir, filepath.FromSlash(f.Name)))
	}
	if err := generated(dir, r.stderr); err != nil {
		return fmt.Errorf("%w\nThe files are written. Once that is mended: cd %s && go mod tidy && go generate ./...", err, dir) //nolint:revive,staticcheck // a sentence that says what to do
	}
	fmt.Fprintf(r.stdout, "\nThe service is ready: cd %s && make test\n", dir)
	return nil
}

// generated runs the commands that complete the module.
func generated(dir string, stderr io.Writer) error {
	for _, args := range [][]string{{"mod", "tidy"}, {"generate", "./..."}} {
		cmd := exec.Command("go", args...) //nolint:noctx // the go command ends by itself, and Ctrl-C ends both
		cmd.Dir = dir
		var said strings.Builder
		cmd.Stderr = &said
		if err := cmd.Run(); err != nil {
			_, _ = io.WriteString(stderr, said.String())
			return fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
		}
	}
	return nil
}

// release sets the version of oslogen that the service requires: this
// program's, or a checkout.
func (c *initCmd) release(s *skeleton.Service) error {
	if c.Replace != "" {
		dir, err := filepath.Abs(c.Replace)
		if err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(dir, "cmd", "oslogen")); err != nil {
			return usage("--replace %s is no checkout of oslogen", c.Replace)
		}
		s.Version, s.Replace = "v0.0.0", filepath.ToSlash(dir)
		return nil
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		s.Version = info.Main.Version
	}
	if !strings.HasPrefix(s.Version, "v") || strings.Contains(s.Version, "+") { // "(devel)", or a changed checkout
		return errors.New("this oslogen is no release, which a go.mod could require: name its checkout with --replace")
	}
	return nil
}
