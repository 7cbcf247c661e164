package apidoc

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// priorities are those of oslo.messaging.
var priorities = []string{"audit", "debug", "info", "warn", "error", "critical", "sample"}

var braces = regexp.MustCompile(`\{([^{}]*)\}`)

// fill puts an example in the place of each parameter of a text.
func fill(text string) string { return braces.ReplaceAllString(text, "$1") }

// topic is the topic of a method's examples.
func (i *Interface) topic(m *Method) string {
	text := cmp.Or(m.Topic, i.RPC.Topic)
	if m.TopicParam != "" {
		text = braces.ReplaceAllLiteralString(text, m.TopicParam)
	}
	return fill(text)
}

// exchange is the topic exchange, or the default one.
func (i *Interface) exchange() string { return cmp.Or(i.Exchange, "openstack") }

// seconds writes a duration as Python's timeouts are written.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) }

// listens reports whether a method is for events of one priority or several.
func (m *Method) priorities() []string {
	if len(m.Event.Priorities) == 0 {
		return priorities
	}
	return m.Event.Priorities
}

// priority is the priority of an example.
func (m *Method) priority() string {
	if len(m.Event.Priorities) == 0 {
		return "info"
	}
	return m.Event.Priorities[0]
}

// eventType is the event type of an example.
func (m *Method) eventType() string {
	if !m.Event.Prefix {
		return m.Wire
	}
	return m.Wire + "example"
}

// pattern is the event type, or the pattern of several.
func (m *Method) pattern() string {
	if m.Event.Prefix {
		return m.Wire + "*"
	}
	return m.Wire
}

// priorities are those of all events.
func (i *Interface) priorities() (list []string) {
	for _, p := range priorities {
		for _, m := range i.Methods {
			if strings.Contains(strings.Join(m.priorities(), " "), p) {
				list = append(list, p)
				break
			}
		}
	}
	return list
}
