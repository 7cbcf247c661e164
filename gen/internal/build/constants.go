package build

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// readConstants reads the oslo:const directives: arguments with a constant value.
func readConstants(report *report.Reporter, list []*directive.Directive, out *model.Method) {
	taken := map[string]bool{}
	for _, p := range out.Params {
		taken[p.Wire] = p.Role == model.Argument
	}
	for _, d := range list {
		if d.Name() != "const" || len(d.Args) < 1 || d.Args[0].Wrong {
			continue
		}
		name, text, _ := strings.Cut(d.Args[0].Text, "=")
		switch {
		case out.With(model.Request) != nil:
			report.Errorf(d.Pos, "%s:const does not go together with %s:request: give the struct a field", directive.Tool, directive.Tool)
		case taken[name]:
			report.Errorf(d.Args[0].Pos, "two arguments have the name %q on the wire", name)
		}
		taken[name] = true
		out.Constants = append(out.Constants, &model.Constant{Wire: name, Literal: constLiteral(text)})
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
