// Package api loads annotated interfaces for the commands that compare requests with
// them.
package api

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/fit"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
)

// Load loads the interfaces in Go packages. Mistakes in the sources are printed to
// stderr, and the error is silent then.
func Load(stderr io.Writer, packages []string) (*fit.Interfaces, error) {
	state, err := gen.Describe(gen.Config{}, packages...)
	if mistakes, ok := errors.AsType[gen.SourceErrors](err); ok {
		mistakes.Print(stderr, ".")
		return nil, exit.SilentError(exit.Usage)
	}
	if err != nil {
		return nil, exit.With(err, exit.Usage, "")
	}
	if len(state.Interfaces) == 0 {
		return nil, exit.Usagef("no annotated interface in %v", packages)
	}
	return fit.New(state), nil
}

// Place is file:line:column, with the file as seen from the current directory.
func Place(p breaking.Pos) string {
	return fmt.Sprintf("%s:%d:%d", Relative(p.File), p.Line, p.Column)
}

// Relative is a path as seen from the current directory, if it is below that.
func Relative(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(wd, path)
	if err != nil || !filepath.IsLocal(rel) {
		return path
	}
	return rel
}
