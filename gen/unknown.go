package gen

import (
	"go/types"
	"strings"
)

// depends notes if t, which travels, has an unknown part.
func (b *builder) depends(t types.Type) {
	if len(b.src.failed) == 0 {
		return
	}
	if _, reason := unsendable(t); reason == unknownType {
		b.unknown = true
	}
}

// noteUnknown notes if the interface depends on an unknown type.
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

// typeErrors reports the type checker's errors in the packages of the run.
// Errors elsewhere are reported only if a travelling value depends on them.
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

// unresolved reports whether an error is about an undeclared name. It does no
// harm if no travelling value depends on the name.
func unresolved(err types.Error) bool {
	return strings.HasPrefix(err.Msg, "undefined: ") || strings.HasPrefix(err.Msg, "could not import ") ||
		strings.Contains(err.Msg, "not exported by package")
}
