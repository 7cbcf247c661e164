// Package verify type-checks generated code.
package verify

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/oslogen/oslogen/gen/internal/emit"
	"github.com/oslogen/oslogen/gen/internal/layout"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/output"
)

// Verifier parses and type-checks the generated code beside its sources, as far
// as that is possible without the runtime. A bug of oslogen becomes an error
// here instead of a broken file. Of several declarations with the same form it
// checks the first.
type Verifier struct {
	src  *load.Loader
	mu   sync.Mutex // guards the fields below
	seen map[uint64]bool
	todo []unverified
}

// New returns a verifier for code beside the packages of a loader.
func New(l *load.Loader) *Verifier { return &Verifier{src: l, seen: map[uint64]bool{}} }

// unverified holds the declarations of a file that have a new form.
type unverified struct {
	pkg     *load.Package
	path    string
	text    []byte
	partial bool // the file has other declarations that may use its imports
}

// Add takes the chunks of a generated file whose form it has not seen yet.
func (v *Verifier) Add(src *model.Source, e emit.Emitter, chunks []layout.Chunk) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var fresh []layout.Chunk
	for _, c := range chunks {
		if !v.seen[c.Form] {
			v.seen[c.Form] = true
			fresh = append(fresh, c)
		}
	}
	if len(fresh) > 0 {
		v.todo = append(v.todo, unverified{v.src.Packages[src.Package.Path()], output.Path(src.Path), e.Join(fresh), len(fresh) < len(chunks)})
	}
}

// Run checks all that was added.
func (v *Verifier) Run() error {
	byPackage := map[*load.Package][]*ast.File{}
	partial := map[*load.Package]bool{}
	for _, u := range v.todo {
		tree, err := parser.ParseFile(v.src.Fset, u.path, u.text, parser.SkipObjectResolution)
		if err != nil {
			return Bug(err)
		}
		byPackage[u.pkg] = append(byPackage[u.pkg], tree)
		partial[u.pkg] = partial[u.pkg] || u.partial
	}
	for p, trees := range byPackage {
		if err := verifyPackage(v.src, p, trees, partial[p]); err != nil {
			return Bug(err)
		}
	}
	return nil
}

// Bug is the error of generated code that does not compile.
func Bug(err error) error {
	return fmt.Errorf("nothing was written, because the generated code would not compile: %w; this is a bug of oslogen, please report it with the interface", err)
}

func verifyPackage(l *load.Loader, p *load.Package, generated []*ast.File, partial bool) error {
	var first error
	conf := types.Config{
		Importer:    verifyImporter{l.Importer(p), l, p},
		FakeImportC: true,
		Sizes:       types.SizesFor("gc", l.Arch),
		Error: func(err error) {
			typeErr, ok := errors.AsType[types.Error](err)
			if ok && first == nil && within(generated, typeErr.Pos) && !ofImports(typeErr, partial) {
				first = err
			}
		},
	}
	if pkg := l.Check(p).Types; !p.HasStubs() {
		_ = types.NewChecker(&conf, l.Fset, pkg, nil).Files(generated) // errors went to conf.Error
		return first
	}
	_, _ = conf.Check(p.PkgPath, l.Fset, append(p.Declarations(), generated...), nil) // as above
	return first
}

func within(trees []*ast.File, pos token.Pos) bool {
	return slices.ContainsFunc(trees, func(tree *ast.File) bool { return tree.FileStart <= pos && pos < tree.FileEnd })
}

// verifyImporter imports the packages that the sources import. Generated code
// imports the runtime besides, which may not be in go.mod yet.
type verifyImporter struct {
	sources types.Importer
	l       *load.Loader
	p       *load.Package
}

// Import implements types.Importer.
func (i verifyImporter) Import(path string) (*types.Package, error) {
	if i.p.Imports[path] != nil && !isRuntime(path) {
		return i.sources.Import(path)
	}
	if p := i.l.Packages[path]; p != nil && p.Checked != nil && !isRuntime(path) {
		return p.Checked.Types, nil
	}
	return nil, errors.New("not looked at")
}

// isRuntime reports whether generated code may use more of a package than the
// sources do. Such a package is not read.
func isRuntime(path string) bool {
	return path == model.RuntimePath || path == model.DispatchPath || path == model.NotifyPath || path == "time"
}

// ofImports reports whether an error comes from checking only a part of the
// code.
func ofImports(err types.Error, partial bool) bool {
	return strings.HasPrefix(err.Msg, "could not import ") || partial && load.IsUnusedImport(err)
}
