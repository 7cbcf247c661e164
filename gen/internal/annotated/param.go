package annotated

import (
	"go/ast"
	"go/token"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// Param is one parameter as it is written.
type Param struct {
	field      *ast.Field
	pos        token.Pos // of its name, or of its type if it has none
	Directives []*directive.Directive
}

// entries lists the parameters of a method with their directives, which stand
// above them or behind them on the same line.
func (s *Survey) entries(m *Method) []*Param {
	list := m.Field.Type.(*ast.FuncType).Params
	entries := make([]*Param, 0, list.NumFields())
	for _, f := range list.List {
		if len(f.Names) == 0 {
			entries = append(entries, &Param{field: f, pos: f.Type.Pos()})
		}
		for _, name := range f.Names {
			entries = append(entries, &Param{field: f, pos: name.Pos()})
		}
	}
	ds := s.comments[m.file]
	for _, group := range load.CommentsIn(m.file.Tree.Comments, list) {
		for _, c := range group.List {
			s.attach(ds, entries, c)
		}
	}
	for _, e := range entries {
		e.Directives = ds.Unique(e.Directives)
	}
	return entries
}

// attach gives the directive in c to its parameter.
func (s *Survey) attach(ds *directive.Comments, entries []*Param, c *ast.Comment) {
	near := s.entriesAt(entries, c)
	if len(near) > 1 && near[0] == entries[0] {
		near = near[1:] // the context has no directives
	}
	if len(near) == 0 {
		return
	}
	d := ds.Take(c, directive.OnParam)
	if d == nil {
		return
	}
	switch {
	case len(near[0].field.Names) > 1:
		s.src.Report.Errorf(d.Pos, "%s:%s stands before several parameters: give each its own type", directive.Tool, d.Name())
	case len(near) > 1:
		s.src.Report.Errorf(d.Pos, "%s:%s stands behind several parameters: put the one it is for on a line of its own", directive.Tool, d.Name())
	}
	near[0].Directives = append(near[0].Directives, d)
}

// entriesAt returns the parameters that a comment may belong to: all that end
// on its line, or else the next one. A comment within a parameter's type, such
// as on a field, belongs to none.
func (s *Survey) entriesAt(entries []*Param, c *ast.Comment) []*Param {
	line := func(pos token.Pos) int { return s.src.Fset.PositionFor(pos, false).Line }
	var before []*Param
	for _, e := range entries {
		switch {
		case e.field.Type.Pos() <= c.Pos() && c.Pos() < e.field.Type.End():
			return nil
		case e.pos < c.Pos() && line(e.field.End()) == line(c.Pos()):
			before = append(before, e)
		case e.pos > c.Pos() && len(before) == 0:
			return []*Param{e}
		}
	}
	return before
}
