package build

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/annotated"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// errorReader models the oslo:error directives of an interface.
type errorReader struct {
	src     *load.Loader
	unknown *unknown
}

func (r errorReader) pairs(m *annotated.Interface) []model.Error {
	var pairs []model.Error
	seen := map[string]bool{}
	for _, d := range m.Directives {
		if d.Name() != "error" || len(d.Args) < 2 {
			continue
		}
		remote, name := d.Args[0], d.Args[1]
		classes := strings.Split(remote.Text, ",")
		for _, class := range classes {
			if seen[class] {
				r.src.Report.Errorf(remote.Pos, "remote exception %s is given twice", class)
			}
			seen[class] = true
		}
		pair := model.Error{Remote: classes[0], Also: classes[1:], Keywords: d.Has("keywords"), Expected: d.Has("expected")}
		if r.resolveError(&pair, m, name) {
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// resolveError finds the sentinel or the error type that a directive names.
func (r errorReader) resolveError(pair *model.Error, m *annotated.Interface, name directive.Value) bool {
	obj := r.src.Lookup(m.Package, m.File, strings.TrimPrefix(name.Text, "*"))
	switch obj := obj.(type) {
	case nil:
		r.src.Report.Errorf(name.Pos, "%s is not declared%s", name.Text, importAdvice(name.Text))
	case *types.Var:
		known := obj.Type() != types.Typ[types.Invalid] && !wiretype.EmbedsEndlessly(obj.Type())
		if known && !types.AssignableTo(obj.Type(), types.Universe.Lookup("error").Type()) {
			r.src.Report.Errorf(name.Pos, "%s is not an error but %s", name.Text, wiretype.Text(obj.Type()))
			break
		}
		if setLate(m.Package, obj) {
			r.src.Report.Errorf(name.Pos, "%s has no value where it is declared, and init sets it too late: give it one there", name.Text)
			break
		}
		pair.Value = obj
		return true
	case *types.TypeName:
		pair.Type = r.errorType(obj, name)
		return pair.Type != nil
	default:
		r.src.Report.Errorf(name.Pos, "%s is neither an error variable nor an error type", name.Text)
	}
	return false
}

// setLate reports whether v, a variable of p, is declared without a value. The
// table of errors is a variable of the same package and is initialised before
// any init function runs.
func setLate(p *load.Package, v *types.Var) bool {
	d := p.Decls[v.Name()]
	if d == nil || v.Pkg().Path() != p.PkgPath {
		return false
	}
	spec, ok := d.Node.(*ast.ValueSpec)
	return ok && len(spec.Values) == 0
}

// errorType returns the struct type that implements error. It returns the
// pointer to it if only the pointer does, or if the directive asks for it.
func (r errorReader) errorType(obj *types.TypeName, name directive.Value) types.Type {
	errorInterface := wiretype.ErrorInterface.Underlying().(*types.Interface)
	if isGeneric(obj.Type()) {
		r.src.Report.Errorf(name.Pos, "error type %s is generic: name an instance of it, by a type or an alias of its own", obj.Name())
		return nil
	}
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		r.src.Report.Errorf(name.Pos, "error type %s is not a struct, whose fields could travel", obj.Name())
		return nil
	}
	r.unknown.travels(obj.Type())
	switch path, reason := wiretype.UnsendableError(obj.Type(), s, r.src.Origin); reason {
	case "":
	case wiretype.UnknownType: // the type checker has reported it
		return nil
	default:
		r.src.Report.Errorf(name.Pos, "error type %s can't be sent: %s%s", obj.Name(), path, reason)
		return nil
	}
	if !strings.HasPrefix(name.Text, "*") && types.Implements(obj.Type(), errorInterface) {
		return obj.Type()
	}
	ptr := types.NewPointer(obj.Type())
	if !types.Implements(ptr, errorInterface) {
		r.src.Report.Errorf(name.Pos, "*%s is not an error: it has no method Error() string", obj.Name())
		return nil
	}
	return ptr
}

// isGeneric reports whether t has type parameters without arguments.
func isGeneric(t types.Type) bool {
	g, ok := t.(interface {
		TypeParams() *types.TypeParamList
		TypeArgs() *types.TypeList
	})
	return ok && g.TypeParams().Len() > 0 && g.TypeArgs().Len() == 0
}
