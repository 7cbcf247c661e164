package gen

import (
	"go/types"
	"strings"
)

// readBelow reads the treatment of a value that the client's pin does not allow.
func readBelow(l *loader, in *pkg, p *param, v *types.Var, d *directive) {
	text, given := d.values["below"]
	if !given || text.wrong {
		return
	}
	if !d.has("since") {
		l.report.errorf(text.pos, "below has no effect without since=: every version has the argument")
	}
	name, isConvert := strings.CutPrefix(text.text, "convert:")
	if !isConvert {
		p.below = text.text
		return
	}
	p.below = "convert"
	fn, _ := l.check(in).pkg.Scope().Lookup(name).(*types.Func)
	switch {
	case fn == nil:
		l.report.errorf(text.pos, "convert:%s: the package has no function %s", name, name)
	case !converts(fn.Signature(), v.Type()):
		l.report.errorf(text.pos, "convert:%s: want a func(%s) (T, error), where T is the older type; it is %s", name, typeText(v.Type()), typeText(fn.Type()))
	default:
		p.convert = fn
	}
}

// converts reports whether a function takes a t and returns a value and an
// error.
func converts(sig *types.Signature, t types.Type) bool {
	return sig.TypeParams() == nil && !sig.Variadic() && sig.Params().Len() == 1 && types.Identical(sig.Params().At(0).Type(), t) &&
		sig.Results().Len() == 2 && isError(sig.Results().At(1).Type())
}
