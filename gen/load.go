package gen

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"
)

// loader knows where every package of the build lies and reads those that are
// asked for. Nothing is compiled, so it does not matter what does not compile.
type loader struct {
	fset    *token.FileSet
	report  *reporter
	pkgs    map[string]*pkg // by import path
	endless []types.Error   // generic types that hold ever other instances of themselves
}

// pkg is one package. Its files are read when a declaration is first wanted.
type pkg struct {
	*packages.Package
	files   []*file
	decls   map[string]*decl   // package-level, by name
	methods map[string][]*decl // by receiver
	kept    []*decl            // the declarations that are wanted
	checked *checked
	broken  bool // a file has syntax errors: what it declares is not known for sure
}

// file is one parsed file.
type file struct {
	path    string
	ast     *ast.File
	imports map[string]string // import path by the name this file uses
	dots    []string          // paths of dot imports
}

// load lists the packages that match patterns and everything they import.
func (l *loader) load(cfg Config, patterns []string) ([]*pkg, error) {
	mode := packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps
	conf := &packages.Config{Mode: mode, Dir: cfg.Dir, Fset: l.fset}
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
		if len(root.GoFiles) == 0 && len(root.Errors) > 0 {
			return nil, fmt.Errorf("load packages: %s", root.Errors[0].Msg)
		}
		list = append(list, l.pkgs[root.PkgPath])
	}
	return list, nil
}

// read parses the files of p, without those oslogen has generated.
func (l *loader) read(p *pkg) {
	if p.decls != nil {
		return
	}
	p.decls, p.methods = map[string]*decl{}, map[string][]*decl{}
	files := make([]*file, len(p.GoFiles))
	errs := make([]error, len(p.GoFiles))
	var wg sync.WaitGroup
	for i, path := range p.GoFiles {
		wg.Go(func() { files[i], errs[i] = l.parse(path) }) // ends with the file
	}
	wg.Wait()
	for i, f := range files {
		l.syntaxErrors(p, errs[i])
		if f != nil {
			p.files = append(p.files, f)
			l.nameImports(p, f)
			p.index(f)
		}
	}
}

// parse reads one file; it returns nil for a generated one.
func (l *loader) parse(path string) (*file, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if isGenerated(src) {
		return nil, nil
	}
	tree, err := parseGo(l.fset, path, src)
	if tree == nil {
		return nil, err
	}
	return &file{path: path, ast: tree, imports: map[string]string{}}, err
}

// parseGo parses a file; if it can't be, it tries without function bodies, which
// nobody reads.
func parseGo(fset *token.FileSet, path string, src []byte) (*ast.File, error) {
	const mode = parser.ParseComments | parser.SkipObjectResolution | parser.AllErrors
	if tree, err := parser.ParseFile(fset, path, src, mode); err == nil {
		return tree, nil
	}
	return parser.ParseFile(fset, path, blankBodies(src), mode)
}

func (l *loader) syntaxErrors(p *pkg, err error) {
	if err == nil {
		return
	}
	p.broken = true
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		l.report.at(token.Position{Filename: p.PkgPath}, "%s", err)
		return
	}
	for _, e := range list {
		l.report.at(e.Pos, "%s", e.Msg)
	}
}

// nameImports finds the names by which f knows the packages it imports.
func (l *loader) nameImports(p *pkg, f *file) {
	for _, spec := range f.ast.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // a syntax error, reported
		}
		name := filepath.Base(path)
		if imported := p.Imports[path]; imported != nil {
			path = imported.PkgPath
			if imported.Name != "" {
				name = imported.Name
			}
		}
		switch {
		case spec.Name == nil:
			f.imports[name] = path
		case spec.Name.Name == "_":
		case spec.Name.Name == ".":
			f.dots = append(f.dots, path)
		default:
			f.imports[spec.Name.Name] = path
		}
	}
}

// mentionsTool reports whether any file of p may hold a directive.
func mentionsTool(p *pkg) bool {
	for _, path := range p.GoFiles {
		if strings.HasSuffix(path, outputSuffix) && isGeneratedFile(path) {
			continue
		}
		src, err := os.ReadFile(path)
		if err == nil && mayHold(src) {
			return true
		}
	}
	return false
}

// tests are the test files beside p.
func (p *pkg) tests() []string {
	paths, _ := filepath.Glob(filepath.Join(p.Dir, "*_test.go")) // the pattern is well formed
	return paths
}

// testDecls is what the test files of p declare in its scope. Their mistakes are
// not ours.
func (l *loader) testDecls(p *pkg) map[string]*decl {
	all := &pkg{decls: map[string]*decl{}, methods: map[string][]*decl{}}
	for _, path := range p.tests() {
		tree, _ := parser.ParseFile(l.fset, path, nil, parser.SkipObjectResolution)
		if tree != nil && tree.Name.Name == p.Name {
			all.index(&file{path: path, ast: tree})
		}
	}
	return all.decls
}

// testFiles reports directives in test files, which are not looked for: what is
// generated for them would be compiled into the package without them.
func (r *reporter) testFiles(p *pkg) {
	for _, path := range p.tests() {
		src, err := os.ReadFile(path)
		if err != nil || !annotation.Match(src) {
			continue
		}
		fset := token.NewFileSet()
		var s scanner.Scanner
		s.Init(fset.AddFile(path, -1, len(src)), src, func(token.Position, string) {}, scanner.ScanComments)
		for pos, tok, text := s.Scan(); tok != token.EOF; pos, tok, text = s.Scan() {
			if tok == token.COMMENT && annotation.MatchString(text) {
				r.at(fset.Position(pos), "directives in test files are not read: move the interface to another file")
			}
		}
	}
}

var annotation = regexp.MustCompile(`(?m)^//` + tool + `:(rpc|notify)\b`)
