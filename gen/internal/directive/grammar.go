package directive

import "slices"

// Target is the kind of declaration on which a directive stands.
type Target string

// The declarations on which directives stand.
const (
	OnInterface Target = "an interface"
	OnMethod    Target = "a method of an interface"
	OnParam     Target = "a parameter of a method"
	OnField     Target = "a field of a request"
)

// rule is the grammar of one directive.
type rule struct {
	name     string
	on       Target
	args     []kind // the words before the keys
	variadic bool   // args may go on
	keys     []key
	repeat   bool              // may stand on one declaration several times
	instead  map[string]string // advice for keys that the directive has on another target
}

// key is one key=value of a directive, or a single word if its kind is flag.
type key struct {
	name     string
	value    kind
	required bool
	repeat   bool // the values of several are one list
}

// grammar lists every directive. A key that is not here is a mistake.
var grammar = []rule{
	{name: "rpc", on: OnInterface, keys: []key{
		{name: "topic", value: pattern, required: true},
		{name: "namespace", value: pattern},
		{name: "version", value: version},
		{name: "exchange", value: pattern},
		{name: "legacy_namespaces", value: list}, // an empty element means no namespace
		{name: "also", value: versions, repeat: true},
		{name: "timeout", value: duration},
		{name: "monitor", value: heartbeat},
		{name: "mandatory", value: flag},
		{name: "only", value: side},
	}},
	{name: "base", on: OnInterface},
	{name: "release", on: OnInterface, args: []kind{release}, variadic: true},
	{name: "error", on: OnInterface, repeat: true, args: []kind{exceptions, goName}, keys: []key{
		{name: "expected", value: flag},
		{name: "keywords", value: flag},
	}},
	{name: "call", on: OnMethod, keys: []key{
		{name: "name", value: methodName},
		{name: "since", value: version},
		{name: "until", value: version},
		{name: "was", value: methodName},
		{name: "renamed", value: version},
		{name: "timeout", value: duration},
		{name: "monitor", value: heartbeat},
		{name: "mandatory", value: flag},
		{name: "retry", value: attempts},
		{name: "topic", value: pattern},
		{name: "only", value: side},
	}},
	{name: "cast", on: OnMethod, keys: []key{
		{name: "name", value: methodName},
		{name: "since", value: version},
		{name: "until", value: version},
		{name: "was", value: methodName},
		{name: "renamed", value: version},
		{name: "fanout", value: flag},
		{name: "mandatory", value: flag},
		{name: "retry", value: attempts},
		{name: "unconfirmed", value: flag},
		{name: "topic", value: pattern},
		{name: "only", value: side},
	}},
	{name: "const", on: OnMethod, repeat: true, args: []kind{assigned}},
	{name: "server", on: OnParam},
	{name: "topic", on: OnParam},
	{name: "arg", on: OnParam, keys: []key{
		{name: "name", value: argName},
		{name: "optional", value: flag},
		{name: "default", value: scalar},
		{name: "since", value: version},
		{name: "until", value: version},
		{name: "was", value: argName},
		{name: "renamed", value: version},
		{name: "below", value: below},
		{name: "rest", value: flag},
	}},
	{name: "request", on: OnParam},
	{name: "arg", on: OnField, keys: []key{
		{name: "optional", value: flag},
		{name: "default", value: scalar},
		{name: "since", value: version},
		{name: "until", value: version},
		{name: "was", value: argName},
		{name: "renamed", value: version},
		{name: "below", value: below},
	}, instead: map[string]string{
		"name": "the json tag names the argument",
		"rest": `give the map the tag oslo:"rest"`,
	}},
	{name: "notify", on: OnInterface, keys: []key{
		{name: "publisher", value: pattern},
		{name: "topic", value: topics},
		{name: "exchange", value: pattern},
		{name: "only", value: side},
	}},
	{name: "event", on: OnMethod, args: []kind{eventType}, keys: []key{
		{name: "priority", value: priority},
		{name: "batch", value: flag},
		{name: "only", value: side},
	}},
	{name: "filter", on: OnMethod, repeat: true, args: []kind{condition}, variadic: true},
}

func directiveNames() []string {
	var names []string
	for _, r := range grammar {
		if !slices.Contains(names, r.name) {
			names = append(names, r.name)
		}
	}
	return append(names, allowName)
}

func (r *rule) key(name string) *key {
	for i := range r.keys {
		if r.keys[i].name == name {
			return &r.keys[i]
		}
	}
	return nil
}

func (r *rule) keyNames() []string {
	var names []string
	for _, k := range r.keys {
		names = append(names, k.name)
	}
	return names
}
