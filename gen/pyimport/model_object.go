package pyimport

import "github.com/oslogen/oslogen/gen/pyimport/pyast"

// Object is a class of versioned objects as a Go struct.
type Object struct {
	Name    string         `json:"name"` // of the Go type
	Class   string         `json:"class"`
	Pos     Pos            `json:"pos"`
	Version string         `json:"version"`
	Serial  string         `json:"serial"`  // OBJ_SERIAL_NAMESPACE
	Project string         `json:"project"` // OBJ_PROJECT_NAMESPACE
	Payload bool           `json:"payload"` // of a notification
	Fields  []*ObjectField `json:"fields"`
	Todos   []Todo         `json:"todos,omitempty"`
}

// ObjectField is a field of an object.
type ObjectField struct {
	Name     string `json:"name"` // of the Go field
	Wire     string `json:"wire"`
	Type     string `json:"type"`
	Nullable bool   `json:"nullable,omitempty"`
	Since    string `json:"since,omitempty"` // the version that the history names
	Pos      Pos    `json:"pos"`
	// History is the place in a history that dates the field.
	History *Pos   `json:"history,omitempty"`
	Todo    string `json:"todo,omitempty"`

	ref *pyast.Class // of the object that the type names
}

// Enum holds the values that a class of strings lists. They become constants and
// no type of their own: services add values without a new version.
type Enum struct {
	Name   string   `json:"name"`
	Pos    Pos      `json:"pos"`
	Values []string `json:"values"`
}

// Notification is a class of versioned notifications as an interface.
type Notification struct {
	Name      string   `json:"name"`
	Class     string   `json:"class"`
	Pos       Pos      `json:"pos"`
	Payload   string   `json:"payload"` // the Go type
	Topics    []string `json:"topics"`
	Exchange  string   `json:"exchange,omitempty"`
	Publisher string   `json:"publisher"` // a template
	Events    []*Event `json:"events"`
	Todos     []Todo   `json:"todos,omitempty"`

	dotted string // module.Class
}

// Event is an event type of a notification.
type Event struct {
	Name     string `json:"name"` // of the Go method
	Type     string `json:"type"`
	Priority string `json:"priority"`
	Pos      Pos    `json:"pos"`
}

// written reports whether the Go file has an interface for it.
func (n *Notification) written() bool { return len(n.Events) > 0 }

// Struct is a class of dicts with known keys (typing.TypedDict) as a Go struct.
type Struct struct {
	Name   string         `json:"name"`
	Pos    Pos            `json:"pos"`
	Fields []*StructField `json:"fields"`

	module *pyast.Module
}

// StructField is a key of such a dict.
type StructField struct {
	Name string `json:"name"`
	Wire string `json:"wire"`
	Type string `json:"type"`
}
