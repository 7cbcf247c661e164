package gen

import (
	"encoding/json"
	"strconv"
	"strings"
)

// readConstants reads the oslo:const directives: arguments with a constant value.
func readConstants(report *reporter, list []*directive, out *method) {
	taken := map[string]bool{}
	for _, p := range out.params {
		taken[p.wire] = p.role == argument
	}
	for _, d := range list {
		if d.name() != "const" || len(d.args) < 1 || d.args[0].wrong {
			continue
		}
		name, text, _ := strings.Cut(d.args[0].text, "=")
		switch {
		case out.with(request) != nil:
			report.errorf(d.pos, "%s:const does not go together with %s:request: give the struct a field", tool, tool)
		case taken[name]:
			report.errorf(d.args[0].pos, "two arguments have the name %q on the wire", name)
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
