package model

import (
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/oslogen/oslogen/gen/internal/directive"
)

// Verb names the method of oslo.Client that sends a message.
type Verb string

// The verbs of RPC, and the one of notifications.
const (
	Call   Verb = "Call"
	Cast   Verb = "Cast"
	Fanout Verb = "Fanout"
	Notify Verb = "Notify"
)

// Method is one method of an annotated interface.
type Method struct {
	Name, Doc        string
	Verb             Verb
	Wire             string // the name on the wire, or the event type
	Version          string // the interface's lowest version that has the method
	History          History
	Topic            directive.Template // empty for the interface's topic
	At               token.Pos
	Priority         string    // as written
	Event            EventRule // of a notification
	Timeout, Monitor time.Duration
	Mandatory        bool
	Retry            string // a number, or empty for the client's own retry
	Unconfirmed      bool
	Only             Side   // empty for both sides
	Ctx              string // the context's name in generated code
	Params           []*Param
	Constants        []*Constant
	Results          []*Result // without the error

	Descriptor, Args, Tuple string // generated identifiers
}

// Constant is an argument with a constant value.
type Constant struct {
	Wire, Literal string
	Field         string // of the args struct
}

// Result is one result before the error.
type Result struct {
	Type  types.Type
	Field string // of the tuple, if there are several results
}

// IsVersioned reports whether the message depends on the version. See
// oslo.Method.
func (m *Method) IsVersioned() bool {
	if h := m.History; h.Until != "" || h.Was != "" {
		return true
	}
	return slices.ContainsFunc(m.Arguments(), func(p *Param) bool { return !p.History.IsEmpty() })
}

// On reports whether the method is generated for a side.
func (m *Method) On(s Side) bool { return m.Only == "" || m.Only == s }

// With returns the first parameter of a role, or nil.
func (m *Method) With(r Role) *Param {
	for _, p := range m.Params {
		if p.Role == r {
			return p
		}
	}
	return nil
}

// Arguments returns the arguments: the parameters that are sent one by one, and
// the fields of a request. A map of all others is among them.
func (m *Method) Arguments() []*Param {
	list := m.ArgumentParams()
	for _, p := range m.Params {
		list = append(list, p.Fields...)
	}
	return list
}

// ArgumentParams returns the parameters that are sent one by one, including a map
// of all other arguments.
func (m *Method) ArgumentParams() []*Param {
	var list []*Param
	for _, p := range m.Params {
		if p.Role == Argument || p.Role == Rest {
			list = append(list, p)
		}
	}
	return list
}
