package gen

import (
	"go/types"
	"strings"
)

// unknown notes whether a travelling value has a type that the type checker
// could not find.
type unknown struct {
	src   *loader
	found bool
}

// travels notes if t, which travels, has an unknown part.
func (u *unknown) travels(t types.Type) {
	if len(u.src.failed) == 0 {
		return
	}
	if _, reason := unsendable(t); reason == unknownType {
		u.found = true
	}
}

// note notes if the interface depends on an unknown type.
func (u *unknown) note(t types.Type) {
	switch t := t.(type) {
	case *types.Basic:
		u.found = u.found || invalid(t)
	case *types.Interface:
		for e := range t.EmbeddedTypes() {
			u.note(e)
		}
	case *types.Named, *types.Alias:
		if i, ok := t.Underlying().(*types.Interface); ok {
			u.note(i)
		}
	}
}

// report reports the type checker's errors in the packages of the run.
// Errors elsewhere are reported only if a travelling value depends on them.
func (u *unknown) report(list []*marked) {
	for _, err := range u.src.endless {
		u.src.report.errorf(err.Pos, "%s", err.Msg)
	}
	seen := map[*pkg]bool{}
	for _, m := range list {
		if seen[m.pkg] {
			continue
		}
		seen[m.pkg] = true
		for _, err := range u.src.check(m.pkg).errs {
			if m.pkg.matters(err) && (u.found || !unresolved(err)) {
				u.src.report.errorf(err.Pos, "%s", err.Msg)
			}
		}
	}
	if !u.found || u.src.report.count() > 0 {
		return
	}
	for _, c := range u.src.failed {
		for _, err := range c.errs {
			if unresolved(err) {
				u.src.report.errorf(err.Pos, "%s", err.Msg)
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
