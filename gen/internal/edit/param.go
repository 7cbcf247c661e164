package edit

import (
	"bytes"
	"go/ast"
	"go/token"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// Param sets a key of the oslo:arg of a parameter, which gets one if it has none.
func (e *Editor) Param(at breaking.Pos, key, value string) {
	f, pos := e.find(at)
	ast.Inspect(f.Tree, func(n ast.Node) bool {
		fn, ok := n.(*ast.FuncType)
		if !ok || pos < fn.Params.Pos() || fn.Params.End() <= pos {
			return true
		}
		for n, field := range fn.Params.List {
			if field.Pos() <= pos && pos < field.End() {
				e.entry(f, fn, n, pos, key, value)
			}
		}
		return false
	})
}

// entry sets the key for the name at pos of parameter number n.
func (e *Editor) entry(f *load.File, fn *ast.FuncType, n int, pos token.Pos, key, value string) {
	field := fn.Params.List[n]
	before := fn.Params.Opening
	if n > 0 {
		before = fn.Params.List[n-1].End()
	}
	line := func(pos token.Pos) int { return e.l.Fset.PositionFor(pos, false).Line }
	for _, group := range load.CommentsIn(f.Tree.Comments, fn.Params) {
		above := before < group.Pos() && group.Pos() < field.Pos() && (n == 0 || line(group.Pos()) > line(before))
		behind := field.End() <= group.Pos() && line(group.Pos()) == line(field.End())
		for _, c := range group.List {
			if d, ok := ast.ParseDirective(c.Slash, c.Text); ok && d.Tool == directive.Tool && d.Name == "arg" && (above || behind) {
				e.setKey(f, d, c, key, value)
				return
			}
		}
	}
	e.insert(f, field, pos, "//"+directive.Tool+":arg "+key+"="+value+"\n")
}

// insert puts a directive on a line of its own above a parameter. One that shares its
// type with others before it gets its own.
func (e *Editor) insert(f *load.File, field *ast.Field, pos token.Pos, directive string) {
	src, err := e.l.Sources.Read(f.Path)
	if err != nil {
		return
	}
	tf := e.l.Fset.File(f.Tree.FileStart)
	text := func(from, to token.Pos) string { return string(src[tf.Offset(from):tf.Offset(to)]) }
	typ := " " + text(field.Type.Pos(), field.Type.End())
	for n, name := range field.Names {
		last := n == len(field.Names)-1
		switch {
		case name.Pos() != pos:
			continue
		case !last: // those behind it keep the type
			e.replace(f, name.End(), name.End(), typ)
		}
		if n > 0 {
			e.replace(f, field.Names[n-1].End(), field.Names[n-1].End(), typ)
		}
	}
	e.above(f, pos, directive)
}

// above puts a directive on a line of its own above pos.
func (e *Editor) above(f *load.File, pos token.Pos, directive string) {
	src, err := e.l.Sources.Read(f.Path)
	if err != nil {
		return
	}
	tf := e.l.Fset.File(f.Tree.FileStart)
	start := tf.LineStart(e.l.Fset.PositionFor(pos, false).Line)
	indent := string(src[tf.Offset(start):tf.Offset(pos)])
	if len(bytes.TrimSpace([]byte(indent))) > 0 {
		directive, indent = "\n\t\t"+directive, "\t\t"
	}
	e.replace(f, pos, pos, directive+indent)
}
