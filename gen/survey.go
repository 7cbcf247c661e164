package gen

import (
	"go/ast"
	"go/token"
)

// survey finds the annotated interfaces of the packages of a run, and the
// directives of their methods and parameters.
type survey struct {
	src      *loader
	comments map[*file]*directives     // of the run's files, and of files with embedded methods
	own      map[*file]bool            // the run's files
	methods  map[token.Pos]*methodDecl // by the position of the method's name
	marked   []*marked
	refused  []*marked          // left out because of a mistake
	visited  map[*decl]bool     // embedded interfaces already visited
	served   map[token.Pos]bool // methods that belong to an annotated interface
	bases    map[*ast.TypeSpec]bool
}

// marked is an interface with a directive of its own.
type marked struct {
	pkg        *pkg
	file       *file
	spec       *ast.TypeSpec
	doc        *ast.CommentGroup
	directives []*directive
}

// methodDecl is a method as it stands in an interface.
type methodDecl struct {
	file       *file
	field      *ast.Field
	base       *ast.TypeSpec // the interface, unless it is within another declaration
	directives []*directive
	entries    []*entry // its parameters
	claimed    bool
}

func newSurvey(l *loader) *survey {
	return &survey{
		src: l, comments: map[*file]*directives{}, own: map[*file]bool{},
		methods: map[token.Pos]*methodDecl{}, visited: map[*decl]bool{}, served: map[token.Pos]bool{}, bases: map[*ast.TypeSpec]bool{},
	}
}

// refuse leaves out an interface because of a mistake in it.
func (s *survey) refuse(m *marked) { s.refused = append(s.refused, m) }
