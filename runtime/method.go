package oslo

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"time"

	"github.com/oslogen/oslogen/internal/ladder"
	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Method describes a method to the clients that call it. Generated code has one
// variable of this type for each method. It is read only.
type Method struct {
	// Name is the method's name on the wire.
	Name string
	// Topic is the method's own. Empty means the client's.
	Topic string
	// Version labels the message: the lowest version of the interface's major that has
	// the method. Empty means the client's target version.
	Version string
	// Since and Until are the first and the last version that have the method. Empty
	// means that the first, or the last, has it.
	Since, Until string
	// Was is the method's name before version Renamed. Empty means that it has always
	// had its name.
	Was, Renamed string
	// Timeout is how long a call waits for its answer, if the client does not say
	// [WithTimeout]. 0 means the transport's. An earlier deadline of ctx ends it earlier.
	Timeout time.Duration
	// Monitor is how long a call waits without a heartbeat (call_monitor_timeout), in
	// whole seconds of at least 2, if the client does not say [WithMonitor]. 0 means
	// that it asks for none.
	Monitor time.Duration
	// Mandatory makes the message fail with ErrUndeliverable when no queue takes it,
	// as [WithMandatory] does.
	Mandatory bool
	// Retry is how many further attempts are made to reach the broker. Nil
	// means the client's. A client with [WithRetry] keeps its own.
	Retry *int
	// Unconfirmed makes a cast return when it is written, as [WithoutConfirm] does.
	Unconfirmed bool
	// Args describes the arguments that may be left out. All others are always
	// sent, and a server refuses a request without them.
	Args []Arg
	// Errors maps remote exceptions to Go errors.
	Errors *Errors

	rules atomic.Pointer[argRules]     // of the struct that was used last, nearly always the only one
	steps atomic.Pointer[methodLadder] // derived from the versions at the first use
	uses  []ladder.Use                 // a server's treatment of Args, or nil to accept everything that clients may send
}

// Arg describes an argument that may be left out: the client leaves it out when it
// has its default, and the server reads the default when it is missing.
type Arg struct {
	// Name is the argument's name on the wire.
	Name string
	// Optional says that the default is the zero value, such as nil.
	Optional bool
	// Default is another default: a bool, number or string.
	Default any
	// Constant says that the client always sends one value, which servers don't need.
	Constant bool
	// Since and Until are the first and the last version that have the argument. Empty
	// means that the first, or the last, has it.
	Since, Until string
	// Was is the argument's name before version Renamed. Empty means that it has always
	// had its name.
	Was, Renamed string
	// Below is a client's treatment of a value that its pin does not allow.
	Below Below
	// Convert makes the value that replaces it if Below is Convert. See
	// [Converter].
	Convert func(value any) (any, error)
}

// argRules are a method's Args, compiled for a type of struct.
type argRules struct {
	of    reflect.Type
	rules *wire.Rules
	err   error
}

// rulesOf returns the rules for args, a pointer to a struct, nil if there are none.
func (m *Method) rulesOf(args any) (*wire.Rules, error) {
	if len(m.Args) == 0 || args == nil {
		return nil, nil
	}
	t := reflect.TypeOf(args)
	r := m.rules.Load()
	if r == nil || r.of != t {
		r = m.compile(t)
		m.rules.Store(r)
	}
	return r.rules, r.err
}

func (m *Method) compile(t reflect.Type) *argRules {
	r := &argRules{of: t}
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return r // a map holds only arguments to send
	}
	rules := make([]wire.ArgRule, len(m.Args))
	for i, a := range m.Args {
		rules[i] = wire.ArgRule{Name: a.Name, Default: a.Default, Sent: a.Constant, Was: a.Was}
		if m.uses != nil && !a.Constant {
			rules[i].Required, rules[i].Ignored = m.uses[i] == ladder.Required, m.uses[i] == ladder.Ignored
		}
	}
	if r.rules, r.err = wire.CompileRules(t, rules); r.err != nil {
		r.err = fmt.Errorf("method %s: %w", m.Name, r.err)
	}
	return r
}
