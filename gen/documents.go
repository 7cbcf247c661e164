package gen

import (
	"cmp"
	"path/filepath"

	"github.com/oslogen/oslogen/gen/apidoc"
	"github.com/oslogen/oslogen/gen/internal/document"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/state"
)

// Documented is the result of [Documents]. Dirs are the directories of all packages,
// relative to their module.
type Documented struct {
	Interfaces []*apidoc.Interface
	Dirs       []string
}

// Documents describes the interfaces in the packages that match patterns, for
// documents about them. If the sources have mistakes, the error is a [SourceErrors]
// with all of them.
func Documents(cfg Config, patterns ...string) (*Documented, error) {
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
	out := &Documented{}
	for _, p := range r.roots {
		out.Dirs = append(out.Dirs, inModule(p))
	}
	describer := state.NewDescriber(r.l, sources, moduleRoot(dir))
	out.Interfaces = document.Interfaces(describer, sources, func(path string) string { return inModule(r.l.Packages[path]) })
	return out, nil
}

// inModule is a package's directory in its module.
func inModule(p *load.Package) string {
	rel, err := filepath.Rel(moduleRoot(p.Dir), p.Dir)
	if err != nil {
		return p.Name
	}
	return filepath.ToSlash(rel)
}
