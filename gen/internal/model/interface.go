// Package model describes annotated interfaces as plain data. Package build fills
// it, package identify chooses the names of generated declarations, and package
// emit writes the code.
package model

import (
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/oslogen/oslogen/gen/internal/directive"
)

// Source is one Go file with annotated interfaces and the plan of its generated
// file.
type Source struct {
	Path       string // of the source
	Package    *types.Package
	Constraint string // the expression after //go:build, or ""
	Interfaces []*Interface
	Imports    *Imports
	Testing    *Imports // of the test
	Local      Locals
}

// Locals are the receivers and variables in generated bodies that mention
// types. They have the same names everywhere, unless a type has that name.
type Locals struct {
	Client, Adapter, Ctx, In, Args string
}

// Interface is one annotated interface.
type Interface struct {
	Name    string
	Doc     string // text without comment marks
	Only    Side   // empty for both sides
	RPC     *RPCTarget
	Notify  *NotifyTarget
	Errors  []Error
	Methods []*Method
	IDs     IDs

	At         token.Pos
	Directives []*directive.Directive
}

// RPCTarget holds the values of oslo:rpc.
type RPCTarget struct {
	Topic, Namespace, Exchange directive.Template
	Version                    string
	Legacy                     []string
	Also                       []string
	Releases                   []NamedText   // names and versions
	Timeout, Monitor           time.Duration // the defaults of methods
	Mandatory                  bool
}

// Side names the client or the server side.
type Side string

// The sides for which code is generated.
const (
	ClientSide Side = "client"
	ServerSide Side = "server"
)

// NotifyTarget holds the values of oslo:notify.
type NotifyTarget struct {
	Publisher, Exchange directive.Template
	Topics              []string
}

// Tops returns the highest version of each major that the interface serves.
func (t *RPCTarget) Tops() []string { return append([]string{t.Version}, t.Also...) }

// MethodsOn returns the methods generated for one side.
func (i *Interface) MethodsOn(s Side) []*Method {
	var list []*Method
	for _, m := range i.Methods {
		if m.On(s) {
			list = append(list, m)
		}
	}
	return list
}

// OwnMethods returns the names of the methods that every generated client has.
func (i *Interface) OwnMethods() []string {
	if i.Notify != nil {
		return []string{"With"}
	}
	return []string{"With", "On", "Target", "CanSend"}
}

// Topics returns the topics of the methods of i, or nil unless all are fixed.
func (i *Interface) Topics() []string {
	if !i.RPC.Topic.Fixed() {
		return nil // a parameter of the server's constructor
	}
	list := []string{string(i.RPC.Topic)}
	for _, m := range i.Methods {
		if !m.Topic.Fixed() {
			return nil
		}
		if m.Topic != "" && !slices.Contains(list, string(m.Topic)) {
			list = append(list, string(m.Topic))
		}
	}
	return list
}

// IsTestable reports whether a test can call the interface on both sides.
func (i *Interface) IsTestable() bool { return i.RPC != nil && i.Only == "" && len(i.Proven()) > 0 }

// Proven are the methods that both sides have.
func (i *Interface) Proven() []*Method {
	return slices.DeleteFunc(i.MethodsOn(ClientSide), func(m *Method) bool { return !m.On(ServerSide) })
}
