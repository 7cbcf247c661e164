package apidoc

import (
	"time"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// Interface is one annotated interface.
type Interface struct {
	Name     string
	Doc      string // its comment, without comment marks
	Package  Package
	Only     breaking.Side
	Exchange string         // empty for the transport's
	RPC      *RPC           // nil for notifications
	Notify   *Notifications // nil for RPC
	Client   Constructor
	Server   Constructor
	Methods  []*Method
	Structs  map[string]*breaking.Struct // by [breaking.Type.Ref]
	links    *anchors                    // of the page that is written
}

// anchors are the places on a page that links lead to.
type anchors struct {
	methods map[*Method]string
	types   map[string]string // by ref
}

// Package is the package of an interface. As is its name in Go examples, or empty if
// the examples can only be in the package itself.
type Package struct {
	As, Path string
	Dir      string // in its module, with slashes
}

// Import is an import of the Go examples. Name is empty if it is that of the
// package.
type Import struct{ Name, Path string }

// RPC holds the properties of an interface of methods. Texts may have parameters in braces.
type RPC struct {
	Topic, Namespace string
	Legacy           []string
	Errors           []Error
	History          *ladder.Interface
}

// Notifications holds the properties of an interface of events.
type Notifications struct {
	Publisher string
	Topics    []string
}

// Constructor is the function that makes a client, a server, a notifier or a
// listener in Go. Func is empty if there is none. Params are its parameters for the
// texts in braces, and Impl is the interface that implementations have.
type Constructor struct {
	Func   string
	Params []string
	Impl   string
}

// Error is one oslo:error: the exceptions, and the Go error.
type Error struct {
	Classes  []string // module.Class. A server raises the first
	Go       string
	Doc      string
	Expected bool
	Fields   *breaking.Type // the exception's kwargs, or nil
}

// Method is one method or event.
type Method struct {
	Name, Doc, Signature string // in Go
	Kind                 string // call, cast, fanout or event
	Only                 breaking.Side
	Wire                 string // its name, or its event type
	Topic                string // of its own, or empty

	Timeout, Monitor time.Duration // zero for none of its own
	Mandatory        bool
	Ladder           ladder.Method
	Args             []*Arg
	Results          []Result

	Params             []Param // in Go
	Server, TopicParam string  // values of the examples, if a parameter picks the server or fills in the topic

	Event Event
}

// Param is a parameter in Go after the context. Sample is its value in examples. Absent
// stands there for an argument that an example leaves out. Arg is nil for a parameter
// that is not one argument: of the server, the topic, a request or the rest.
type Param struct {
	Name           string
	Arg            *Arg
	Sample, Absent Code
	Literal        Code    // of a request: its type
	Fields         []Param // of a request: those that a literal can have
}

// Code is a Go expression with the imports that it needs.
type Code struct {
	Text    string
	Imports []Import
}

// Event holds the properties that an event has and an RPC method has not.
type Event struct {
	Prefix     bool     // all types below Wire
	Priorities []string // empty for all
	Batch, Raw bool
	Filters    [][2]string // places and regular expressions
}

// Arg is one argument, or the payload of an event.
type Arg struct {
	Name      string // on the wire
	Doc       string
	Type      *breaking.Type
	Index     int // in the ladder, or -1
	Optional  bool
	Default   string // JSON, or empty for the zero value
	Constant  string // JSON, if clients always send it
	Rest      bool   // a map of arguments that have no parameter
	Converted string // the function that makes the older form
	Sample    any    // an example of its JSON: nil, bool, json.Number, string, []any or [Object]
}

// Result is one result before the error.
type Result struct {
	Name   string
	Type   *breaking.Type
	Sample any
}

// rule is the history of an argument.
func (m *Method) rule(a *Arg) ladder.Arg {
	if a.Index < 0 {
		return ladder.Arg{WireName: ladder.WireName{Name: a.Name}, Optional: a.Optional}
	}
	return m.Ladder.Args[a.Index]
}

// on reports whether a side has the method.
func (m *Method) on(side breaking.Side) bool { return m.Only == "" || m.Only == side }
