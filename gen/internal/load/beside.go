package load

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// Tests lists the test files beside p.
func (p *Package) Tests() []string {
	paths, _ := filepath.Glob(filepath.Join(p.Dir, "*_test.go")) // the pattern is well formed
	return paths
}

// Ignored lists the Go files beside p that this build leaves out because of
// their system, architecture, tags or cgo.
func (p *Package) Ignored() []string {
	return slices.DeleteFunc(slices.Clone(p.IgnoredFiles), func(path string) bool {
		return !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go")
	})
}

// Outsider is a declaration of a file that this build leaves out.
type Outsider struct {
	*Declaration
	Constraint string // of its file
}

// Outside collects the declarations that test files and files left out of this
// build make in the scope of p. oslogen does not report their mistakes.
func (l *Loader) Outside(p *Package) map[string]Outsider {
	all := map[string]Outsider{}
	for _, path := range slices.Concat(p.Tests(), p.Ignored()) {
		f := l.parseBeside(path)
		if f == nil || f.Tree.Name.Name != p.Name {
			continue
		}
		one := &Package{Decls: map[string]*Declaration{}, methods: map[string][]*Declaration{}}
		one.index(f)
		for name, d := range one.Decls {
			all[name] = Outsider{d, BuildConstraint(f)}
		}
	}
	return all
}

// parseBeside parses a file that is not part of the build. It returns nil for a
// file that oslogen has generated.
func (l *Loader) parseBeside(path string) *File {
	src, err := l.Sources.Read(path)
	if err != nil || output.IsGenerated(src) {
		return nil
	}
	tree, _ := parser.ParseFile(l.Fset, path, src, parser.SkipObjectResolution|parser.ParseComments)
	if tree == nil {
		return nil
	}
	f := &File{Path: path, Tree: tree, Imports: map[string]string{}}
	for _, spec := range tree.Imports {
		if spec.Path.Value == `"C"` {
			f.Imports["C"] = "C"
		}
	}
	return f
}

// unread reports directives in the files beside p, which oslogen does not read.
// In test files they are mistakes, because the generated code would be compiled
// into the package without them.
func (l *Loader) unread(p *Package) {
	for _, path := range p.Tests() {
		for _, pos := range l.annotations(path) {
			l.Report.Errorf(pos, "directives in test files are not read: move the interface to another file")
		}
	}
	for _, path := range p.Ignored() {
		l.noteSkipped(path)
	}
}

// noteSkipped notes that this build leaves out the directives of a file.
func (l *Loader) noteSkipped(path string) {
	list := l.annotations(path)
	if len(list) == 0 {
		return
	}
	needs := ""
	if f := l.parseBeside(path); BuildConstraint(f) != "" {
		needs = ", which needs " + BuildConstraint(f)
	}
	l.Report.Skipped(list[0], "this build leaves out this file%s: see to it with --goos, --goarch or --tags", needs)
}

// annotations returns the positions of the interfaces' directives in a file
// that is not part of the build.
func (l *Loader) annotations(path string) []token.Pos {
	src, err := l.Sources.Read(path)
	if err != nil || !directive.MayHold(src) {
		return nil
	}
	f := l.parseBeside(path)
	if f == nil {
		return nil
	}
	ds := directive.NewComments(f.Tree, &report.Reporter{Fset: l.Fset})
	list := ds.Interfaces()
	for _, doc := range interfaceDocs(f.Tree) {
		for _, c := range doc.List {
			if ds.IsAttempt(c) {
				list = append(list, c.Slash)
			}
		}
	}
	slices.Sort(list)
	return list
}
