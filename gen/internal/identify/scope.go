package identify

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// scope holds the names of one package that generated code must not hide.
type scope struct {
	declared naming.Set // by the package, by generated code, or predeclared
	beside   naming.Set // imported by any file, or declared by a file outside the build
	foreign  naming.Set // declared by a file outside the build
	types    naming.Set // the types that the package declares
	outside  map[string]load.Outsider
	files    map[string]*load.File // by path
}

func (id *namer) scope(path string) *scope {
	if s := id.scopes[path]; s != nil {
		return s
	}
	p := id.src.Packages[path]
	s := &scope{naming.Set{}, naming.Set{}, naming.Set{}, naming.Set{}, id.src.Outside(p), map[string]*load.File{}}
	s.declared.Add(types.Universe.Names()...)
	for name, d := range p.Decls {
		s.declared.Add(name)
		if _, ok := d.Node.(*ast.TypeSpec); ok {
			s.types.Add(name)
		}
	}
	s.foreign.Add(slices.Collect(maps.Keys(s.outside))...)
	for name := range s.foreign {
		s.beside.Add(name)
	}
	for _, f := range p.Files {
		s.files[f.Path] = f
		s.beside.Add(slices.Collect(maps.Keys(f.Imports))...)
	}
	id.scopes[path] = s
	return s
}

// take returns name, or name with a number, and declares it.
func (s *scope) take(name string) string {
	return s.declared.Take(name, s.beside)
}
