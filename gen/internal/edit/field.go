package edit

import (
	"go/ast"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/directive"
)

// Field sets a key of the oslo:arg of a request's field, which gets one if it has
// none.
func (e *Editor) Field(at breaking.Pos, key, value string) {
	f, pos := e.find(at)
	ast.Inspect(f.Tree, func(n ast.Node) bool {
		s, ok := n.(*ast.StructType)
		if !ok {
			return true
		}
		for _, field := range s.Fields.List {
			if field.Pos() != pos {
				continue
			}
			if !e.set(f, field.Doc, key, value, "arg") {
				e.above(f, pos, "//"+directive.Tool+":arg "+key+"="+value+"\n")
			}
		}
		return true
	})
}
