package gen

import (
	"go/ast"
	"go/token"
)

// entry is one parameter as it is written.
type entry struct {
	field      *ast.Field
	pos        token.Pos // of its name, or of its type if it has none
	directives []*directive
}

// entries lists the parameters of a method with their directives, which stand
// above them or behind them on the same line.
func (s *survey) entries(m *methodDecl) []*entry {
	list := m.field.Type.(*ast.FuncType).Params
	var entries []*entry
	for _, f := range list.List {
		if len(f.Names) == 0 {
			entries = append(entries, &entry{field: f, pos: f.Type.Pos()})
		}
		for _, name := range f.Names {
			entries = append(entries, &entry{field: f, pos: name.Pos()})
		}
	}
	ds := s.comments[m.file]
	for _, group := range commentsIn(m.file.ast.Comments, list) {
		for _, c := range group.List {
			s.attach(ds, entries, c)
		}
	}
	for _, e := range entries {
		e.directives = ds.unique(e.directives)
	}
	return entries
}

// attach gives the directive in c to its parameter.
func (s *survey) attach(ds *directives, entries []*entry, c *ast.Comment) {
	near := s.entriesAt(entries, c)
	if len(near) > 1 && near[0] == entries[0] {
		near = near[1:] // the context has no directives
	}
	if len(near) == 0 {
		return
	}
	d := ds.take(c, onParam)
	if d == nil {
		return
	}
	switch {
	case len(near[0].field.Names) > 1:
		s.src.report.errorf(d.pos, "%s:%s stands before several parameters: give each its own type", tool, d.name())
	case len(near) > 1:
		s.src.report.errorf(d.pos, "%s:%s stands behind several parameters: put the one it is for on a line of its own", tool, d.name())
	}
	near[0].directives = append(near[0].directives, d)
}

// entriesAt returns the parameters that a comment may belong to: all that end
// on its line, or else the next one. A comment within a parameter's type, such
// as on a field, belongs to none.
func (s *survey) entriesAt(entries []*entry, c *ast.Comment) []*entry {
	line := func(pos token.Pos) int { return s.src.fset.PositionFor(pos, false).Line }
	var before []*entry
	for _, e := range entries {
		switch {
		case e.field.Type.Pos() <= c.Pos() && c.Pos() < e.field.Type.End():
			return nil
		case e.pos < c.Pos() && line(e.field.End()) == line(c.Pos()):
			before = append(before, e)
		case e.pos > c.Pos() && len(before) == 0:
			return []*entry{e}
		}
	}
	return before
}
