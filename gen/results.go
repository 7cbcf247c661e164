package gen

import (
	"go/types"
	"strconv"
)

// results checks and models the results.
func (m *methodBuilder) results(out *method, results *types.Tuple) {
	n := results.Len()
	switch {
	case n > 0 && invalid(results.At(n-1).Type()): // the type checker reports it
	case n == 0 || !isError(results.At(n-1).Type()):
		m.errorf(m.pos(), "method %s: the last result must be an error", out.name)
	case n > 1 && out.verb != call:
		m.errorf(m.pos(), "method %s is %s and can't have a result: it returns error alone", out.name, article(out.verb))
	default:
		for i := range n - 1 {
			m.result(out, results.At(i))
		}
	}
}

// result models one result. Several results are a tuple in Python.
func (m *methodBuilder) result(out *method, v *types.Var) {
	what := "the result of method " + out.name
	m.unknown.travels(v.Type())
	m.types().nameable(v.Type(), m.posOf(v), what)
	m.types().encodable(v.Type(), m.posOf(v), what)
	taken := nameSet{"Tuple": true}
	for _, r := range out.results {
		taken[r.field] = true
	}
	name := v.Name()
	if name == "" || name == "_" {
		name = "result" + strconv.Itoa(len(out.results)+1)
	}
	out.results = append(out.results, &result{typ: v.Type(), field: taken.take(exported(name))})
}
