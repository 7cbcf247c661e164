package load

import (
	"cmp"
	"go/token"
	"path/filepath"

	"github.com/oslogen/oslogen/gen/internal/report"
)

// Open loads the packages of a run.
func Open(cfg Config, patterns []string) (*Loader, []*Package, error) {
	if err := cfg.check(); err != nil {
		return nil, nil, err
	}
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	dir, err := filepath.Abs(cmp.Or(cfg.Dir, "."))
	if err != nil {
		return nil, nil, err
	}
	fset := token.NewFileSet()
	l := New(cfg, fset, &report.Reporter{Fset: fset, Dir: dir})
	listed := l.readAhead(dir, patterns)
	roots, err := l.load(cfg, patterns)
	listed()
	if err != nil {
		return nil, nil, err
	}
	for _, p := range roots {
		l.unread(p)
	}
	l.unlisted(dir, patterns)
	return l, roots, nil
}
