package build

import (
	"go/types"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/annotated"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// unknown notes whether a travelling value has a type that the type checker
// could not find.
type unknown struct {
	src   *load.Loader
	found bool
}

// travels notes if t, which travels, has an unknown part.
func (u *unknown) travels(t types.Type) {
	if len(u.src.Failed) == 0 {
		return
	}
	if _, reason := wiretype.Unsendable(t, nil); reason == wiretype.UnknownType {
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
func (u *unknown) report(list []*annotated.Interface) {
	for _, err := range u.src.Endless {
		u.src.Report.Errorf(err.Pos, "%s", err.Msg)
	}
	seen := map[*load.Package]bool{}
	for _, m := range list {
		if seen[m.Package] {
			continue
		}
		seen[m.Package] = true
		for _, err := range u.src.Check(m.Package).Errors {
			if m.Package.Matters(err) && (u.found || !unresolved(err)) {
				u.src.Report.Errorf(err.Pos, "%s", err.Msg)
			}
		}
	}
	if !u.found || u.src.Report.Count() > 0 {
		return
	}
	for _, c := range u.src.Failed {
		for _, err := range c.Errors {
			if unresolved(err) {
				u.src.Report.Errorf(err.Pos, "%s", err.Msg)
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
