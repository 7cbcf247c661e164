package gen

import (
	"github.com/oslogen/oslogen/gen/internal/state"
	"github.com/oslogen/oslogen/gen/pyexport"
)

// Export reads the interfaces of the packages that match patterns for package
// pyexport, which writes them in Python. If the sources have mistakes, the error
// is a [SourceErrors] with all of them.
func Export(cfg Config, patterns ...string) ([]*pyexport.Package, error) {
	r, err := newRun(cfg, patterns)
	if err != nil {
		return nil, err
	}
	sources, err := r.model()
	if err != nil {
		return nil, err
	}
	r.tell()
	return state.Export(r.l, sources), nil
}
