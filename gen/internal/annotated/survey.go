// Package annotated finds the interfaces, methods and parameters that have
// directives, and reports directives without effect.
package annotated

import (
	"go/ast"
	"go/token"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// Survey finds the annotated interfaces of the packages of a run, and the
// directives of their methods and parameters.
type Survey struct {
	src        *load.Loader
	comments   map[*load.File]*directive.Comments // of the run's files, and of files with embedded methods
	own        map[*load.File]bool                // the run's files
	methods    map[token.Pos]*Method              // by the position of the method's name
	Interfaces []*Interface
	refused    []*Interface               // left out because of a mistake
	visited    map[*load.Declaration]bool // embedded interfaces already visited
	served     map[token.Pos]bool         // methods that belong to an annotated interface
	bases      map[*ast.TypeSpec]bool
	fields     map[token.Pos][]*directive.Directive // of requests, by the position of the field's name
	requests   map[*directive.Directive]bool        // whose fields are known
}

// Interface is an interface with a directive of its own.
type Interface struct {
	Package    *load.Package
	File       *load.File
	Spec       *ast.TypeSpec
	Doc        *ast.CommentGroup
	Directives []*directive.Directive
}

// Method is a method as it stands in an interface.
type Method struct {
	file       *load.File
	Field      *ast.Field
	base       *ast.TypeSpec // the interface, unless it is within another declaration
	directives []*directive.Directive
	Params     []*Param // its parameters
	claimed    bool
}

// New returns a survey that has found nothing yet.
func New(l *load.Loader) *Survey {
	return &Survey{
		src: l, comments: map[*load.File]*directive.Comments{}, own: map[*load.File]bool{},
		methods: map[token.Pos]*Method{}, visited: map[*load.Declaration]bool{}, served: map[token.Pos]bool{}, bases: map[*ast.TypeSpec]bool{},
		fields: map[token.Pos][]*directive.Directive{}, requests: map[*directive.Directive]bool{},
	}
}

// Refuse leaves out an interface because of a mistake in it.
func (s *Survey) Refuse(m *Interface) { s.refused = append(s.refused, m) }
