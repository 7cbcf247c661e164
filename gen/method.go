package gen

import (
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// methodBuilder makes the model of one method.
type methodBuilder struct {
	src     *loader
	found   *survey
	unknown *unknown
	marked  *marked
	iface   *iface
	fn      *types.Func
	batch   bool        // an event that gets several notifications
	decl    *methodDecl // nil if the method's source is not at hand
}

// pos returns the position for the method's mistakes. That is the method, or
// the annotated interface if the method comes from a package outside the run.
func (m *methodBuilder) pos() token.Pos {
	if m.found.isOwn(m.decl) {
		return m.fn.Pos()
	}
	return m.marked.spec.Pos()
}

func (m *methodBuilder) errorf(pos token.Pos, format string, args ...any) {
	m.src.report.errorf(pos, format, args...)
}

// types checks the types of the method's parameters and results.
func (m *methodBuilder) types() typeCheck { return typeCheck{m.src, m.marked.pkg} }

// history reads the keys about versions.
func (m *methodBuilder) history() historyReader {
	return historyReader{m.src.report, m.iface.rpc, on(m.marked.directives, "rpc").wrong("version")}
}

func (m *methodBuilder) build() *method {
	if m.fn.Pkg() == nil { // Error is the only predeclared method
		m.errorf(m.pos(), "method Error of the predeclared interface error can't be called from elsewhere: do not embed error")
		return nil
	}
	m.decl = m.found.find(m.fn)
	out := &method{name: m.fn.Name()}
	var d *directive
	if m.decl != nil {
		out.doc = docText(m.decl.field.Doc)
		d = m.verb()
	} else {
		m.errorf(m.pos(), "method %s comes from elsewhere and has no directive: declare it here again, with one", out.name)
	}
	if d == nil || !m.checkName() {
		return nil
	}
	m.describe(out, d)
	m.signature(out)
	if m.iface.rpc != nil {
		historyCheck{m.src.report, m.iface.rpc.tops(), m.decl, out}.run(d)
	}
	return out
}

// verb finds the directive that makes the method a call, a cast or an event.
func (m *methodBuilder) verb() *directive {
	beside := "const"
	if m.iface.notify != nil {
		beside = "filter"
	}
	var list []*directive
	for _, d := range m.found.claimMethod(m.decl) {
		if d.name() != beside {
			list = append(list, d)
		}
	}
	if m.iface.notify != nil {
		return m.only(list, "event", "")
	}
	return m.only(list, "call", "cast")
}

// only finds the method's one directive, which is named a or b.
func (m *methodBuilder) only(list []*directive, a, b string) *directive {
	var found *directive
	for _, d := range list {
		switch {
		case d.name() != a && d.name() != b:
			m.errorf(d.pos, "%s:%s does not belong in an interface with %s:%s", tool, d.name(), tool, m.marked.directives[0].name())
			return nil
		case found != nil:
			m.errorf(d.pos, "method %s is already %s:%s", m.fn.Name(), tool, found.name())
		default:
			found = d
		}
	}
	if found == nil && !m.found.attempted(m.decl) {
		want := tool + ":" + a
		if b != "" {
			want += " or " + tool + ":" + b
		}
		advice := ""
		if !m.found.isOwn(m.decl) {
			advice = "; it comes from package " + m.fn.Pkg().Path() + ": declare it here again, with one"
		}
		m.errorf(m.pos(), "method %s has no %s%s", m.fn.Name(), want, advice)
	}
	return found
}

// checkName refuses names for which no code can be generated.
func (m *methodBuilder) checkName() bool {
	name := m.fn.Name()
	switch {
	case !m.fn.Exported():
		m.errorf(m.pos(), "method %s is unexported: it can't be called from elsewhere", name)
	case slices.Contains(m.iface.ownMethods(), name):
		m.errorf(m.pos(), "method %s: generated clients have a method of that name already; rename it and keep the name on the wire with name=%s", name, snake(name))
	default:
		return true
	}
	return false
}

// signature checks and models parameters and results.
func (m *methodBuilder) signature(out *method) {
	sig := m.fn.Signature()
	m.noteUnknown(sig)
	if sig.Params().Len() > 0 && invalid(sig.Params().At(0).Type()) {
		return // the type checker reports it
	}
	if sig.Params().Len() == 0 || !isContext(sig.Params().At(0).Type()) {
		m.errorf(m.pos(), "method %s: the first parameter must be a context.Context", out.name)
	} else {
		out.ctx = sig.Params().At(0).Name()
		for _, d := range m.decl.entries[0].directives {
			m.errorf(d.pos, "%s:%s stands on the context: put it on the line above the parameter", tool, d.name())
		}
		m.params(out, sig)
		if m.iface.rpc != nil {
			readConstants(m.src.report, m.found.claimMethod(m.decl), out)
		}
	}
	m.results(out, sig.Results())
}

// noteUnknown notes an unknown type in the signature.
func (m *methodBuilder) noteUnknown(sig *types.Signature) {
	for v := range sig.Params().Variables() {
		m.unknown.note(v.Type())
	}
	for v := range sig.Results().Variables() {
		m.unknown.note(v.Type())
	}
}

func article(v verb) string {
	if v == notify {
		return "an event"
	}
	return "a " + strings.ToLower(string(v))
}

// posOf returns the position of v, or of the method if v is outside the run.
func (m *methodBuilder) posOf(v *types.Var) token.Pos {
	if m.pos() == m.fn.Pos() && v.Pos().IsValid() {
		return v.Pos()
	}
	return m.pos()
}
