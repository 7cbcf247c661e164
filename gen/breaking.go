package gen

import (
	"cmp"
	"fmt"
	"go/token"
	"os"
	"path/filepath"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/earlier"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/past"
	"github.com/oslogen/oslogen/gen/internal/state"
)

// Breaking compares the packages that match patterns with an earlier state of
// their module: a git revision, or a directory with another copy of it. Without
// patterns it takes all packages of the module. It returns the changes that
// break peers of the earlier state, without those that oslo:allow silences, and
// the number of compared interfaces. If the sources have mistakes, the error is
// a [SourceErrors] with all of them.
//
// The earlier state need not compile. Code that does not parse or type-check
// there is left out.
func Breaking(cfg Config, against string, patterns ...string) (found []breaking.Finding, compared int, err error) {
	c, err := compare(cfg, against, patterns)
	if err != nil {
		return nil, 0, err
	}
	found, unused := breaking.Silence(c.now, c.old, breaking.Compare(c.old, c.now))
	for _, a := range unused {
		c.l.Report.At(position(a.Pos), "%s:allow %s silences nothing: remove it", directive.Tool, a.Code)
	}
	return found, len(c.old.Interfaces) + len(c.now.Interfaces), c.l.Report.Err()
}

// states are an earlier state and the present one.
type states struct {
	l        *load.Loader
	old, now *breaking.State
}

// compare reads both states.
func compare(cfg Config, against string, patterns []string) (*states, error) {
	dir, err := filepath.Abs(cmp.Or(cfg.Dir, "."))
	if err != nil {
		return nil, err
	}
	root := moduleRoot(dir)
	if len(patterns) == 0 {
		rel, err := filepath.Rel(dir, root)
		if err != nil {
			return nil, err
		}
		patterns = []string{"./" + filepath.ToSlash(filepath.Join(rel, "..."))}
	}
	tree, err := earlier.Open(root, against)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tree.Close() }()
	r, err := newRun(cfg, patterns)
	if err != nil {
		return nil, err
	}
	for _, p := range r.own {
		if other := moduleRoot(p.Dir); other != root {
			return nil, fmt.Errorf("package %s is of another module: compare it in %s", p.PkgPath, other)
		}
	}
	sources, err := r.model()
	if err != nil {
		return nil, err
	}
	r.tell()
	p := past.New(cfg.load(), root, tree, r.l)
	old := state.Of(p.Loader, p.Model(patterns), root)
	return &states{l: r.l, old: old, now: state.Of(r.l, sources, root)}, nil
}

// moduleRoot is the directory of the module that dir is in, or dir if there is none.
func moduleRoot(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}

// position is a place as errors have it.
func position(p breaking.Pos) token.Position {
	return token.Position{Filename: p.File, Line: p.Line, Column: p.Column}
}
