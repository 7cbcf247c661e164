package build

import (
	"go/types"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// below reads the treatment of a value that the client's pin does not allow.
func (r argumentReader) below(p *model.Param, v *types.Var, d *directive.Directive) {
	text, given := d.Values["below"]
	if !given || text.Wrong {
		return
	}
	if !d.Has("since") {
		r.src.Report.Errorf(text.Pos, "below has no effect without since=: every version has the argument")
	}
	name, isConvert := strings.CutPrefix(text.Text, "convert:")
	if !isConvert {
		p.Below = text.Text
		return
	}
	p.Below = "convert"
	home := r.src.Packages[v.Pkg().Path()]
	fn, _ := r.src.Check(home).Types.Scope().Lookup(name).(*types.Func)
	switch {
	case fn == nil:
		r.src.Report.Errorf(text.Pos, "convert:%s: the package has no function %s", name, name)
	case home != r.pkg && !fn.Exported():
		r.src.Report.Errorf(text.Pos, "convert:%s: an interface of package %s needs the function: export it", name, r.pkg.Name)
	case !converts(fn.Signature(), v.Type()):
		r.src.Report.Errorf(text.Pos, "convert:%s: want a func(%s) (T, error), where T is the older type; it is %s", name, wiretype.Text(v.Type()), wiretype.Text(fn.Type()))
	default:
		p.Convert = fn
		typeCheck{r.src, r.pkg}.encodable(fn.Signature().Results().At(0).Type(), text.Pos, "the result of "+name)
	}
}

// converts reports whether a function takes a t and returns a value and an
// error.
func converts(sig *types.Signature, t types.Type) bool {
	return sig.TypeParams() == nil && !sig.Variadic() && sig.Params().Len() == 1 && types.Identical(sig.Params().At(0).Type(), t) &&
		sig.Results().Len() == 2 && isError(sig.Results().At(1).Type())
}
