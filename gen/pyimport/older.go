package pyimport

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// addOlder imports the same classes from an older release, and keeps everything
// that has left since. Methods get an until, and release names are added.
func addOlder(r *Result, cfg Config) error {
	old := cfg
	old.Older, old.Objects, old.old = "", nil, true
	old.Clients, old.Managers = inTree(cfg.Older, cfg.Clients), inTree(cfg.Older, cfg.Managers)
	if len(old.Clients) == 0 {
		return nil
	}
	before, err := Import(old)
	if err != nil {
		return err
	}
	for _, i := range r.Interfaces {
		n := slices.IndexFunc(before.Interfaces, func(o *Interface) bool { return o.Class == i.Class })
		if n >= 0 {
			i.keep(before.Interfaces[n])
		}
	}
	r.Source = emit(r)
	return nil
}

// inTree returns the sources as they stand below another directory of modules,
// without those that it lacks.
func inTree(dir string, sources []string) []string {
	var list []string
	for _, s := range sources {
		file, class := splitSource(s)
		rel, err := filepath.Rel(pyast.RootOf(file), file)
		if err != nil {
			continue
		}
		old := filepath.Join(dir, rel)
		if _, err := os.Stat(old); err != nil {
			continue
		}
		if class != "" {
			old += ":" + class
		}
		list = append(list, old)
	}
	return list
}

// keep adds the methods that only the older interface has.
func (i *Interface) keep(old *Interface) {
	for _, m := range old.Methods {
		if slices.ContainsFunc(i.Methods, func(have *Method) bool { return have.Wire == m.Wire || have.Name == m.Name }) {
			continue
		}
		if m.Until == "" {
			m.Until = old.Version
		}
		i.Methods = append(i.Methods, m)
	}
	for _, r := range slices.Backward(old.Releases) {
		if !slices.ContainsFunc(i.Releases, func(have Release) bool { return have.Name == r.Name }) {
			i.Releases = slices.Insert(i.Releases, 0, r)
		}
	}
}
