// Package load lists packages and reads their files. It type-checks only the
// declarations that annotated interfaces need.
package load

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// Loader knows the directory of every package in the build and reads packages
// on demand. It compiles nothing, so broken code elsewhere does not matter.
type Loader struct {
	Fset     *token.FileSet
	Report   *report.Reporter
	Sources  *sources
	Arch     string              // decides the sizes of types
	Packages map[string]*Package // by import path
	Failed   []*Checked          // packages with type errors
	Endless  []types.Error       // generic types that hold ever new instances of themselves
	files    map[*token.File]*File
	ahead    map[string]parsed // files by path that were parsed before they were wanted
}

// FileAt returns the file that holds pos, or nil if it was not read.
func (l *Loader) FileAt(pos token.Pos) *File { return l.files[l.Fset.File(pos)] }

// Package is one package. Its files are read when one of its declarations is first
// wanted.
type Package struct {
	*packages.Package
	Files   []*File
	Decls   map[string]*Declaration   // package-level, by name
	methods map[string][]*Declaration // by receiver
	stubs   map[string]*Declaration   // generated types, by name
	kept    []*Declaration            // the wanted declarations
	Checked *Checked
	Objects map[string]string // the versions of its versioned objects, by type
	Broken  bool              // a file has syntax errors, so its declarations are uncertain
}

// File is one parsed file.
type File struct {
	Path    string
	Tree    *ast.File
	Imports map[string]string // import path by the name this file uses
	dots    []string          // paths of dot imports
}

// New returns a loader that has listed no package yet.
func New(cfg Config, fset *token.FileSet, report *report.Reporter) *Loader {
	return &Loader{
		Fset: fset, Report: report, Arch: cfg.Arch(),
		Sources: &sources{texts: map[string]sourceText{}}, Packages: map[string]*Package{},
		files: map[*token.File]*File{}, ahead: map[string]parsed{},
	}
}

// ofGoCommand returns what the go command printed when it failed, or the text of
// another error.
func ofGoCommand(err error) string {
	_, printed, ok := strings.Cut(err.Error(), ": stderr: ")
	if !ok {
		return err.Error()
	}
	return strings.TrimSpace(printed)
}

// load lists the packages that match patterns and everything they import.
func (l *Loader) load(cfg Config, patterns []string) ([]*Package, error) {
	mode := packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps
	conf := &packages.Config{Mode: mode, Dir: cfg.Dir, Fset: l.Fset, Env: cfg.Env()}
	if cfg.Tags != "" {
		conf.BuildFlags = []string{"-tags=" + cfg.Tags}
	}
	roots, err := packages.Load(conf, patterns...)
	if err != nil {
		return nil, fmt.Errorf("load packages: %s", ofGoCommand(err))
	}
	packages.Visit(roots, nil, func(p *packages.Package) { l.Packages[p.PkgPath] = &Package{Package: p} })
	var list []*Package
	for _, root := range roots {
		p := l.Packages[root.PkgPath]
		if len(root.GoFiles) == 0 && len(root.Errors) > 0 && len(root.IgnoredFiles) == 0 {
			return nil, fmt.Errorf("load packages: %s", root.Errors[0].Msg)
		}
		l.listErrors(p)
		list = append(list, p)
	}
	if err := l.Report.Err(); err != nil {
		return nil, err
	}
	return list, nil
}

// listErrors reports the go command's errors about a package. An import that
// can't be found is reported at its line later, if a declaration needs it.
func (l *Loader) listErrors(p *Package) {
	for _, err := range p.Errors {
		_, stack, cycle := strings.Cut(err.Msg, "import cycle not allowed: import stack: [")
		switch {
		case cycle:
			stack := strings.Fields(strings.TrimSuffix(stack, "]"))
			l.Report.At(l.importOf(p, stack), "import cycle: %s", strings.Join(stack, " -> "))
		case strings.HasPrefix(err.Msg, "found packages "):
			l.Report.At(token.Position{Filename: p.GoFiles[0]}, "%s", err.Msg)
		}
	}
}

// importOf returns the position of p's import of the next package on an import
// stack.
func (l *Loader) importOf(p *Package, stack []string) token.Position {
	next := ""
	if i := slices.Index(stack, p.PkgPath); i >= 0 && i+1 < len(stack) {
		next = stack[i+1]
	}
	for _, path := range p.GoFiles {
		tree, _ := parser.ParseFile(l.Fset, path, nil, parser.ImportsOnly)
		if tree == nil {
			continue
		}
		for _, spec := range tree.Imports {
			if imported, _ := strconv.Unquote(spec.Path.Value); imported == next {
				return l.Fset.Position(spec.Path.Pos())
			}
		}
	}
	return token.Position{Filename: p.Dir}
}

// Mentions reports whether any file of p may hold a directive.
func (l *Loader) Mentions(p *Package) bool {
	return slices.ContainsFunc(p.GoFiles, func(path string) bool {
		src, err := l.Sources.Read(path)
		return err == nil && directive.MayHold(src) && !output.IsGenerated(src)
	})
}
