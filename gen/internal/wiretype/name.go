package wiretype

import "go/types"

// VisitNames calls f for every type name in the text of t.
func VisitNames(t types.Type, f func(*types.TypeName)) {
	switch t := t.(type) {
	case *types.Alias:
		f(t.Obj())
		visitList(t.TypeArgs(), f)
	case *types.Named:
		f(t.Obj())
		visitList(t.TypeArgs(), f)
	case *types.Pointer:
		VisitNames(t.Elem(), f)
	case *types.Slice:
		VisitNames(t.Elem(), f)
	case *types.Array:
		VisitNames(t.Elem(), f)
	case *types.Map:
		VisitNames(t.Key(), f)
		VisitNames(t.Elem(), f)
	case *types.Chan:
		VisitNames(t.Elem(), f)
	case *types.Struct:
		for v := range t.Fields() {
			VisitNames(v.Type(), f)
		}
	case *types.Signature:
		VisitNames(t.Params(), f)
		VisitNames(t.Results(), f)
	case *types.Tuple:
		for v := range t.Variables() {
			VisitNames(v.Type(), f)
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			VisitNames(m.Type(), f)
		}
		for e := range t.EmbeddedTypes() {
			VisitNames(e, f)
		}
	}
}

func visitList(list *types.TypeList, f func(*types.TypeName)) {
	for t := range list.Types() {
		VisitNames(t, f)
	}
}

// Text prints a type with package names for an error message.
func Text(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}

// Name returns the name of a type with its package path. It is empty
// for an unnamed type.
func Name(t types.Type) string {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name()
}
