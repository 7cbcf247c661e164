package gen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
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
	var list []token.Pos
	for pos, d := range ds.waiting {
		if r := ruleNamed(d.Name); r != nil && r.on == onInterface {
			list = append(list, pos)
		}
	}
	for _, doc := range interfaceDocs(f.ast) {
		for _, c := range doc.List {
			if ds.attempts[c.Slash] != "" {
				list = append(list, c.Slash)
			}
		}
	}
	slices.Sort(list)
	return list
}

// interfaceDocs returns the doc comments of the interfaces of a file.
func interfaceDocs(tree *ast.File) []*ast.CommentGroup {
	var docs []*ast.CommentGroup
	for _, d := range tree.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range gen.Specs {
			spec, ok := s.(*ast.TypeSpec)
			if !ok {
				continue
			}
			if _, ok := spec.Type.(*ast.InterfaceType); ok && typeDoc(gen, spec) != nil {
				docs = append(docs, typeDoc(gen, spec))
			}
		}
	}
	return docs
}

// typeDoc returns the doc comment of a type. A type that is alone in its
// declaration has it above the declaration.
func typeDoc(gen *ast.GenDecl, spec *ast.TypeSpec) *ast.CommentGroup {
	if spec.Doc == nil && !gen.Lparen.IsValid() {
		return gen.Doc
	}
	return spec.Doc
}

// unlisted notes directives in directories that the go command passes over
// because this build leaves out all their files.
func (l *loader) unlisted(dir string, patterns []string) {
	listed := map[string]bool{}
	for _, p := range l.pkgs {
		listed[p.Dir] = true
	}
	for _, pattern := range patterns {
		root, ok := strings.CutSuffix(filepath.ToSlash(pattern), "/...")
		if !ok || !strings.HasPrefix(root, ".") {
			continue
		}
		root = filepath.Join(dir, root)
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // no error: unreadable directories are left out
			if err != nil || !d.IsDir() {
				return nil //nolint:nilerr // see above
			}
			if path != root && otherTree(path) {
				return filepath.SkipDir
			}
			if !listed[path] {
				listed[path] = true
				l.noteDir(path)
			}
			return nil
		})
	}
}

// otherTree reports whether the go command leaves out a directory when it looks
// for packages of a module.
func otherTree(path string) bool {
	base := filepath.Base(path)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "vendor" {
		return true
	}
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil
}

func (l *loader) noteDir(dir string) {
	paths, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, path := range paths {
		if !strings.HasSuffix(path, "_test.go") {
			l.noteSkipped(path)
		}
	}
}
