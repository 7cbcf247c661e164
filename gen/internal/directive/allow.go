package directive

import (
	"go/ast"
	"go/token"
	"strings"
)

// allowName is the directive that silences a finding about a change. It may stand
// above anything that a finding is about, so it is no rule of the grammar.
const allowName = "allow"

var allowRule = rule{name: allowName, args: []kind{{name: "code", example: "method-removed"}}}

// Allow is one oslo:allow.
type Allow struct {
	Pos          token.Pos
	Code, Reason string
}

func newAllow(d ast.Directive) Allow {
	code, reason, _ := strings.Cut(strings.TrimSpace(d.Args), " ")
	return Allow{d.Slash, code, strings.TrimSpace(reason)}
}
