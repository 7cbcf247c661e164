package gen

import (
	"go/token"
	"go/types"
	"slices"
	"time"
)

// source is one Go file with annotated interfaces, and what is generated from it.
type source struct {
	path       string // the source's
	pkg        *types.Package
	constraint string // what follows //go:build, or ""
	interfaces []*iface
	imports    *imports
	local      locals
}

// locals are the receivers and variables of generated bodies in which types are
// named. They are called the same everywhere, except where a type is called so.
type locals struct {
	client, adapter, ctx, in, args string
}

// iface is one annotated interface.
type iface struct {
	name    string
	doc     string // text without comment marks
	only    sideOf // empty for both
	rpc     *rpcTarget
	notify  *notifyTarget
	errors  []errorPair
	methods []*method
	ids     ids
}

// rpcTarget is what oslo:rpc says.
type rpcTarget struct {
	topic, namespace, exchange template
	version                    string
	legacy                     []string
	also                       []string
	releases                   []namedText   // names and versions
	timeout, monitor           time.Duration // of methods that have none
	mandatory                  bool
}

// sideOf is one of the two that talk.
type sideOf string

const (
	clientSide sideOf = "client"
	serverSide sideOf = "server"
)

// notifyTarget is what oslo:notify says.
type notifyTarget struct {
	publisher template
	topics    []string
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

// verb is the method of oslo.Client that sends a message.
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
	version          string // the lowest of the interface's major that has the method
	history          history
	topic            template // if it is not the interface's
	at               token.Pos
	priority         string
	timeout, monitor time.Duration
	mandatory        bool
	retry            string // a number; empty for the client's
	unconfirmed      bool
	only             sideOf // empty for both
	ctx              string // the context's name in generated code
	params           []*param
	constants        []*fixed
	results          []*result // without the error

	descriptor, args, tuple string // generated identifiers
}

// fixed is an argument that always has the same value.
type fixed struct {
	wire, literal string
	field         string // of the args struct
}

// result is one result before the error.
type result struct {
	typ   types.Type
	field string // of the tuple, if there are several
}

// role is what a parameter is for.
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

	optional bool   // left out if it has its default
	standard string // the default as a Go literal; empty for the zero value
	history  history
	below    string      // what clients do with a value that their pin has no room for; empty to refuse
	convert  *types.Func // makes the older value; nil for none
}

// history says when a method or an argument came, went and got its name. Its
// fields are empty for what was always so.
type history struct {
	since, until, was, renamed string
}

func (h history) isEmpty() bool { return h == history{} }

// ids are the identifiers generated for an interface.
type ids struct {
	client, newClient, newServer, register, adapter, unimplemented, errors string
	history                                                                string            // empty for an interface of one major without releases
	params                                                                 map[string]string // of templates: their names in generated code
	endpoint                                                               string            // the interface that servers implement: the source's, or a part of it

	constants []namedText
}

// namedText is a generated constant: what users would otherwise write again.
type namedText struct{ name, value string }

// tops are the highest versions of the majors that the interface serves.
func (t *rpcTarget) tops() []string { return append([]string{t.version}, t.also...) }

// isVersioned reports whether versions decide what is sent: see oslo.Method.
func (m *method) isVersioned() bool {
	if h := m.history; h.until != "" || h.was != "" {
		return true
	}
	return slices.ContainsFunc(m.params, func(p *param) bool { return !p.history.isEmpty() })
}

// on reports whether the method is generated for that side.
func (m *method) on(s sideOf) bool { return m.only == "" || m.only == s }

// methodsOn are the methods generated for one side.
func (i *iface) methodsOn(s sideOf) []*method {
	var list []*method
	for _, m := range i.methods {
		if m.on(s) {
			list = append(list, m)
		}
	}
	return list
}

// ownMethods are the methods that generated clients have of themselves.
func (i *iface) ownMethods() []string {
	if i.notify != nil {
		return []string{"With"}
	}
	return []string{"With", "On", "Target", "CanSend"}
}

// topics are the topics that the methods of i go to, if all are known.
func (i *iface) topics() []string {
	if !i.rpc.topic.fixed() {
		return nil // the server is given it
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

// arguments are the parameters that are sent one by one, and the rest.
func (m *method) arguments() []*param {
	var list []*param
	for _, p := range m.params {
		if p.role == argument || p.role == rest {
			list = append(list, p)
		}
	}
	return list
}
