package gen

import "github.com/oslogen/oslogen/gen/breaking"

// checkAllows reports oslo:allow comments without a code or a reason.
func checkAllows(report *reporter, list []allow) {
	for _, a := range list {
		_, known := breaking.RuleOf(a.code)
		switch {
		case a.code == "":
			report.errorf(a.pos, "%s:allow needs the code of a finding and a reason", tool)
		case !known:
			report.errorf(a.pos, "%s:allow: there is no finding %s%s", tool, a.code, didYouMean(a.code, breaking.Codes(), ""))
		case a.reason == "":
			report.errorf(a.pos, "%s:allow %s needs a reason behind the code", tool, a.code)
		}
	}
}
