package gen

import (
	"encoding/json"
	"go/types"
	"strconv"
	"strings"
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
	m.b.depends(v.Type())
	m.nameable(v.Type(), m.posOf(v), what)
	m.encodable(v.Type(), m.posOf(v), what)
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

// constants reads the oslo:const directives: arguments with a constant value.
func (m *methodBuilder) constants(out *method) {
	if m.iface.rpc == nil {
		return
	}
	taken := map[string]bool{}
	for _, p := range out.params {
		taken[p.wire] = p.role == argument
	}
	for _, d := range m.b.claimMethod(m.decl) {
		if d.rule.name != "const" || len(d.args) < 1 || checkConstant(d.args[0].text) != nil {
			continue
		}
		name, text, _ := strings.Cut(d.args[0].text, "=")
		switch {
		case out.with(request) != nil:
			m.errorf(d.pos, "%s:const does not go together with %s:request: give the struct a field", tool, tool)
		case taken[name]:
			m.errorf(d.args[0].pos, "two arguments have the name %q on the wire", name)
		}
		taken[name] = true
		out.constants = append(out.constants, &fixed{wire: name, literal: constLiteral(text)})
	}
}

// constLiteral writes a JSON scalar as a Go literal.
func constLiteral(text string) string {
	switch text[0] {
	case 'n':
		return "nil"
	case 't', 'f':
		return text
	case '"':
		var s string
		_ = json.Unmarshal([]byte(text), &s) // the grammar has checked it
		return strconv.Quote(s)
	}
	return text
}
