package build

import (
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// argumentReader reads the oslo:arg of a parameter or of a request's field.
type argumentReader struct {
	src     *load.Loader
	pkg     *load.Package // of the interface
	history historyReader
}

// param reads the oslo:arg of a parameter.
func (r argumentReader) param(p *model.Param, v *types.Var, d *directive.Directive) {
	p.Wire, p.Named, p.Directive = d.Text("name"), d.Has("name"), d
	switch {
	case d.Words == 0:
		r.src.Report.Errorf(d.Pos, "%s:arg says nothing: give it name=, optional, default=, since=, until=, was= or rest", directive.Tool)
	case d.Has("rest") && len(d.Values) > 1:
		r.src.Report.Errorf(d.Pos, "rest goes with no other key: the arguments in it have their own names")
	case d.Has("rest"):
		p.Role = model.Rest
		r.checkRest(v, d.Pos)
	default:
		r.rule(p, v, d)
	}
}

// field reads the oslo:arg of a request's field.
func (r argumentReader) field(p *model.Param, f wiretype.Field, d *directive.Directive) {
	p.Directive = d
	switch {
	case d.Words == 0:
		r.src.Report.Errorf(d.Pos, "%s:arg says nothing: give it optional, default=, since=, until= or was=", directive.Tool)
	case p.Role == model.Rest:
		r.src.Report.Errorf(d.Pos, "%s:arg does not go together with the tag oslo:\"rest\": the arguments in the map have their own names", directive.Tool)
	case f.MayBeLeftOut() && d.Has("default"):
		r.src.Report.Errorf(d.Values["default"].Pos, "default does not go together with omitempty or omitzero in the tag, which leave out the zero value: remove it there")
	default:
		r.rule(p, f.Var, d)
	}
}

// rule reads the keys that parameters and fields have in common.
func (r argumentReader) rule(p *model.Param, v *types.Var, d *directive.Directive) {
	p.Optional = p.Optional || d.Has("optional") || d.Has("default")
	p.History = r.history.read(d)
	r.standard(p, v, d)
	r.below(p, v, d)
}

// checkRest refuses types that can't hold arguments by name.
func (r argumentReader) checkRest(v *types.Var, pos token.Pos) {
	t, ok := v.Type().Underlying().(*types.Map)
	if ok {
		key, isBasic := t.Key().Underlying().(*types.Basic)
		ok = isBasic && key.Kind() == types.String
	}
	if !ok {
		r.src.Report.Errorf(pos, "rest needs a map[string]any, or another map with strings for keys; %s is %s", nameOf(v), wiretype.Text(v.Type()))
	}
}

// standard reads default=, which has to fit the argument's type.
func (r argumentReader) standard(p *model.Param, v *types.Var, d *directive.Directive) {
	text, given := d.Values["default"]
	if !given || text.Wrong {
		return
	}
	literal, problem := defaultLiteral(v.Type(), text.Text)
	if problem != "" {
		r.src.Report.Errorf(text.Pos, "default %s does not fit %s, which is %s: %s", text.Text, nameOf(v), wiretype.Text(v.Type()), problem)
	}
	p.Default = literal
}
