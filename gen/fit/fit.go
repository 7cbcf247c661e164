// Package fit compares messages with annotated interfaces: does the interface have
// the method, the arguments and their types, at the version that the message names?
package fit

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// Request is a call or cast, by the values that package wirejson reads.
type Request struct {
	Topic        string
	Namespace    string
	HasNamespace bool   // an empty one is not none
	Version      string // empty means 1.0
	Method       string
	Args         map[string]any
}

// The codes of findings.
const (
	NoNamespace     = "namespace"        // no interface of the topic has it
	NoVersion       = "version"          // no interface serves it
	WrongKind       = "wrong-kind"       // a call of a cast, and the like
	UnknownMethod   = "unknown-method"   // the interface has no such method
	UnknownArgument = "unknown-argument" // the method has no such argument
	MissingArgument = "missing-argument" // it is required
	WrongType       = "wrong-type"       // of an argument, a result or a payload
	LowLabel        = "low-label"        // the message names a version that lacks it
	Gone            = "gone"             // the message names a version that lacks it again
)

// Finding is one way in which a message does not fit.
type Finding struct {
	Code    string
	Pos     breaking.Pos // of the declaration it does not fit
	Message string
}

// Interfaces are the interfaces to compare with.
type Interfaces struct{ state *breaking.State }

// New takes a description that package gen has made.
func New(state *breaking.State) *Interfaces { return &Interfaces{state} }

// Request compares a request. known is false if no interface has its topic. The method
// is nil if there is none.
func (i *Interfaces) Request(r Request) (found []Finding, method *breaking.Method, known bool) {
	candidates := i.of(r.Topic)
	if len(candidates) == 0 {
		return nil, nil, false
	}
	named := slices.DeleteFunc(slices.Clone(candidates), func(c *breaking.Interface) bool { return !takes(c, r) })
	if len(named) == 0 {
		c := candidates[0]
		return []Finding{{NoNamespace, c.Topic.Pos, fmt.Sprintf("namespace %q: %s has %s", r.Namespace, c.Name, orNone(c.Namespace.Text))}}, nil, true
	}
	label, err := ladder.Parse(orFirst(r.Version))
	if err != nil {
		return []Finding{{NoVersion, named[0].Version.Pos, err.Error()}}, nil, true
	}
	return i.among(named, r, label)
}

// among looks for the method in the interfaces of the request's namespace.
func (i *Interfaces) among(named []*breaking.Interface, r Request, label ladder.Version) ([]Finding, *breaking.Method, bool) {
	served := slices.DeleteFunc(slices.Clone(named), func(c *breaking.Interface) bool { return !serves(c, label) })
	if len(served) == 0 {
		return []Finding{unserved(named[0], label)}, nil, true
	}
	for _, c := range served {
		if m := methodOf(c, r.Method, label); m != nil {
			return i.method(m, r, label), m, true
		}
	}
	c := served[0]
	return []Finding{{UnknownMethod, c.Pos, fmt.Sprintf("method %s: %s has none of the name%s", r.Method, c.Name, nearest(r.Method, methodNames(c)))}}, nil, true
}

// unserved is a version that the interface does not serve.
func unserved(c *breaking.Interface, label ladder.Version) Finding {
	tops := strings.Join(append([]string{c.Version.Text}, c.Also...), ", ")
	return Finding{NoVersion, c.Version.Pos, fmt.Sprintf("version %s: %s serves %s", label, c.Name, tops)}
}

// of are the RPC interfaces of a topic.
func (i *Interfaces) of(topic string) (list []*breaking.Interface) {
	for _, c := range i.state.Interfaces {
		if !c.Notify && matches(c.Topic.Text, topic) {
			list = append(list, c)
		}
	}
	return list
}

// matches reports whether a topic is that of an interface, where {} stands for any text.
func matches(pattern, topic string) bool {
	if !strings.Contains(pattern, "{}") {
		return pattern == topic
	}
	expression := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\{\}`, ".+")
	return regexp.MustCompile("^" + expression + "$").MatchString(topic)
}

// takes reports whether the interface answers to the namespace of a request.
func takes(c *breaking.Interface, r Request) bool {
	names := append([]string{c.Namespace.Text}, c.Legacy...)
	if !r.HasNamespace {
		return slices.Contains(names, "") // an empty one is none there
	}
	return r.Namespace != "" && slices.ContainsFunc(names, func(n string) bool { return matches(n, r.Namespace) })
}

// serves reports whether a server of the interface takes the version.
func serves(c *breaking.Interface, label ladder.Version) bool {
	return slices.ContainsFunc(append([]string{c.Version.Text}, c.Also...), func(text string) bool {
		top, err := ladder.Parse(text)
		return err == nil && top.Serves(label)
	})
}

// methodOf is the method that has, or has had, the name. Of several it is the first
// that the version of the message has.
func methodOf(c *breaking.Interface, name string, label ladder.Version) (found *breaking.Method) {
	for _, m := range c.Methods {
		if m.Name != name && m.Was != name {
			continue
		}
		if m.Has(label) {
			return m
		}
		if found == nil {
			found = m
		}
	}
	return found
}

func methodNames(c *breaking.Interface) (names []string) {
	for _, m := range c.Methods {
		names = append(names, m.Name)
	}
	return names
}

func orFirst(version string) string {
	if version == "" {
		return "1.0"
	}
	return version
}

func orNone(name string) string {
	if name == "" {
		return "none"
	}
	return fmt.Sprintf("%q", name)
}
