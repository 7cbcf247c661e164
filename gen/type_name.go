package gen

import "go/types"

// visitNames calls f for every type name in the text of t.
func visitNames(t types.Type, f func(*types.TypeName)) {
	switch t := t.(type) {
	case *types.Alias:
		f(t.Obj())
		visitList(t.TypeArgs(), f)
	case *types.Named:
		f(t.Obj())
		visitList(t.TypeArgs(), f)
	case *types.Pointer:
		visitNames(t.Elem(), f)
	case *types.Slice:
		visitNames(t.Elem(), f)
	case *types.Array:
		visitNames(t.Elem(), f)
	case *types.Map:
		visitNames(t.Key(), f)
		visitNames(t.Elem(), f)
	case *types.Chan:
		visitNames(t.Elem(), f)
	case *types.Struct:
		for v := range t.Fields() {
			visitNames(v.Type(), f)
		}
	case *types.Signature:
		visitNames(t.Params(), f)
		visitNames(t.Results(), f)
	case *types.Tuple:
		for v := range t.Variables() {
			visitNames(v.Type(), f)
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			visitNames(m.Type(), f)
		}
		for e := range t.EmbeddedTypes() {
			visitNames(e, f)
		}
	}
}

func visitList(list *types.TypeList, f func(*types.TypeName)) {
	for t := range list.Types() {
		visitNames(t, f)
	}
}

// typeText prints a type with package names for an error message.
func typeText(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}

// qualifiedName returns the name of a type with its package path. It is empty
// for an unnamed type.
func qualifiedName(t types.Type) string {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name()
}
