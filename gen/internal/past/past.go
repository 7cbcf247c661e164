// Package past builds the model of an earlier state of a module.
package past

import (
	"bytes"
	"cmp"
	gobuild "go/build"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"

	"github.com/oslogen/oslogen/gen/earlier"
	"github.com/oslogen/oslogen/gen/internal/build"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// Past loads the packages of an earlier state of the module. The go command can't
// list them where they don't compile or lie in git, so they are found by their
// directories. Packages of other modules are those of the present run, unless go.mod
// has changed.
type Past struct {
	cfg    load.Config
	root   string // the module's directory
	tree   earlier.Tree
	module string // its path at that time
	build  gobuild.Context
	dirs   map[string][]string // the Go files of each directory
	inner  map[string]bool     // the directories of modules within the module
	now    *load.Loader        // of the present state
	Loader *load.Loader        // of the earlier one
	others map[string]bool     // packages of other modules that it needs
}

// New returns the state of a tree. The loader of the present state helps with
// packages that have not changed.
func New(cfg load.Config, root string, tree earlier.Tree, now *load.Loader) *Past {
	report := &report.Reporter{Fset: token.NewFileSet(), Dir: now.Report.Dir} // its mistakes are not reported
	p := &Past{
		cfg: cfg, root: root, tree: tree, now: now, Loader: load.New(cfg, report.Fset, report),
		dirs: map[string][]string{}, inner: map[string]bool{}, others: map[string]bool{},
	}
	p.buildContext()
	p.module = cmp.Or(modfile.ModulePath(p.text("go.mod")), modfile.ModulePath(fileText(filepath.Join(root, "go.mod"))))
	for _, name := range tree.Files() {
		p.inner[path.Dir(name)] = p.inner[path.Dir(name)] || path.Base(name) == "go.mod"
	}
	for _, name := range tree.Files() {
		if strings.HasSuffix(name, ".go") && !p.nested(path.Dir(name)) {
			p.dirs[path.Dir(name)] = append(p.dirs[path.Dir(name)], name)
		}
	}
	return p
}

// buildContext says which files are of the build.
func (p *Past) buildContext() {
	p.build = gobuild.Default
	p.build.GOOS, p.build.GOARCH = cmp.Or(p.cfg.GOOS, p.build.GOOS), cmp.Or(p.cfg.GOARCH, p.build.GOARCH)
	p.build.BuildTags = strings.FieldsFunc(p.cfg.Tags, func(r rune) bool { return r == ',' || r == ' ' })
	p.build.OpenFile = func(name string) (io.ReadCloser, error) {
		src, err := p.Loader.Sources.Read(name)
		return io.NopCloser(bytes.NewReader(src)), err
	}
}

// text is a file of the earlier state, empty if there is none.
func (p *Past) text(name string) []byte {
	text, err := p.tree.Read(name)
	if err != nil {
		return nil
	}
	return text
}

func fileText(name string) []byte {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	return text
}

// nested reports whether a directory belongs to a module within the module, or to
// vendored ones.
func (p *Past) nested(dir string) bool {
	for ; dir != "."; dir = path.Dir(dir) {
		if path.Base(dir) == "vendor" || p.inner[dir] {
			return true
		}
	}
	return false
}

// Model builds the model of the packages that match patterns, with whatever parses
// and type-checks.
func (p *Past) Model(patterns []string) []*model.Source {
	var roots []*load.Package
	for dir := range p.dirs {
		if !load.MatchesAny(patterns, p.now.Report.Dir, p.root, p.module, dir) {
			continue
		}
		if found := p.pkg(dir); found != nil && p.Loader.Mentions(found) {
			roots = append(roots, found)
		}
	}
	slices.SortFunc(roots, func(a, b *load.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	for _, root := range roots {
		p.imports(root)
	}
	p.findOthers()
	return build.Sources(p.Loader, roots)
}

// pkg is the package of a directory, nil if it has no Go files for the build.
func (p *Past) pkg(dir string) *load.Package {
	pkgPath := path.Join(p.module, dir)
	if known := p.Loader.Packages[pkgPath]; known != nil {
		return known
	}
	out := &load.Package{Package: &packages.Package{PkgPath: pkgPath, Dir: filepath.Join(p.root, filepath.FromSlash(dir)), Imports: map[string]*packages.Package{}}}
	for _, name := range p.dirs[dir] {
		p.add(out, name)
	}
	if len(out.GoFiles) == 0 {
		return nil
	}
	p.Loader.Packages[pkgPath] = out
	return out
}

// add adds a file to its package, if it is of the build.
func (p *Past) add(to *load.Package, name string) {
	full := filepath.Join(p.root, filepath.FromSlash(name))
	text, err := p.tree.Read(name)
	p.Loader.Sources.Set(full, text, err)
	if strings.HasSuffix(name, "_test.go") {
		return
	}
	if ok, err := p.build.MatchFile(to.Dir, path.Base(name)); !ok || err != nil {
		return
	}
	tree, err := parser.ParseFile(token.NewFileSet(), full, text, parser.PackageClauseOnly)
	if err != nil || to.Name != "" && to.Name != tree.Name.Name {
		return
	}
	to.Name = tree.Name.Name
	to.GoFiles = append(to.GoFiles, full)
}

// imports finds the packages that a package needs, and those that they need.
func (p *Past) imports(of *load.Package) {
	for _, name := range of.GoFiles {
		src, _ := p.Loader.Sources.Read(name)
		if output.IsGenerated(src) {
			continue
		}
		tree, _ := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if tree == nil {
			continue
		}
		for _, spec := range tree.Imports {
			if imported, err := strconv.Unquote(spec.Path.Value); err == nil && of.Imports[imported] == nil {
				p.need(of, imported)
			}
		}
	}
}

func (p *Past) need(by *load.Package, imported string) {
	dir, ours := strings.CutPrefix(imported+"/", p.module+"/")
	if !ours {
		p.others[imported] = true
		by.Imports[imported] = &packages.Package{PkgPath: imported} // findOthers fills it
		return
	}
	known := p.Loader.Packages[imported] != nil
	found := p.pkg(path.Clean(dir))
	switch {
	case found == nil: // of a module within the module, or gone
		p.others[imported] = true
		by.Imports[imported] = &packages.Package{PkgPath: imported}
	case !known:
		by.Imports[imported] = found.Package
		p.imports(found)
	default:
		by.Imports[imported] = found.Package
	}
}
