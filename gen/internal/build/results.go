package build

import (
	"go/types"
	"strconv"

	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// results checks and models the results.
func (m *methodBuilder) results(out *model.Method, results *types.Tuple) {
	n := results.Len()
	switch {
	case n > 0 && invalid(results.At(n-1).Type()): // the type checker reports it
	case n == 0 || !isError(results.At(n-1).Type()):
		m.errorf(m.pos(), "method %s: the last result must be an error", out.Name)
	case n > 1 && out.Verb != model.Call:
		m.errorf(m.pos(), "method %s is %s and can't have a result: it returns error alone", out.Name, article(out.Verb))
	default:
		for i := range n - 1 {
			m.result(out, results.At(i))
		}
	}
}

// result models one result. Several results are a tuple in Python.
func (m *methodBuilder) result(out *model.Method, v *types.Var) {
	what := "the result of method " + out.Name
	m.unknown.travels(v.Type())
	m.types().nameable(v.Type(), m.posOf(v), what)
	m.types().encodable(v.Type(), m.posOf(v), what)
	taken := naming.Set{"Tuple": true}
	for _, r := range out.Results {
		taken[r.Field] = true
	}
	name := v.Name()
	if name == "" || name == "_" {
		name = "result" + strconv.Itoa(len(out.Results)+1)
	}
	out.Results = append(out.Results, &model.Result{Type: v.Type(), Field: taken.Take(naming.Exported(name))})
}
