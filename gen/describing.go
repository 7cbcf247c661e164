package gen

import (
	"cmp"
	"path/filepath"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/state"
)

// Describe describes the messages of the interfaces in the packages that match
// patterns. If the sources have mistakes, the error is a [SourceErrors] with
// all of them.
func Describe(cfg Config, patterns ...string) (*breaking.State, error) {
	dir, err := filepath.Abs(cmp.Or(cfg.Dir, "."))
	if err != nil {
		return nil, err
	}
	r, err := newRun(cfg, patterns)
	if err != nil {
		return nil, err
	}
	sources, err := r.model()
	if err != nil {
		return nil, err
	}
	r.tell()
	return state.Of(r.l, sources, moduleRoot(dir)), nil
}
