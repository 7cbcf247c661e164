package state

import (
	"bytes"
	"go/token"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// allowsOf lists the oslo:allow comments of a file.
func allowsOf(l *load.Loader, f *load.File) []breaking.Allow {
	ds := directive.NewComments(f.Tree, &report.Reporter{Fset: l.Fset})
	var list []breaking.Allow
	for _, a := range ds.Allows {
		list = append(list, allowAt(l, f, a))
	}
	return list
}

// allowAt adds the declaration that stands below an oslo:allow.
func allowAt(l *load.Loader, f *load.File, a directive.Allow) breaking.Allow {
	out := breaking.Allow{Code: a.Code, Reason: a.Reason, Pos: place(l, a.Pos, token.NoPos)}
	src, err := l.Sources.Read(f.Path)
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
func place(l *load.Loader, pos, item token.Pos) breaking.Pos {
	at := l.Report.Relative(l.Fset.PositionFor(pos, false))
	out := breaking.Pos{File: at.Filename, Line: at.Line, Column: at.Column, Item: at.Line}
	if item.IsValid() {
		out.Item = l.Fset.PositionFor(item, false).Line
	}
	return out
}
