package pyexport

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// Package holds the annotated interfaces of one Go package, and the structs that
// their messages carry.
type Package struct {
	Name, Path string // of the Go package
	Interfaces []*Interface
	Structs    map[string]*breaking.Struct // by [breaking.Type.Ref]
	Objects    map[string]*Object          // the versioned ones, by the same
}

// Object names a versioned object (OBJ_SERIAL_NAMESPACE, OBJ_PROJECT_NAMESPACE).
// Why says why the source does not show its name.
type Object struct {
	Name, Version, Serial, Project string
	Why                            string
}

// Interface is one annotated interface. Topic, Exchange, Namespace and Publisher
// have the names of Python parameters in braces.
type Interface struct {
	Name, Doc string
	Pos       breaking.Pos
	Notify    bool // whether it is one of notifications
	Only      breaking.Side
	Topic     string // of RPC
	ByMethods bool   // whether parameters of the methods stand in Topic
	Exchange  string
	Namespace string
	Legacy    []string // further namespaces of servers, "" for none
	Version   ladder.Version
	Also      []ladder.Version
	Releases  []ladder.Release
	Errors    []*Error
	Publisher string   // of notifications
	Topics    []string // of notifications
	Methods   []*Method
}

// Error is one oslo:error.
type Error struct {
	Classes            []string // module.Class; servers raise the first
	Go                 string   // the variable or the type
	Fields             *breaking.Type
	Expected, Keywords bool
	Pos                breaking.Pos
}

// Method is one method or event. Name is its Go name as Python writes it.
type Method struct {
	Go, Name, Doc    string
	Pos              breaking.Pos
	Kind             string // call, cast, fanout or event
	Only             breaking.Side
	Rule             ladder.Method // Rule.Args has the rules of arguments
	Params           []*Param      // in the order of Go
	Constants        []Constant
	Topic            string // empty for the interface's; a template as there
	Timeout, Monitor time.Duration
	Retry            string // a number, or empty
	Mandatory        bool
	Results          []*breaking.Type
	Event            *Event // nil for RPC

	Python string // the name of the client's method
}

// Role is the purpose of a parameter.
type Role int

// The roles of parameters.
const (
	Argument Role = iota // an argument, or a field of a request
	Server               // names the server and is not sent
	Topic                // stands in the topic and is not sent
	Rest                 // holds all arguments that have no parameter
)

// Param is a parameter after the context, or a field of a request.
type Param struct {
	Role    Role
	Go      string
	Name    string // as Python writes the Go name
	Pos     breaking.Pos
	Type    *breaking.Type
	Rule    int    // the index of an argument in the method's Rule.Args
	Default string // a Go literal, or empty for the zero value
	Convert string // the name of the function that makes the older form, or empty

	Python string // the name in the client's method
	Needed bool   // whether callers have to give it
}

// Constant is an argument that clients always send with one value, a Go literal.
type Constant struct{ Name, Value string }

// Event is the rule of an oslo:event.
type Event struct {
	Type       string   // without .* at its end
	Prefix     bool     // whether it stands for all types below Type
	Priorities []string // none means any
	Batch      bool
	Filters    []Filter
	Payload    *breaking.Type
}

// Filter is one place of an oslo:filter, and its regular expression.
type Filter struct{ Place, Expr string }

// Problem is a Go construct that Python can't express.
type Problem struct {
	Pos breaking.Pos
	Msg string
}

// Error prints file:line:col: message.
func (p *Problem) Error() string { return p.Pos.String() + ": " + p.Msg }

// Problems are all problems of a run.
type Problems []*Problem //nolint:recvcheck // an error is a value, and add needs its address

// Error prints one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for n, p := range ps {
		lines[n] = p.Error()
	}
	return strings.Join(lines, "\n")
}

func (ps *Problems) add(pos breaking.Pos, format string, args ...any) {
	*ps = append(*ps, &Problem{pos, fmt.Sprintf(format, args...)})
}

// tops are the highest versions of the majors that the interface serves, the
// newest first.
func (i *Interface) tops() []ladder.Version { return append([]ladder.Version{i.Version}, i.Also...) }

// on reports whether the method is written for a side.
func (m *Method) on(s breaking.Side) bool { return m.Only == breaking.Both || m.Only == s }

// has reports whether the interface has methods for a side.
func (i *Interface) has(s breaking.Side) bool {
	return slices.ContainsFunc(i.Methods, func(m *Method) bool { return m.on(s) })
}

// with returns the parameter of a role, or nil.
func (m *Method) with(r Role) *Param {
	for _, p := range m.Params {
		if p.Role == r {
			return p
		}
	}
	return nil
}
