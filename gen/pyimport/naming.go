package pyimport

import (
	"slices"
	"strings"
)

// name gives methods their Go names.
func (b *builder) name() {
	taken := names{}
	for _, m := range b.iface.Methods {
		base := exported(m.Wire)
		if clientMethods[base] {
			base += "Method"
		}
		if taken[base] {
			base += strings.ToUpper(m.Kind[:1]) + m.Kind[1:]
		}
		m.Name = taken.take(base)
		m.nameParams()
		m.Only = b.only(m)
	}
}

// only returns the side that generates a method, or "" for both. A server has
// one method for each wire name. A call and a cast with the same arguments can
// share it. Any other method of that name is for clients only.
func (b *builder) only(m *Method) string {
	for _, other := range b.iface.Methods {
		if other == m {
			break
		}
		oneMethod := (other.Kind == "call") != (m.Kind == "call") && slices.EqualFunc(other.Args, m.Args, sameArg)
		if other.Wire == m.Wire && !oneMethod {
			return "client"
		}
	}
	return ""
}

func sameArg(a, b *Arg) bool {
	return a.Wire == b.Wire && a.Type == b.Type && a.directive() == b.directive()
}

// nameParams makes the names of a method's parameters unique.
func (m *Method) nameParams() {
	taken := names{"ctx": true}
	for _, a := range m.Args {
		a.Name = taken.take(parameter(a.Wire))
	}
	if m.Rest != "" {
		m.Rest = taken.take(parameter(m.Rest))
	}
	m.nameTopic(taken)
	if m.Server != nil {
		if taken[m.Server.Name] {
			m.Server.Name = "server"
		}
		m.Server.Name = taken.take(m.Server.Name)
	}
}

// nameTopic names the topic's parameters, also in the topic.
func (m *Method) nameTopic(taken names) {
	done, rest := "", m.Topic
	for i := range m.TopicParams {
		p := &m.TopicParams[i]
		before, after, _ := strings.Cut(rest, "{"+p.Name+"}")
		p.Name = taken.take(p.Name)
		done, rest = done+before+"{"+p.Name+"}", after
	}
	m.Topic = done + rest
}
