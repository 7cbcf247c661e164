package gen

import (
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/oslogen/oslogen/internal/ladder"
)

// source is one Go file with annotated interfaces and the plan of its generated
// file.
type source struct {
	path       string // of the source
	pkg        *types.Package
	constraint string // the expression after //go:build, or ""
	interfaces []*iface
	imports    *imports
	testing    *imports // of the test
	local      locals
}

// locals are the receivers and variables in generated bodies that mention
// types. They have the same names everywhere, unless a type has that name.
type locals struct {
	client, adapter, ctx, in, args string
}

// iface is one annotated interface.
type iface struct {
	name    string
	doc     string // text without comment marks
	only    sideOf // empty for both sides
	rpc     *rpcTarget
	notify  *notifyTarget
	errors  []errorPair
	methods []*method
	ids     ids

	at         token.Pos
	directives []*directive
}

// rpcTarget holds the values of oslo:rpc.
type rpcTarget struct {
	topic, namespace, exchange template
	version                    string
	legacy                     []string
	also                       []string
	releases                   []namedText   // names and versions
	timeout, monitor           time.Duration // the defaults of methods
	mandatory                  bool
}

// sideOf names the client or the server side.
type sideOf string

const (
	clientSide sideOf = "client"
	serverSide sideOf = "server"
)

// notifyTarget holds the values of oslo:notify.
type notifyTarget struct {
	publisher, exchange template
	topics              []string
}

// errorPair is one oslo:error.
type errorPair struct {
	remote   string
	also     []string     // further exceptions
	keywords bool         // the class takes no positional argument
	value    types.Object // a sentinel, or
	typ      types.Type   // a pointer to an error type
	expected bool
}

// verb names the method of oslo.Client that sends a message.
type verb string

const (
	call   verb = "Call"
	cast   verb = "Cast"
	fanout verb = "Fanout"
	notify verb = "Notify"
)

// method is one method of an annotated interface.
type method struct {
	name, doc        string
	verb             verb
	wire             string // the name on the wire, or the event type
	version          string // the interface's lowest version that has the method
	history          history
	topic            template // empty for the interface's topic
	at               token.Pos
	priority         string    // as written
	event            eventRule // of a notification
	timeout, monitor time.Duration
	mandatory        bool
	retry            string // a number, or empty for the client's own retry
	unconfirmed      bool
	only             sideOf // empty for both sides
	ctx              string // the context's name in generated code
	params           []*param
	constants        []*fixed
	results          []*result // without the error

	descriptor, args, tuple string // generated identifiers
}

// fixed is an argument with a constant value.
type fixed struct {
	wire, literal string
	field         string // of the args struct
}

// result is one result before the error.
type result struct {
	typ   types.Type
	field string // of the tuple, if there are several results
}

// role is the purpose of a parameter.
type role int

const (
	argument  role = iota // sent under its own name
	request               // a struct whose fields are the arguments
	server                // names the server and is not sent
	topicPart             // stands in the topic and is not sent
	rest                  // a map of all arguments that have no parameter
)

// param is one parameter after the context.
type param struct {
	name   string // in generated code
	source string // its name in the source
	field  string // of the args struct
	wire   string
	typ    types.Type
	role   role
	at     token.Pos
	named  bool // whether a directive gives the name on the wire

	optional bool   // left out if it has its default value
	standard string // the default as a Go literal, or empty for the zero value
	history  history
	below    string      // refuse, drop or convert when the pin does not allow the value (empty is refuse)
	convert  *types.Func // makes the older value, or nil
}

// history says in which versions a method or an argument came, went and got its
// name. An empty field means "always".
type history struct {
	since, until, was, renamed string
}

func (h history) isEmpty() bool { return h == history{} }

// ids are the identifiers generated for an interface.
type ids struct {
	client, newClient, newServer, register, adapter, unimplemented, errors, test, recorder string
	history                                                                                string            // empty for an interface of one major without releases
	params                                                                                 map[string]string // template parameters and their names in generated code
	endpoint                                                                               string            // the interface that servers implement, which may be a part of the source's

	constants []namedText
}

// namedText is a name and its text: a generated constant, or a release and its
// version.
type namedText struct{ name, value string }

// tops returns the highest version of each major that the interface serves.
func (t *rpcTarget) tops() []string { return append([]string{t.version}, t.also...) }

// isVersioned reports whether the message depends on the version. See
// oslo.Method.
func (m *method) isVersioned() bool {
	if h := m.history; h.until != "" || h.was != "" {
		return true
	}
	return slices.ContainsFunc(m.params, func(p *param) bool { return !p.history.isEmpty() })
}

// on reports whether the method is generated for a side.
func (m *method) on(s sideOf) bool { return m.only == "" || m.only == s }

// methodsOn returns the methods generated for one side.
func (i *iface) methodsOn(s sideOf) []*method {
	var list []*method
	for _, m := range i.methods {
		if m.on(s) {
			list = append(list, m)
		}
	}
	return list
}

// ownMethods returns the names of the methods that every generated client has.
func (i *iface) ownMethods() []string {
	if i.notify != nil {
		return []string{"With"}
	}
	return []string{"With", "On", "Target", "CanSend"}
}

// topics returns the topics of the methods of i, or nil unless all are fixed.
func (i *iface) topics() []string {
	if !i.rpc.topic.fixed() {
		return nil // a parameter of the server's constructor
	}
	list := []string{string(i.rpc.topic)}
	for _, m := range i.methods {
		if !m.topic.fixed() {
			return nil
		}
		if m.topic != "" && !slices.Contains(list, string(m.topic)) {
			list = append(list, string(m.topic))
		}
	}
	return list
}

func (m *method) with(r role) *param {
	for _, p := range m.params {
		if p.role == r {
			return p
		}
	}
	return nil
}

// arguments returns the parameters that are sent one by one, including a rest
// map.
func (m *method) arguments() []*param {
	var list []*param
	for _, p := range m.params {
		if p.role == argument || p.role == rest {
			list = append(list, p)
		}
	}
	return list
}

// rule returns the treatment of a value that the client's pin does not allow.
func (p *param) rule() ladder.Below {
	switch p.below {
	case "drop":
		return ladder.Drop
	case "convert":
		return ladder.Convert
	}
	return ladder.Refuse
}

// isTestable reports whether a test can call the interface on both sides.
func (i *iface) isTestable() bool { return i.rpc != nil && i.only == "" && len(i.proven()) > 0 }

// proven are the methods that both sides have.
func (i *iface) proven() []*method {
	return slices.DeleteFunc(i.methodsOn(clientSide), func(m *method) bool { return !m.on(serverSide) })
}

// object is the variable or the type of the Go error.
func (e *errorPair) object() types.Object {
	if e.value != nil {
		return e.value
	}
	return pointee(e.typ).(*types.Named).Obj()
}
