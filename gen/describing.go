package gen

import (
	"cmp"
	"path/filepath"
	"slices"

	"github.com/oslogen/oslogen/gen/breaking"
)

// Describe describes the messages of the interfaces in the packages that match
// patterns. If the sources have mistakes, the error is a [SourceErrors] with
// all of them.
func Describe(cfg Config, patterns ...string) (*breaking.State, error) {
	dir, err := filepath.Abs(cmp.Or(cfg.Dir, "."))
	if err != nil {
		return nil, err
	}
	l, roots, err := open(cfg, patterns)
	if err != nil {
		return nil, err
	}
	sources := model(l, slices.DeleteFunc(roots, func(p *pkg) bool { return !l.mentionsTool(p) }))
	if err := l.report.err(); err != nil {
		return nil, err
	}
	l.tell(cfg)
	return l.stateOf(sources, moduleRoot(dir)), nil
}
