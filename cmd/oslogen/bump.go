package main

import (
	"fmt"
	"path/filepath"

	"github.com/oslogen/oslogen/gen"
)

type bumpCmd struct {
	Packages []string `arg:"" optional:"" help:"Packages, as the go command names them. All of the module by default."`
	Against  string   `default:"HEAD" placeholder:"REV|DIR" help:"The earlier state: a git revision, or a directory with another copy of the module. HEAD by default."`
}

// Run gives versions to new declarations. It reports changes that no version
// mends, and leaves their interfaces alone.
func (c *bumpCmd) Run(r *run) error {
	if err := misspelt(c.Packages); err != nil {
		return err
	}
	cfg, err := r.config()
	if err != nil {
		return err
	}
	files, refused, err := gen.Bump(cfg, c.Against, c.Packages...)
	r.printNotes()
	if err != nil {
		return err
	}
	if err := gen.Commit(files); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(r.stdout, filepath.ToSlash(relative(f.Path)))
	}
	for _, f := range refused {
		fmt.Fprintln(r.stderr, f)
	}
	if len(refused) > 0 {
		fmt.Fprintln(r.stderr, "oslogen: these interfaces stay as they are, because no version mends them")
		return errStale
	}
	return nil
}
