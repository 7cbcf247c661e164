package gen

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"path/filepath"
	"strconv"
)

// read parses the files of p, except generated ones.
func (l *loader) read(p *pkg) {
	if p.decls != nil {
		return
	}
	p.decls, p.methods = map[string]*decl{}, map[string][]*decl{}
	files := make([]*file, len(p.GoFiles))
	errs := make([]error, len(p.GoFiles))
	_ = parallel(len(files), func(i int) error {
		files[i], errs[i] = l.parse(p.GoFiles[i])
		return nil
	})
	for i, f := range files {
		l.syntaxErrors(p, errs[i])
		if f != nil {
			p.files = append(p.files, f)
			l.nameImports(p, f)
			p.index(f)
		}
	}
}

// parse parses one file. It returns nil for a generated file.
func (l *loader) parse(path string) (*file, error) {
	src, err := l.sources.read(path)
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

// parseGo parses a file. If that fails, it tries again without function bodies,
// which oslogen does not need.
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

// nameImports finds the names by which f knows its imports.
func (l *loader) nameImports(p *pkg, f *file) {
	for _, spec := range f.ast.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // a syntax error, already reported
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
