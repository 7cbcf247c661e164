package gen

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
)

// verifier parses and type-checks the generated code beside its sources, as far
// as that is possible without the runtime. A bug of oslogen becomes an error
// here instead of a broken file. Of several declarations with the same form it
// checks the first.
type verifier struct {
	src  *loader
	mu   sync.Mutex // guards the fields below
	seen map[uint64]bool
	todo []unverified
}

// newVerifier returns a verifier for code beside the packages of a loader.
func newVerifier(l *loader) *verifier { return &verifier{src: l, seen: map[uint64]bool{}} }

// unverified holds the declarations of a file that have a new form.
type unverified struct {
	pkg     *pkg
	path    string
	text    []byte
	partial bool // the file has other declarations that may use its imports
}

func (v *verifier) add(src *source, e emitter, chunks []chunk) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var fresh []chunk
	for _, c := range chunks {
		if !v.seen[c.form] {
			v.seen[c.form] = true
			fresh = append(fresh, c)
		}
	}
	if len(fresh) > 0 {
		v.todo = append(v.todo, unverified{v.src.pkgs[src.pkg.Path()], output(src.path), e.join(fresh), len(fresh) < len(chunks)})
	}
}

func (v *verifier) run() error {
	byPackage := map[*pkg][]*ast.File{}
	partial := map[*pkg]bool{}
	for _, u := range v.todo {
		tree, err := parser.ParseFile(v.src.fset, u.path, u.text, parser.SkipObjectResolution)
		if err != nil {
			return bug(err)
		}
		byPackage[u.pkg] = append(byPackage[u.pkg], tree)
		partial[u.pkg] = partial[u.pkg] || u.partial
	}
	for p, trees := range byPackage {
		if err := verifyPackage(v.src, p, trees, partial[p]); err != nil {
			return bug(err)
		}
	}
	return nil
}

func bug(err error) error {
	return fmt.Errorf("nothing was written, because the generated code would not compile: %w; this is a bug of oslogen, please report it with the interface", err)
}

func verifyPackage(l *loader, p *pkg, generated []*ast.File, partial bool) error {
	var first error
	conf := types.Config{
		Importer:    verifyImporter{l.importer(p), l, p},
		FakeImportC: true,
		Sizes:       types.SizesFor("gc", l.arch),
		Error: func(err error) {
			typeErr, ok := errors.AsType[types.Error](err)
			if ok && first == nil && within(generated, typeErr.Pos) && !ofImports(typeErr, partial) {
				first = err
			}
		},
	}
	if pkg := l.check(p).pkg; !p.hasStubs() {
		_ = types.NewChecker(&conf, l.fset, pkg, nil).Files(generated) // errors went to conf.Error
		return first
	}
	_, _ = conf.Check(p.PkgPath, l.fset, append(p.declarations(), generated...), nil) // as above
	return first
}

func within(trees []*ast.File, pos token.Pos) bool {
	return slices.ContainsFunc(trees, func(tree *ast.File) bool { return tree.FileStart <= pos && pos < tree.FileEnd })
}

// verifyImporter imports the packages that the sources import. Generated code
// imports the runtime besides, which may not be in go.mod yet.
type verifyImporter struct {
	sources types.Importer
	l       *loader
	p       *pkg
}

// Import implements types.Importer.
func (i verifyImporter) Import(path string) (*types.Package, error) {
	if i.p.Imports[path] != nil && !isRuntime(path) {
		return i.sources.Import(path)
	}
	if p := i.l.pkgs[path]; p != nil && p.checked != nil && !isRuntime(path) {
		return p.checked.pkg, nil
	}
	return nil, errors.New("not looked at")
}

// isRuntime reports whether generated code may use more of a package than the
// sources do. Such a package is not read.
func isRuntime(path string) bool {
	return path == runtimePath || path == dispatchPath || path == notifyPath || path == "time"
}

// ofImports reports whether an error comes from checking only a part of the
// code.
func ofImports(err types.Error, partial bool) bool {
	return strings.HasPrefix(err.Msg, "could not import ") || partial && strings.Contains(err.Msg, "imported and not used")
}
