package gen

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// tests lists the test files beside p.
func (p *pkg) tests() []string {
	paths, _ := filepath.Glob(filepath.Join(p.Dir, "*_test.go")) // the pattern is well formed
	return paths
}

// ignored lists the Go files beside p that this build leaves out because of
// their system, architecture, tags or cgo.
func (p *pkg) ignored() []string {
	return slices.DeleteFunc(slices.Clone(p.IgnoredFiles), func(path string) bool {
		return !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go")
	})
}

// outsider is a declaration of a file that this build leaves out.
type outsider struct {
	*decl
	constraint string // of its file
}

// outside collects the declarations that test files and files left out of this
// build make in the scope of p. oslogen does not report their mistakes.
func (l *loader) outside(p *pkg) map[string]outsider {
	all := map[string]outsider{}
	for _, path := range slices.Concat(p.tests(), p.ignored()) {
		f := l.parseBeside(path)
		if f == nil || f.ast.Name.Name != p.Name {
			continue
		}
		one := &pkg{decls: map[string]*decl{}, methods: map[string][]*decl{}}
		one.index(f)
		for name, d := range one.decls {
			all[name] = outsider{d, buildConstraint(f)}
		}
	}
	return all
}

// parseBeside parses a file that is not part of the build. It returns nil for a
// file that oslogen has generated.
func (l *loader) parseBeside(path string) *file {
	src, err := l.sources.read(path)
	if err != nil || isGenerated(src) {
		return nil
	}
	tree, _ := parser.ParseFile(l.fset, path, src, parser.SkipObjectResolution|parser.ParseComments)
	if tree == nil {
		return nil
	}
	f := &file{path: path, ast: tree, imports: map[string]string{}}
	for _, spec := range tree.Imports {
		if spec.Path.Value == `"C"` {
			f.imports["C"] = "C"
		}
	}
	return f
}

// unread reports directives in the files beside p, which oslogen does not read.
// In test files they are mistakes, because the generated code would be compiled
// into the package without them.
func (l *loader) unread(p *pkg) {
	for _, path := range p.tests() {
		for _, pos := range l.annotations(path) {
			l.report.errorf(pos, "directives in test files are not read: move the interface to another file")
		}
	}
	for _, path := range p.ignored() {
		l.noteSkipped(path)
	}
}

// noteSkipped notes that this build leaves out the directives of a file.
func (l *loader) noteSkipped(path string) {
	list := l.annotations(path)
	if len(list) == 0 {
		return
	}
	needs := ""
	if f := l.parseBeside(path); buildConstraint(f) != "" {
		needs = ", which needs " + buildConstraint(f)
	}
	l.report.skipped(list[0], "this build leaves out this file%s: see to it with --goos, --goarch or --tags", needs)
}

// annotations returns the positions of the interfaces' directives in a file
// that is not part of the build.
func (l *loader) annotations(path string) []token.Pos {
	src, err := l.sources.read(path)
	if err != nil || !mayHold(src) {
		return nil
	}
	f := l.parseBeside(path)
	if f == nil {
		return nil
	}
	ds := newDirectives(f.ast, &reporter{fset: l.fset})
	list := ds.ofInterfaces()
	for _, doc := range interfaceDocs(f.ast) {
		for _, c := range doc.List {
			if ds.isAttempt(c) {
				list = append(list, c.Slash)
			}
		}
	}
	slices.Sort(list)
	return list
}
