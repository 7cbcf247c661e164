package gen

import (
	"go/token"
	"go/types"
	"strings"
)

// mostInstances is how many instances of one generic type may be reached from a
// type. One with more holds ever larger instances of itself.
const mostInstances = 1000

// complete reports whether t can be walked through, and notes a part of it that
// is not known. The type checker finds types without end by itself, but only in
// packages that have no other error.
func (b *builder) complete(t types.Type, pos token.Pos, what string) bool {
	if len(b.src.failed) == 0 {
		return true
	}
	e := expansion{seen: map[types.Type]bool{}, instances: map[*types.TypeName]int{}}
	e.walk(t)
	if e.endless != nil {
		b.src.report.errorf(pos, "%s: generic type %s holds ever larger instances of itself", what, e.endless.Name())
		return false
	}
	if _, reason := unsendable(t); reason == unknownType {
		b.unknown = true
	}
	return true
}

// expansion walks through all that a type is made of.
type expansion struct {
	seen      map[types.Type]bool
	instances map[*types.TypeName]int
	endless   *types.TypeName
}

func (e *expansion) walk(t types.Type) {
	if e.endless != nil || e.seen[t] {
		return
	}
	e.seen[t] = true
	if named, ok := types.Unalias(t).(*types.Named); ok && named.TypeArgs().Len() > 0 {
		obj := named.Origin().Obj()
		e.instances[obj]++
		if e.instances[obj] > mostInstances {
			e.endless = obj
			return
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		e.walk(u.Key())
		e.walk(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			e.walk(f.Type())
		}
	case interface{ Elem() types.Type }: // pointers, slices, arrays and channels
		e.walk(u.Elem())
	}
}

// noteUnknown notes that the interface depends on a type that is not known.
func (b *builder) noteUnknown(t types.Type) {
	switch t := t.(type) {
	case *types.Basic:
		b.unknown = b.unknown || invalid(t)
	case *types.Interface:
		for e := range t.EmbeddedTypes() {
			b.noteUnknown(e)
		}
	case *types.Named, *types.Alias:
		if i, ok := t.Underlying().(*types.Interface); ok {
			b.noteUnknown(i)
		}
	}
}

// typeErrors reports what the type checker found in the packages of the run, and
// elsewhere if something that travels depends on it.
func (b *builder) typeErrors() {
	for _, err := range b.src.endless {
		b.src.report.errorf(err.Pos, "%s", err.Msg)
	}
	seen := map[*pkg]bool{}
	for _, m := range b.marked {
		if seen[m.pkg] {
			continue
		}
		seen[m.pkg] = true
		for _, err := range b.src.check(m.pkg).errs {
			if m.pkg.matters(err) && (b.unknown || !unresolved(err)) {
				b.src.report.errorf(err.Pos, "%s", err.Msg)
			}
		}
	}
	if !b.unknown || len(b.src.report.list) > 0 {
		return
	}
	for _, c := range b.src.failed {
		for _, err := range c.errs {
			if unresolved(err) {
				b.src.report.errorf(err.Pos, "%s", err.Msg)
			}
		}
	}
}

// invalid reports whether t is a type that the type checker could not find.
func invalid(t types.Type) bool {
	basic, ok := t.(*types.Basic)
	return ok && basic.Kind() == types.Invalid
}

// unresolved reports whether an error is about a name that is not declared. It
// does no harm if nothing that travels depends on the name.
func unresolved(err types.Error) bool {
	return strings.HasPrefix(err.Msg, "undefined: ") || strings.HasPrefix(err.Msg, "could not import ") ||
		strings.Contains(err.Msg, "not exported by package")
}
