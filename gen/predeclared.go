package gen

import "go/types"

// checkPredeclared reports declarations of p that hide a name of the language which
// generated code uses.
func checkPredeclared(report *reporter, p *pkg) {
	for name, d := range p.decls {
		obj := types.Universe.Lookup(name)
		if obj == nil {
			continue
		}
		_, isFunc := obj.(*types.Builtin)
		if isFunc && name != "append" && name != "new" {
			continue
		}
		report.errorf(d.name.Pos(), "%s hides the predeclared %s, which generated code needs: give it another name, or move the interface to another package", name, name)
	}
}
