package load

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"path/filepath"
	"strconv"

	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/parallel"
)

// Read parses the files of p, except generated ones.
func (l *Loader) Read(p *Package) {
	if p.Decls != nil {
		return
	}
	p.Decls, p.methods = map[string]*Declaration{}, map[string][]*Declaration{}
	files := make([]*File, len(p.GoFiles))
	errs := make([]error, len(p.GoFiles))
	_ = parallel.Do(len(files), func(i int) error {
		files[i], errs[i] = l.wanted(p.GoFiles[i])
		return nil
	})
	for i, f := range files {
		l.syntaxErrors(p, errs[i])
		if f != nil {
			p.Files = append(p.Files, f)
			l.files[l.Fset.File(f.Tree.FileStart)] = f
			l.nameImports(p, f)
			p.index(f)
		}
	}
}

// wanted returns a parsed file, or nil for a generated file.
func (l *Loader) wanted(path string) (*File, error) {
	if p, ok := l.ahead[path]; ok {
		return p.file, p.err
	}
	return l.parse(path)
}

// parse parses one file. It returns nil for a generated file.
func (l *Loader) parse(path string) (*File, error) {
	src, err := l.Sources.Read(path)
	if err != nil {
		return nil, err
	}
	if output.IsGenerated(src) {
		return nil, nil
	}
	tree, err := parseGo(l.Fset, path, src)
	if tree == nil {
		return nil, err
	}
	return &File{Path: path, Tree: tree, Imports: map[string]string{}}, err
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

func (l *Loader) syntaxErrors(p *Package, err error) {
	if err == nil {
		return
	}
	p.Broken = true
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		l.Report.At(token.Position{Filename: p.PkgPath}, "%s", err)
		return
	}
	for _, e := range list {
		l.Report.At(e.Pos, "%s", e.Msg)
	}
}

// nameImports finds the names by which f knows its imports.
func (l *Loader) nameImports(p *Package, f *File) {
	for _, spec := range f.Tree.Imports {
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
			f.Imports[name] = path
		case spec.Name.Name == "_":
		case spec.Name.Name == ".":
			f.dots = append(f.dots, path)
		default:
			f.Imports[spec.Name.Name] = path
		}
	}
}
