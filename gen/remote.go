package gen

import (
	"go/ast"
	"go/types"
	"strings"
)

// errorPairs models the oslo:error directives of an interface.
func (b *builder) errorPairs(m *marked) []errorPair {
	var pairs []errorPair
	seen := map[string]bool{}
	for _, d := range m.directives {
		if d.name() != "error" || len(d.args) < 2 {
			continue
		}
		remote, name := d.args[0], d.args[1]
		classes := strings.Split(remote.text, ",")
		for _, class := range classes {
			if seen[class] {
				b.src.report.errorf(remote.pos, "remote exception %s is given twice", class)
			}
			seen[class] = true
		}
		pair := errorPair{remote: classes[0], also: classes[1:], keywords: d.has("keywords"), expected: d.has("expected")}
		if b.resolveError(&pair, m, name) {
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// resolveError finds the sentinel or the error type that a directive names.
func (b *builder) resolveError(pair *errorPair, m *marked, name value) bool {
	obj := b.src.lookup(m.pkg, m.file, strings.TrimPrefix(name.text, "*"))
	switch obj := obj.(type) {
	case nil:
		b.src.report.errorf(name.pos, "%s is not declared%s", name.text, importAdvice(name.text))
	case *types.Var:
		known := obj.Type() != types.Typ[types.Invalid] && !embedsEndlessly(obj.Type())
		if known && !types.AssignableTo(obj.Type(), types.Universe.Lookup("error").Type()) {
			b.src.report.errorf(name.pos, "%s is not an error but %s", name.text, typeText(obj.Type()))
			break
		}
		if setLate(m.pkg, obj) {
			b.src.report.errorf(name.pos, "%s has no value where it is declared, and init sets it too late: give it one there", name.text)
			break
		}
		pair.value = obj
		return true
	case *types.TypeName:
		pair.typ = b.errorType(obj, name)
		return pair.typ != nil
	default:
		b.src.report.errorf(name.pos, "%s is neither an error variable nor an error type", name.text)
	}
	return false
}

// setLate reports whether v, a variable of p, is declared without a value. The
// table of errors is a variable of the same package and is initialised before
// any init function runs.
func setLate(p *pkg, v *types.Var) bool {
	d := p.decls[v.Name()]
	if d == nil || v.Pkg().Path() != p.PkgPath {
		return false
	}
	spec, ok := d.node.(*ast.ValueSpec)
	return ok && len(spec.Values) == 0
}

// errorType returns the struct type that implements error. It returns the
// pointer to it if only the pointer does, or if the directive asks for it.
func (b *builder) errorType(obj *types.TypeName, name value) types.Type {
	errorInterface := errorInterface.Underlying().(*types.Interface)
	if isGeneric(obj.Type()) {
		b.src.report.errorf(name.pos, "error type %s is generic: name an instance of it, by a type or an alias of its own", obj.Name())
		return nil
	}
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		b.src.report.errorf(name.pos, "error type %s is not a struct, whose fields could travel", obj.Name())
		return nil
	}
	b.unknown.travels(obj.Type())
	switch path, reason := unsendableError(obj.Type(), s); reason {
	case "":
	case unknownType: // the type checker has reported it
		return nil
	default:
		b.src.report.errorf(name.pos, "error type %s can't be sent: %s%s", obj.Name(), path, reason)
		return nil
	}
	if !strings.HasPrefix(name.text, "*") && types.Implements(obj.Type(), errorInterface) {
		return obj.Type()
	}
	ptr := types.NewPointer(obj.Type())
	if !types.Implements(ptr, errorInterface) {
		b.src.report.errorf(name.pos, "*%s is not an error: it has no method Error() string", obj.Name())
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
