package pyimport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// builder makes an interface from the messages of a class.
type builder struct {
	iface   *Interface
	dest    *destination
	history *History
	server  *server // nil without managers
	hints   *hints
	major   int // of the interface's version

	topicWhy string // why the interface's topic is not known
}

// methods makes a method of each channel.
func (b *builder) methods(c *collection) {
	order, groups := c.channels()
	was := renamedMethods(order, groups)
	for _, ch := range order {
		if _, old := was[ch]; old {
			continue
		}
		m := b.method(ch, groups[ch])
		for _, old := range order {
			if was[old] == ch {
				b.rename(m, old, groups)
			}
		}
		b.iface.Methods = append(b.iface.Methods, m)
	}
	b.state()
	b.elsewhere()
	b.name()
	b.shareTopic()
}

// elsewhere notes methods that a client with a version cap sends to another server.
func (b *builder) elsewhere() {
	var first seen
	count := 0
	for _, m := range b.iface.Methods {
		now := textsOf(m.messages, "server", func(s seen) bool { return s.limit == nil })
		i := slices.IndexFunc(m.messages, func(s seen) bool {
			return len(now) > 0 && s.limit != nil && s.sent() && s.Target["server"] != nil && !slices.Contains(now, trace.Text(s.Target["server"]))
		})
		if i < 0 {
			continue
		}
		if count++; count == 1 {
			first = m.messages[i]
		}
	}
	if count > 0 {
		b.iface.todo(first.place(), "up to version %s the client addresses %d methods otherwise: topic %s, server %s",
			first.limit, count, trace.Text(first.Target["topic"]), trace.Text(first.Target["server"]))
	}
}

func textsOf(group []seen, field string, pick func(seen) bool) []string {
	var list []string
	for _, s := range group {
		if v := s.Target[field]; v != nil && pick(s) {
			list = append(list, trace.Text(v))
		}
	}
	return list
}

func (b *builder) method(ch channel, group []seen) *Method {
	first := group[0]
	m := &Method{Wire: ch.wire, Kind: ch.kind, Pos: first.place(), Args: []*Arg{}, messages: group}
	for _, s := range group {
		if !slices.Contains(m.Python, s.python) {
			m.Python = append(m.Python, s.python)
		}
	}
	if doc := first.method.Func.Doc; doc != nil {
		m.Doc = summary(doc.Text)
	}
	if ch.kind == "call" && slices.ContainsFunc(group, func(s seen) bool { return !s.Discarded }) {
		m.Result = b.hints.result(first.method.Func)
	}
	b.lifetime(m)
	b.args(m)
	if _, stated := b.history.statements(); !stated {
		b.fromHistory(m)
	}
	b.send(m)
	b.doubts(m)
	return m
}

// lifetime sets since and until from caps and labels.
func (b *builder) lifetime(m *Method) {
	l := &lifetimes{m.messages, b.last}
	since, until := l.method()
	if since.known && !b.isFloor(since.at) {
		m.Since = since.at.String()
	}
	if until.known {
		m.Until = until.at.String()
	}
}

// isFloor reports whether the interface begins at a version.
func (b *builder) isFloor(v trace.Version) bool {
	return v.Minor == 0 && v.Major <= b.oldest()
}

// oldest returns the oldest major of the interface.
func (b *builder) oldest() int {
	oldest := b.major
	for _, also := range b.iface.Also {
		if v, ok := trace.ParseVersion(also); ok {
			oldest = min(oldest, v.Major)
		}
	}
	return oldest
}

// last returns the last version of a major, as far as it is known.
func (b *builder) last(major int) trace.Version {
	if e, ok := b.history.last(major); ok {
		return e.Version
	}
	for _, also := range append([]string{b.iface.Version}, b.iface.Also...) {
		if v, ok := trace.ParseVersion(also); ok && v.Major == major {
			return v
		}
	}
	return trace.Version{Major: major}
}

// send sets the target of the messages and the caller's timeout.
func (b *builder) send(m *Method) {
	m.Server = b.dest.server(m.messages)
	if m.Kind == "fanout" {
		m.Server = nil
	}
	if m.Kind == "call" {
		m.Timeout = b.dest.duration(m.messages, "timeout")
		m.Monitor = b.dest.duration(m.messages, "call_monitor_timeout")
	}
	m.Retry = attempts(m.messages, "retry")
	m.Mandatory = slices.ContainsFunc(m.messages, func(s seen) bool { return s.Target[trace.Mandatory] != nil })
	all := b.dest.topics(m.messages)
	for _, t := range all {
		m.topics = append(m.topics, t.text)
	}
	topics := slices.DeleteFunc(all, func(t topic) bool { return t.text == b.iface.Topic && t.why == "" })
	if len(topics) == 0 {
		return
	}
	t := topics[0]
	for _, other := range topics {
		if len(other.params) > len(t.params) {
			t = other
		}
	}
	if t.why != "" {
		if b.topicWhy != t.why {
			m.todo(m.Pos, "the topic is not known: %s", t.why)
		}
		return
	}
	if len(t.params) > 1 {
		m.todo(m.Pos, "the topic is %s: one parameter stands for all of it", t.text)
		t = topic{text: "{topic}", params: []Param{{"topic", t.text}}}
	}
	m.Topic, m.TopicParams = t.text, t.params
}

// shareTopic gives the interface the topic that all methods have, if it has none.
func (b *builder) shareTopic() {
	i := b.iface
	if i.Topic != "" || b.topicWhy != "" || len(i.Methods) == 0 {
		return
	}
	first := i.Methods[0].Topic
	if first == "" || slices.ContainsFunc(i.Methods, func(m *Method) bool { return m.Topic != first }) {
		i.todo(i.Pos, "the client has no topic of its own")
		return
	}
	i.Topic = first
	for _, m := range i.Methods {
		m.Topic = ""
	}
}

// doubts notes open questions about a method.
func (b *builder) doubts(m *Method) {
	for _, s := range m.messages {
		if !s.method.Whole {
			m.todo(s.place(), "%s has more ways than were followed: what it sends may be incomplete", s.python)
			break
		}
	}
	for _, s := range m.messages {
		if s.LabelText != "" {
			m.todo(s.place(), "the version is %s", s.LabelText)
			break
		}
	}
}

// summary returns the first line of a docstring.
func summary(doc string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(doc), "\n")
	return strings.TrimSpace(line)
}
