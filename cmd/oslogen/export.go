package main

import (
	"errors"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/pyexport"
)

type exportCmd struct {
	Python exportPythonCmd `cmd:"" help:"Write a Python package for annotated Go interfaces: client classes, managers and what they need, on plain oslo.messaging."`
}

type exportPythonCmd struct {
	Source     string   `arg:"" name:"package" help:"The Go package, as the go command names it."`
	Interfaces []string `arg:"" optional:"" name:"interface" help:"The interfaces to write. All of the package by default."`
	Output     string   `short:"o" placeholder:"DIR" help:"The directory of the Python package. Defaults to python/ and the name of the Go package."`
	Package    string   `placeholder:"NAME" help:"The dotted name by which Python imports it. Defaults to the last part of DIR."`
	Check      bool     `help:"List the files that are missing or stale, and exit with status 1 if there are any. Write nothing."`
}

// Run writes the Python modules, or lists the stale ones.
func (c *exportPythonCmd) Run(r *run) error {
	files, err := c.files(r)
	if err != nil {
		return err
	}
	if !c.Check {
		if len(files) > 0 {
			err = os.MkdirAll(filepath.Dir(files[0].Path), 0o777)
		}
		return errors.Join(err, gen.Commit(files))
	}
	for _, f := range files {
		if f.Stale() {
			fmt.Fprintf(r.stdout, "%s: %s\n", relative(f.Path), state(f))
			err = errStale
		}
	}
	return err
}

// files makes the modules, and finds those of an earlier run that are not needed any
// more.
func (c *exportPythonCmd) files(r *run) ([]gen.File, error) {
	list, err := gen.Export(gen.Config{Tags: r.cli.Tags, GOOS: r.cli.GOOS, GOARCH: r.cli.GOARCH}, c.Source)
	switch {
	case err != nil:
		return nil, err
	case len(list) == 0:
		return nil, errors.New(nothingFound)
	case len(list) > 1:
		return nil, usage("export python writes one package, and %s are %d: name one", c.Source, len(list))
	}
	dir := c.Output
	if dir == "" {
		dir = filepath.Join("python", list[0].Name)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	cfg := pyexport.Config{Package: c.Package, Interfaces: c.Interfaces}
	if cfg.Package == "" {
		cfg.Package = filepath.Base(dir)
	}
	modules, err := pyexport.Export(list[0], cfg)
	if problems, ok := errors.AsType[pyexport.Problems](err); ok {
		return nil, mistakes(problems)
	}
	if err != nil {
		return nil, err
	}
	return compareModules(dir, modules)
}

// mistakes are problems as the mistakes of other commands are printed.
func mistakes(problems pyexport.Problems) gen.SourceErrors {
	var list gen.SourceErrors
	for _, p := range problems {
		at := token.Position{Filename: p.Pos.File, Line: p.Pos.Line, Column: p.Pos.Column}
		list = append(list, gen.SourceError{Pos: at, Msg: p.Msg})
	}
	return list
}

// compareModules reads the present files of a directory. A file in the way that
// oslogen has not written is an error.
func compareModules(dir string, modules []pyexport.File) ([]gen.File, error) {
	var files []gen.File
	wanted := map[string]bool{}
	for _, m := range modules {
		f := gen.File{Path: filepath.Join(dir, m.Name), New: m.Text}
		old, err := os.ReadFile(f.Path)
		wanted[m.Name] = true
		if err == nil && !pyexport.IsGenerated(old) && m.Optional() {
			continue
		}
		if err == nil && !pyexport.IsGenerated(old) {
			return nil, fmt.Errorf("%s was not written by oslogen export: move it, or choose another directory with -o", relative(f.Path))
		}
		if err == nil {
			f.Old = old
		}
		files = append(files, f)
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return files, nil
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".py") || wanted[e.Name()] {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if old, err := os.ReadFile(path); err == nil && pyexport.IsGenerated(old) {
			files = append(files, gen.File{Path: path, Old: old})
		}
	}
	return files, err
}
