package pyimport

import (
	"fmt"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// Pos is a place in a Python file.
type Pos struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// String prints file:line.
func (p Pos) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// Todo is a question that the source leaves open.
type Todo struct {
	Pos  Pos    `json:"pos"`
	Text string `json:"text"`
}

// Interface describes the messages of one client class.
type Interface struct {
	Name      string    `json:"name"`
	Class     string    `json:"class"`
	Pos       Pos       `json:"pos"`
	Doc       string    `json:"-"`
	Topic     string    `json:"topic"`
	Namespace string    `json:"namespace,omitempty"`
	Exchange  string    `json:"exchange,omitempty"`
	Legacy    []string  `json:"legacy_namespaces,omitempty"` // "" is the null namespace
	Version   string    `json:"version"`
	Also      []string  `json:"also,omitempty"`
	Releases  []Release `json:"releases,omitempty"`
	Errors    []Error   `json:"errors,omitempty"`
	Methods   []*Method `json:"methods"`
	// Converters are the functions that below=convert names.
	Converters []Converter `json:"converters,omitempty"`
	Todos      []Todo      `json:"todos,omitempty"`
}

// Release is a name that a pin may use.
type Release struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Pos     Pos    `json:"pos"`
}

// Error is an exception that a server answers with on purpose.
type Error struct {
	Class string `json:"class"` // module.Class
	Name  string `json:"name"`  // of the Go variable
	Pos   Pos    `json:"pos"`
}

// Method is a wire method as one Go method: a call, a cast or a fanout.
type Method struct {
	Name    string   `json:"name"`
	Wire    string   `json:"wire"`
	Kind    string   `json:"kind"` // call, cast or fanout
	Python  []string `json:"python"`
	Pos     Pos      `json:"pos"`
	Doc     string   `json:"-"`
	Since   string   `json:"since,omitempty"`
	Until   string   `json:"until,omitempty"`
	Was     string   `json:"was,omitempty"`
	Renamed string   `json:"renamed,omitempty"`
	Timeout string   `json:"timeout,omitempty"`
	Monitor string   `json:"monitor,omitempty"`
	Retry   string   `json:"retry,omitempty"`
	// Mandatory says that a message which no queue takes is an error.
	Mandatory bool   `json:"mandatory,omitempty"`
	Topic     string `json:"topic,omitempty"`
	Only      string `json:"only,omitempty"` // client, if servers have one method for several
	// TopicParams are the parameters in the braces of Topic.
	TopicParams []Param `json:"topic_params,omitempty"`
	Server      *Param  `json:"server,omitempty"`
	Args        []*Arg  `json:"args"`
	Rest        string  `json:"rest,omitempty"` // the Go parameter for **kwargs
	Result      string  `json:"result,omitempty"`
	Todos       []Todo  `json:"todos,omitempty"`

	messages []seen
	topics   []string // all that messages go to, by their version
}

// Param is a Go parameter that is not an argument.
type Param struct {
	Name string `json:"name"`
	From string `json:"from"` // the Python expression
}

// Arg is an argument of a method.
type Arg struct {
	Name     string   `json:"name"` // the Go parameter
	Wire     string   `json:"wire"`
	Type     string   `json:"type"`
	From     []string `json:"from"` // the Python expressions
	Since    string   `json:"since,omitempty"`
	Until    string   `json:"until,omitempty"`
	Was      string   `json:"was,omitempty"`
	Renamed  string   `json:"renamed,omitempty"`
	Below    string   `json:"below,omitempty"`
	Default  string   `json:"default,omitempty"`
	Const    string   `json:"const,omitempty"`
	Optional bool     `json:"optional,omitempty"`
	Pos      Pos      `json:"pos"`
	// History is the place in a history that dates the argument.
	History *Pos `json:"history,omitempty"`

	values []trace.Value
	older  []trace.Value // of its older form
	fn     *pyast.Func   // whose parameters the values come from
	ladder bool          // a version cap decides whether it is sent
}

// seen is a message with the method and the version cap at which it was found.
type seen struct {
	*trace.Message
	python string
	method *trace.Method
	limit  *trace.Version
}

// arg returns the argument with that wire name, or nil.
func (m *Method) arg(wire string) *Arg {
	for _, a := range m.Args {
		if a.Wire == wire {
			return a
		}
	}
	return nil
}

func (m *Method) todo(pos Pos, format string, args ...any) {
	m.Todos = append(m.Todos, Todo{pos, fmt.Sprintf(format, args...)})
}

func (i *Interface) todo(pos Pos, format string, args ...any) {
	i.Todos = append(i.Todos, Todo{pos, fmt.Sprintf(format, args...)})
}

// Converter is a Go function that makes the older form of an argument. Subclasses of
// the Python class have it as a method, so that it can't be imported.
type Converter struct {
	Name string `json:"name"`
	Type string `json:"type"` // of its parameter
	Pos  Pos    `json:"pos"`
	From string `json:"from"` // the Python method
}
