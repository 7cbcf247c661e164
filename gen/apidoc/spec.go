package apidoc

import (
	"bytes"
	"encoding/json"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/oslogen/oslogen/gen/breaking"
)

// spec is an AsyncAPI document that is being written.
type spec struct {
	i        *Interface
	channels []*channel
	messages Object // of components
	schemas  Object // of components
	refs     map[string]string
	types    []string // refs of structs whose schemas are to be written
}

// YAML writes the AsyncAPI document of an interface in YAML.
func (i *Interface) YAML() (string, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	err := e.Encode(i.AsyncAPI())
	return b.String(), err
}

// IndentedJSON writes the AsyncAPI document of an interface in JSON.
func (i *Interface) IndentedJSON() (string, error) {
	text, err := compact(i.AsyncAPI())
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = json.Indent(&b, text, "", "  ")
	return b.String() + "\n", err
}

// AsyncAPI makes the AsyncAPI 3.0 document of an interface. It describes the
// application that serves the methods or sends the events.
func (i *Interface) AsyncAPI() Object {
	s := &spec{i: i, refs: map[string]string{}}
	operations, info := s.operations(), s.info()
	s.structures()
	var channels, components, out Object
	for _, c := range s.channels {
		channels.Put(c.id, c.object())
	}
	components.Set("messages", s.messages)
	components.Set("schemas", s.schemas)
	components.Put("securitySchemes", Object{{"user", Object{{"type", "userPassword"}, {"description", "A user of RabbitMQ."}}}})

	out.Put("asyncapi", "3.0.0")
	out.Put("x-generator", "oslogen docs")
	out.Put("info", info)
	out.Put("defaultContentType", "application/json")
	out.Put("servers", Object{{"broker", broker}})
	out.Put("channels", channels)
	out.Put("operations", operations)
	out.Put("components", components)
	return out
}

// broker is the server of all documents.
var broker = Object{
	{"host", "{host}:{port}"},
	{"pathname", "/{vhost}"},
	{"protocol", "amqp"},
	{"protocolVersion", "0-9-1"},
	{"description", "RabbitMQ. The transport URL is rabbit://user:password@host:5672/vhost."},
	{"variables", Object{
		{"host", Object{{"default", "localhost"}}},
		{"port", Object{{"default", "5672"}}},
		{"vhost", Object{{"default", ""}, {"description", "The virtual host. None is /."}}},
	}},
	{"security", []any{reference("components", "securitySchemes", "user")}},
}

// reference is a JSON reference within the document.
func reference(path ...string) Object {
	return Object{{"$ref", "#/" + strings.Join(path, "/")}}
}

// info is the head of the document.
func (s *spec) info() (out Object) {
	i := s.i
	out.Put("title", i.Name)
	if i.Notify != nil {
		out.Put("version", "unversioned")
	} else {
		out.Put("version", i.RPC.History.Version.String())
	}
	out.Set("description", markdown(i.Doc))
	out.Put("x-oslo-package", i.Package.Path)
	if i.Notify != nil {
		out.Put("x-oslo-publisher", i.Notify.Publisher)
		return out
	}
	out.Put("x-oslo-topic", i.RPC.Topic)
	out.Set("x-oslo-namespace", i.RPC.Namespace)
	out.Set("x-oslo-legacy-namespaces", i.RPC.Legacy)
	out.Set("x-oslo-also", list(i.RPC.History.Also, version.String))
	var releases Object
	for _, r := range i.RPC.History.Releases {
		releases.Put(r.Name, r.Version.String())
	}
	out.Set("x-oslo-releases", releases)
	out.Set("x-oslo-history", s.history())
	out.Set("x-oslo-errors", s.errors())
	return out
}

// list makes a list of one result for each value.
func list[T, U any](values []T, of func(T) U) (out []U) {
	for _, v := range values {
		out = append(out, of(v))
	}
	return out
}

// history lists the versions with their changes.
func (s *spec) history() (out []Object) {
	for _, step := range s.i.RPC.History.Steps() {
		one := Object{{"version", step.Version.String()}}
		one.Set("releases", step.Releases)
		one.Set("came", list(step.Came, plainItem))
		one.Set("changed", list(step.Changed, plainItem))
		one.Set("left", list(step.Left, plainItem))
		out = append(out, one)
	}
	return out
}

// errors are the exceptions that servers raise on purpose.
func (s *spec) errors() (out []Object) {
	for _, e := range s.i.RPC.Errors {
		one := Object{{"classes", e.Classes}}
		one.Set("description", e.Doc)
		one.Set("expected", e.Expected)
		if e.Fields != nil {
			one.Put("kwargs", s.schema(e.Fields))
		}
		out = append(out, one)
	}
	return out
}

// action tells whether the application sends or receives the messages.
func (s *spec) action(m *Method) string {
	sends := s.i.Notify != nil
	if s.i.Only == breaking.ClientOnly && s.i.RPC != nil {
		sends = true // the servers are elsewhere
	}
	if s.i.Notify != nil && m.Only == breaking.ServerOnly {
		sends = false // a listener's
	}
	if sends {
		return "send"
	}
	return "receive"
}
