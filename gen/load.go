package gen

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// loader knows the directory of every package in the build and reads packages
// on demand. It compiles nothing, so broken code elsewhere does not matter.
type loader struct {
	fset    *token.FileSet
	report  *reporter
	sources *sources
	arch    string          // decides the sizes of types
	pkgs    map[string]*pkg // by import path
	failed  []*checked      // packages with type errors
	endless []types.Error   // generic types that hold ever new instances of themselves
}

// pkg is one package. Its files are read when one of its declarations is first
// wanted.
type pkg struct {
	*packages.Package
	files   []*file
	decls   map[string]*decl   // package-level, by name
	methods map[string][]*decl // by receiver
	stubs   map[string]*decl   // generated types, by name
	kept    []*decl            // the wanted declarations
	checked *checked
	objects map[string]string // the versions of its versioned objects, by type
	broken  bool              // a file has syntax errors, so its declarations are uncertain
}

// file is one parsed file.
type file struct {
	path    string
	ast     *ast.File
	imports map[string]string // import path by the name this file uses
	dots    []string          // paths of dot imports
}

func newLoader(cfg loadConfig, fset *token.FileSet, report *reporter) *loader {
	return &loader{
		fset: fset, report: report, arch: cmp.Or(cfg.GOARCH, os.Getenv("GOARCH"), runtime.GOARCH),
		sources: &sources{texts: map[string]sourceText{}}, pkgs: map[string]*pkg{},
	}
}

// open loads the packages of a run.
func open(cfg loadConfig, patterns []string) (*loader, []*pkg, error) {
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	dir, err := filepath.Abs(cmp.Or(cfg.Dir, "."))
	if err != nil {
		return nil, nil, err
	}
	fset := token.NewFileSet()
	l := newLoader(cfg, fset, &reporter{fset: fset, dir: dir})
	roots, err := l.load(cfg, patterns)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range roots {
		l.unread(p)
	}
	l.unlisted(dir, patterns)
	return l, roots, nil
}

// load lists the packages that match patterns and everything they import.
func (l *loader) load(cfg loadConfig, patterns []string) ([]*pkg, error) {
	mode := packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps
	conf := &packages.Config{Mode: mode, Dir: cfg.Dir, Fset: l.fset, Env: cfg.env()}
	if cfg.Tags != "" {
		conf.BuildFlags = []string{"-tags=" + cfg.Tags}
	}
	roots, err := packages.Load(conf, patterns...)
	if err != nil {
		return nil, fmt.Errorf("load packages: %w", err)
	}
	packages.Visit(roots, nil, func(p *packages.Package) { l.pkgs[p.PkgPath] = &pkg{Package: p} })
	var list []*pkg
	for _, root := range roots {
		p := l.pkgs[root.PkgPath]
		if len(root.GoFiles) == 0 && len(root.Errors) > 0 && len(root.IgnoredFiles) == 0 {
			return nil, fmt.Errorf("load packages: %s", root.Errors[0].Msg)
		}
		l.listErrors(p)
		list = append(list, p)
	}
	if err := l.report.err(); err != nil {
		return nil, err
	}
	return list, nil
}

// listErrors reports the go command's errors about a package. An import that
// can't be found is reported at its line later, if a declaration needs it.
func (l *loader) listErrors(p *pkg) {
	for _, err := range p.Errors {
		_, stack, cycle := strings.Cut(err.Msg, "import cycle not allowed: import stack: [")
		switch {
		case cycle:
			stack := strings.Fields(strings.TrimSuffix(stack, "]"))
			l.report.at(l.importOf(p, stack), "import cycle: %s", strings.Join(stack, " -> "))
		case strings.HasPrefix(err.Msg, "found packages "):
			l.report.at(token.Position{Filename: p.GoFiles[0]}, "%s", err.Msg)
		}
	}
}

// importOf returns the position of p's import of the next package on an import
// stack.
func (l *loader) importOf(p *pkg, stack []string) token.Position {
	next := ""
	if i := slices.Index(stack, p.PkgPath); i >= 0 && i+1 < len(stack) {
		next = stack[i+1]
	}
	for _, path := range p.GoFiles {
		tree, _ := parser.ParseFile(l.fset, path, nil, parser.ImportsOnly)
		if tree == nil {
			continue
		}
		for _, spec := range tree.Imports {
			if imported, _ := strconv.Unquote(spec.Path.Value); imported == next {
				return l.fset.Position(spec.Path.Pos())
			}
		}
	}
	return token.Position{Filename: p.Dir}
}

// mentions reports whether any file of p may hold a directive.
func (l *loader) mentions(p *pkg) bool {
	return slices.ContainsFunc(p.GoFiles, func(path string) bool {
		src, err := l.sources.read(path)
		return err == nil && mayHold(src) && !isGenerated(src)
	})
}
