package directive

// Target is the kind of declaration on which a directive stands.
type Target string

const (
	OnInterface Target = "an interface"
	OnMethod    Target = "a method of an interface"
	OnParam     Target = "a parameter of a method"
)

// rule is the grammar of one directive.
type rule struct {
	name     string
	on       Target
	args     []kind // the words before the keys
	variadic bool   // args may go on
	keys     []key
	repeat   bool // may stand on one declaration several times
}

// key is one key=value of a directive, or a single word if its kind is flag.
type key struct {
	name     string
	value    kind
	required bool
}

// grammar lists every directive. A key that is not here is a mistake.
var grammar = []rule{
	{name: "rpc", on: OnInterface, keys: []key{
		{"topic", pattern, true},
		{"namespace", pattern, false},
		{"version", version, false},
		{"exchange", pattern, false},
		{"legacy_namespaces", list, false}, // an empty element means no namespace
		{"also", versions, false},
		{"timeout", duration, false},
		{"monitor", heartbeat, false},
		{"mandatory", flag, false},
		{"only", side, false},
	}},
	{name: "base", on: OnInterface},
	{name: "release", on: OnInterface, args: []kind{release}, variadic: true},
	{name: "error", on: OnInterface, repeat: true, args: []kind{exceptions, goName}, keys: []key{
		{"expected", flag, false},
		{"keywords", flag, false},
	}},
	{name: "call", on: OnMethod, keys: []key{
		{"name", methodName, false},
		{"since", version, false},
		{"until", version, false},
		{"was", methodName, false},
		{"renamed", version, false},
		{"timeout", duration, false},
		{"monitor", heartbeat, false},
		{"mandatory", flag, false},
		{"retry", attempts, false},
		{"topic", pattern, false},
		{"only", side, false},
	}},
	{name: "cast", on: OnMethod, keys: []key{
		{"name", methodName, false},
		{"since", version, false},
		{"until", version, false},
		{"was", methodName, false},
		{"renamed", version, false},
		{"fanout", flag, false},
		{"mandatory", flag, false},
		{"retry", attempts, false},
		{"unconfirmed", flag, false},
		{"topic", pattern, false},
		{"only", side, false},
	}},
	{name: "const", on: OnMethod, repeat: true, args: []kind{assigned}},
	{name: "server", on: OnParam},
	{name: "topic", on: OnParam},
	{name: "arg", on: OnParam, keys: []key{
		{"name", argName, false},
		{"optional", flag, false},
		{"default", scalar, false},
		{"since", version, false},
		{"until", version, false},
		{"was", argName, false},
		{"renamed", version, false},
		{"below", below, false},
		{"rest", flag, false},
	}},
	{name: "request", on: OnParam},
	{name: "notify", on: OnInterface, keys: []key{
		{"publisher", pattern, false},
		{"topic", topics, false},
		{"exchange", pattern, false},
		{"only", side, false},
	}},
	{name: "event", on: OnMethod, args: []kind{eventType}, keys: []key{
		{"priority", priority, false},
		{"batch", flag, false},
		{"only", side, false},
	}},
	{name: "filter", on: OnMethod, repeat: true, args: []kind{condition}, variadic: true},
}

func directiveNames() []string {
	var names []string
	for _, r := range grammar {
		names = append(names, r.name)
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
