package annotated

import (
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// checkAllows reports oslo:allow comments without a code or a reason.
func checkAllows(report *report.Reporter, list []directive.Allow) {
	for _, a := range list {
		_, known := breaking.RuleOf(a.Code)
		switch {
		case a.Code == "":
			report.Errorf(a.Pos, "%s:allow needs the code of a finding and a reason", directive.Tool)
		case !known:
			report.Errorf(a.Pos, "%s:allow: there is no finding %s%s", directive.Tool, a.Code, naming.DidYouMean(a.Code, breaking.Codes(), ""))
		case a.Reason == "":
			report.Errorf(a.Pos, "%s:allow %s needs a reason behind the code", directive.Tool, a.Code)
		}
	}
}
