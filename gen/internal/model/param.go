package model

import (
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/internal/ladder"
)

// Role is the purpose of a parameter.
type Role int

// The purposes of a parameter.
const (
	Argument  Role = iota // sent under its own name
	Request               // a struct whose fields are the arguments
	Server                // names the server and is not sent
	TopicPart             // stands in the topic and is not sent
	Rest                  // a map of all arguments that have no parameter
)

// Param is one parameter after the context, or a field of a request.
type Param struct {
	Name   string // in generated code
	Source string // its name in the source
	Field  string // of the args struct
	Wire   string
	Type   types.Type
	Role   Role
	At     token.Pos
	Named  bool // whether a directive gives the name on the wire

	Fields    []*Param             // of a request: the arguments
	Directive *directive.Directive // its oslo:arg, or nil

	Optional bool   // left out if it has its default value
	Default  string // the default as a Go literal, or empty for the zero value
	History  History
	Below    string      // refuse, drop or convert when the pin does not allow the value (empty is refuse)
	Convert  *types.Func // makes the older value, or nil
}

// HasRule reports whether the runtime needs to know of the argument that it may be
// left out. It knows of a field whose tag says so.
func (p *Param) HasRule() bool {
	return p.Directive != nil && (p.Optional || !p.History.IsEmpty())
}

// Rule returns the treatment of a value that the client's pin does not allow.
func (p *Param) Rule() ladder.Below {
	switch p.Below {
	case "drop":
		return ladder.Drop
	case "convert":
		return ladder.Convert
	}
	return ladder.Refuse
}
