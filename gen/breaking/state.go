// Package breaking compares two states of annotated interfaces and finds the
// changes that break peers of the earlier state.
//
// A [State] describes messages and nothing else. So a change that peers do not
// notice is no difference between two states.
package breaking

import (
	"time"

	"github.com/oslogen/oslogen/internal/ladder"
)

// State is every annotated interface of a source tree at one time.
type State struct {
	Interfaces []*Interface
	Structs    map[string]*Struct // by [Type.Ref]
	Roots      []string           // of the structs that travel without an interface
	Names      []string           // package-level variables and types, with their import path
	Allows     []Allow
}

// Value is a value that a directive gives, and its place. In a topic, exchange,
// namespace or publisher each parameter in braces is {}: its name does not travel.
type Value struct {
	Text string
	Pos  Pos
}

// Side says which sides are generated.
type Side string

// The sides of an interface or a method.
const (
	Both       Side = ""
	ClientOnly Side = "client"
	ServerOnly Side = "server"
)

// Interface is one annotated interface.
type Interface struct {
	Name, Package string
	Pos           Pos
	Notify        bool // whether it is one of notifications
	Only          Side

	Topic, Exchange, Namespace Value // of RPC
	Legacy, Also               []string
	Version                    Value
	Releases                   []Release
	Errors                     []Error

	Publisher, Topics Value // of notifications

	Methods []*Method
}

// Release is one entry of oslo:release.
type Release struct {
	Name, Version string
	Pos           Pos
}

// Error is one oslo:error: the exceptions, of which a server raises the first, and
// the Go error.
type Error struct {
	Classes []string
	Go      string // with its import path
	Fields  *Type  // nil for a variable
	Pos     Pos
}

// Method is one method or event.
type Method struct {
	Go   string
	Kind string // call, cast, fanout or event
	Only Side
	Pos  Pos

	ladder.WireName // of an event: its type
	ladder.Span
	TopicText string // empty for the interface's
	Server    bool   // whether a parameter names the server
	Priority  string // of an event

	Timeout, Monitor time.Duration // of clients: zero for their defaults

	Args    []*Arg // of an event: its payload
	Results []*Type
}

// Arg is one argument.
type Arg struct {
	Go  string // the parameter or field
	Pos Pos
	ladder.WireName
	ladder.Span
	Named     bool // whether a directive or a tag gives its name
	Type      *Type
	Optional  bool
	Default   string // a Go literal, or empty for the zero value
	Converted bool   // whether clients send an older form to older servers
	Constant  string // a Go literal if it always has this value
	Field     bool   // whether it is a field of a request
	Rest      bool   // whether it holds all arguments that have no parameter
}

// Allow is one oslo:allow comment.
type Allow struct {
	Code, Reason string
	Pos          Pos  // with the item that the comment stands above
	Package      bool // whether it stands above the package clause
}

// tops are the highest versions of the majors that the interface serves.
func (i *Interface) tops() []ladder.Version {
	tops := []ladder.Version{parse(i.Version.Text)}
	for _, v := range i.Also {
		tops = append(tops, parse(v))
	}
	return tops
}

// parse reads a version that the grammar has checked.
func parse(text string) ladder.Version {
	v, err := ladder.Parse(text)
	if err != nil {
		return ladder.Version{}
	}
	return v
}
