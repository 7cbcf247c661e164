package past

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/oslogen/oslogen/gen/internal/load"
)

// findOthers finds the packages of other modules.
func (p *Past) findOthers() {
	have := map[string]*packages.Package{}
	for name, known := range p.now.Packages {
		have[name] = known.Package
	}
	if missing := p.missing(have); len(missing) > 0 {
		p.list(missing, have)
	}
	for _, ours := range p.Loader.Packages {
		for name := range ours.Imports {
			if p.others[name] && have[name] != nil {
				ours.Imports[name] = have[name]
			}
		}
	}
	for name, found := range have {
		if p.Loader.Packages[name] == nil && (found.Module == nil || !found.Module.Main) {
			p.Loader.Packages[name] = &load.Package{Package: found}
		}
	}
}

// missing are the packages of other modules that the present run does not have, or
// that may be others by another go.mod.
func (p *Past) missing(have map[string]*packages.Package) []string {
	changed := !p.sameRequirements()
	var list []string
	for name := range p.others {
		if known := have[name]; known == nil || changed && strings.Contains(strings.Split(name, "/")[0], ".") {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

func (p *Past) sameRequirements() bool {
	old := p.text("go.mod")
	return old == nil || bytes.Equal(old, fileText(filepath.Join(p.root, "go.mod")))
}

// list asks the go command for packages, by the go.mod of that time. What it does not
// find is left out: a type that is not found is no difference.
func (p *Past) list(names []string, have map[string]*packages.Package) {
	conf := &packages.Config{Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule, Dir: p.root, Env: p.cfg.Env()}
	if !p.sameRequirements() {
		dir, err := os.MkdirTemp("", "oslogen")
		if err != nil {
			return
		}
		defer func() { _ = os.RemoveAll(dir) }()
		for _, name := range []string{"go.mod", "go.sum"} {
			if os.WriteFile(filepath.Join(dir, name), p.text(name), 0o600) != nil {
				return
			}
		}
		conf.BuildFlags = []string{"-modfile=" + filepath.Join(dir, "go.mod")}
	}
	found, err := packages.Load(conf, names...)
	if err != nil {
		return
	}
	packages.Visit(found, nil, func(one *packages.Package) {
		if len(one.GoFiles) > 0 {
			have[one.PkgPath] = one
		}
	})
}
