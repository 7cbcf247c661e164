package gen

import (
	"bytes"
	"go/token"

	"github.com/oslogen/oslogen/gen/breaking"
)

// allowsOf lists the oslo:allow comments of a file.
func allowsOf(l *loader, f *file) []breaking.Allow {
	ds := newDirectives(f.ast, &reporter{fset: l.fset})
	var list []breaking.Allow
	for _, a := range ds.allows {
		list = append(list, allowAt(l, f, a))
	}
	return list
}

// allowAt adds the declaration that stands below an oslo:allow.
func allowAt(l *loader, f *file, a allow) breaking.Allow {
	out := breaking.Allow{Code: a.code, Reason: a.reason, Pos: place(l, a.pos, token.NoPos)}
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
func place(l *loader, pos, item token.Pos) breaking.Pos {
	at := l.report.relative(l.fset.PositionFor(pos, false))
	out := breaking.Pos{File: at.Filename, Line: at.Line, Column: at.Column, Item: at.Line}
	if item.IsValid() {
		out.Item = l.fset.PositionFor(item, false).Line
	}
	return out
}
