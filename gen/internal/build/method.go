package build

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/annotated"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// methodBuilder makes the model of one method.
type methodBuilder struct {
	src     *load.Loader
	found   *annotated.Survey
	unknown *unknown
	marked  *annotated.Interface
	iface   *model.Interface
	fn      *types.Func
	decl    *annotated.Method // nil if the method's source is not at hand
}

// pos returns the position for the method's mistakes. That is the method, or
// the annotated interface if the method comes from a package outside the run.
func (m *methodBuilder) pos() token.Pos {
	if m.found.IsOwn(m.decl) {
		return m.fn.Pos()
	}
	return m.marked.Spec.Pos()
}

func (m *methodBuilder) errorf(pos token.Pos, format string, args ...any) {
	m.src.Report.Errorf(pos, format, args...)
}

// types checks the types of the method's parameters and results.
func (m *methodBuilder) types() typeCheck { return typeCheck{m.src, m.marked.Package} }

// history reads the keys about versions.
func (m *methodBuilder) history() historyReader {
	return historyReader{m.src.Report, m.iface.RPC, directive.On(m.marked.Directives, "rpc").Wrong("version")}
}

func (m *methodBuilder) build() *model.Method {
	if m.fn.Pkg() == nil { // Error is the only predeclared method
		m.errorf(m.pos(), "method Error of the predeclared interface error can't be called from elsewhere: do not embed error")
		return nil
	}
	m.decl = m.found.Find(m.fn)
	out := &model.Method{Name: m.fn.Name()}
	var d *directive.Directive
	if m.decl != nil {
		out.Doc = load.DocText(m.decl.Field.Doc)
		d = m.verb()
	} else {
		m.errorf(m.pos(), "method %s comes from elsewhere and has no directive: declare it here again, with one", out.Name)
	}
	if d == nil || !m.checkName() {
		return nil
	}
	m.describe(out, d)
	m.signature(out)
	if m.iface.RPC != nil {
		historyCheck{m.src.Report, m.iface.RPC.Tops(), out}.run(d)
	}
	return out
}

// verb finds the directive that makes the method a call, a cast or an event.
func (m *methodBuilder) verb() *directive.Directive {
	beside := "const"
	if m.iface.Notify != nil {
		beside = "filter"
	}
	var list []*directive.Directive
	for _, d := range m.found.Claim(m.decl) {
		if d.Name() != beside {
			list = append(list, d)
		}
	}
	if m.iface.Notify != nil {
		return m.only(list, "event", "")
	}
	return m.only(list, "call", "cast")
}

// only finds the method's one directive, which is named a or b.
func (m *methodBuilder) only(list []*directive.Directive, a, b string) *directive.Directive {
	var found *directive.Directive
	for _, d := range list {
		switch {
		case d.Name() != a && d.Name() != b:
			m.errorf(d.Pos, "%s:%s does not belong in an interface with %s:%s", directive.Tool, d.Name(), directive.Tool, m.marked.Directives[0].Name())
			return nil
		case found != nil:
			m.errorf(d.Pos, "method %s is already %s:%s", m.fn.Name(), directive.Tool, found.Name())
		default:
			found = d
		}
	}
	if found == nil && !m.found.Attempted(m.decl) {
		want := directive.Tool + ":" + a
		if b != "" {
			want += " or " + directive.Tool + ":" + b
		}
		advice := ""
		if !m.found.IsOwn(m.decl) {
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
	case slices.Contains(m.iface.OwnMethods(), name):
		m.errorf(m.pos(), "method %s: generated clients have a method of that name already; rename it and keep the name on the wire with name=%s", name, naming.Snake(name))
	default:
		return true
	}
	return false
}

// signature checks and models parameters and results.
func (m *methodBuilder) signature(out *model.Method) {
	sig := m.fn.Signature()
	m.noteUnknown(sig)
	if sig.Params().Len() > 0 && invalid(sig.Params().At(0).Type()) {
		return // the type checker reports it
	}
	if sig.Params().Len() == 0 || !isContext(sig.Params().At(0).Type()) {
		m.errorf(m.pos(), "method %s: the first parameter must be a context.Context", out.Name)
	} else {
		out.Ctx = sig.Params().At(0).Name()
		for _, d := range m.decl.Params[0].Directives {
			m.errorf(d.Pos, "%s:%s stands on the context: put it on the line above the parameter", directive.Tool, d.Name())
		}
		m.params(out, sig)
		if m.iface.RPC != nil {
			readConstants(m.src.Report, m.found.Claim(m.decl), out)
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

func article(v model.Verb) string {
	if v == model.Notify {
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
