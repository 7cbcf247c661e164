package gen

import (
	"bytes"
	"go/ast"
	"go/token"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// allowName is the directive that silences a finding of Breaking. It may stand
// above anything that a finding is about, so it is no rule of the grammar.
const allowName = "allow"

var allowRule = rule{name: allowName, args: []kind{{name: "code", example: "method-removed"}}}

// checkAllows reports oslo:allow comments without a code or a reason.
func (ds *directives) checkAllows() {
	for _, d := range ds.allows {
		code, reason, _ := strings.Cut(strings.TrimSpace(d.Args), " ")
		_, known := breaking.RuleOf(code)
		switch {
		case code == "":
			ds.report.errorf(d.Slash, "%s:allow needs the code of a finding and a reason", tool)
		case !known:
			ds.report.errorf(d.Slash, "%s:allow: there is no finding %s%s", tool, code, didYouMean(code, breaking.Codes(), ""))
		case strings.TrimSpace(reason) == "":
			ds.report.errorf(d.Slash, "%s:allow %s needs a reason behind the code", tool, code)
		}
	}
}

// allowsOf lists the oslo:allow comments of a file.
func (l *loader) allowsOf(f *file) []breaking.Allow {
	ds := newDirectives(f.ast, &reporter{fset: l.fset})
	var list []breaking.Allow
	for _, d := range ds.allows {
		list = append(list, l.allow(f, d))
	}
	return list
}

func (l *loader) allow(f *file, d ast.Directive) breaking.Allow {
	code, reason, _ := strings.Cut(strings.TrimSpace(d.Args), " ")
	out := breaking.Allow{Code: code, Reason: strings.TrimSpace(reason), Pos: l.place(d.Slash, token.NoPos)}
	src, err := l.sources.read(f.path)
	if err != nil {
		return out
	}
	lines := bytes.Split(src, []byte("\n"))
	for n := out.Pos.Line; n < len(lines); n++ {
		line := bytes.TrimSpace(lines[n])
		if !bytes.HasPrefix(line, []byte("//")) {
			out.Pos.Item, out.Package = n+1, bytes.HasPrefix(line, []byte("package "))
			break
		}
	}
	return out
}

// place is a position for a finding. item is the declaration that it belongs to, by
// default the one at pos.
func (l *loader) place(pos, item token.Pos) breaking.Pos {
	at := l.report.relative(l.fset.PositionFor(pos, false))
	out := breaking.Pos{File: at.Filename, Line: at.Line, Column: at.Column, Item: at.Line}
	if item.IsValid() {
		out.Item = l.fset.PositionFor(item, false).Line
	}
	return out
}

// position is a place as errors have it.
func position(p breaking.Pos) token.Position {
	return token.Position{Filename: p.File, Line: p.Line, Column: p.Column}
}
