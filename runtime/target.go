package oslo

import (
	"fmt"
	"strings"
)

// Target is the address of a message, or of a server. It is a plain
// value: copy it and change the copy (oslo.messaging calls that prepare).
//
// The zero value of every field means "not given". Source: oslo_messaging.Target.
type Target struct {
	// Exchange is the topic exchange. Empty means the transport's control exchange
	// (control_exchange, "openstack").
	Exchange string
	// Topic is the routing key and the queue's name. Required to send and to serve.
	Topic string
	// Namespace selects an interface of the server. Empty is the null namespace.
	Namespace string
	// Version is the interface version, "major.minor". Empty means "1.0".
	Version string
	// Server picks one server of the topic. Required to serve.
	Server string
	// Fanout addresses every server of the topic. Casts only.
	Fanout bool
	// LegacyNamespaces are further namespaces an endpoint answers to. An empty
	// string among them is the null namespace.
	LegacyNamespaces []string
}

// String prints the fields that are set, in oslo.messaging's form.
func (t Target) String() string {
	var b strings.Builder
	b.WriteString("<Target")
	sep := " "
	add := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s=%s", sep, name, value)
			sep = ", "
		}
	}
	add("exchange", t.Exchange)
	add("topic", t.Topic)
	add("namespace", t.Namespace)
	add("version", t.Version)
	add("server", t.Server)
	if t.Fanout {
		add("fanout", "True")
	}
	b.WriteByte('>')
	return b.String()
}

// RoutingKey is the key a call or cast to t is published with: the topic, or
// "topic.server" when one server is meant.
func (t Target) RoutingKey() string {
	if t.Server == "" {
		return t.Topic
	}
	return t.Topic + "." + t.Server
}

// TopicPart returns the part of the topic between before and after.
func (t Target) TopicPart(before, after string) string {
	return strings.TrimSuffix(strings.TrimPrefix(t.Topic, before), after)
}

// FanoutExchange is the exchange a fanout cast to t is published to.
func (t Target) FanoutExchange() string { return t.Topic + "_fanout" }

// maxNameLength is AMQP's limit for the name of a queue, exchange or key, in bytes.
const maxNameLength = 255

// checkSend reports why a message can't be sent to t, or nil.
func (t Target) checkSend() error {
	if t.Topic == "" {
		return &InvalidTargetError{Target: t, Reason: "it has no topic"}
	}
	if len(t.RoutingKey()) > maxNameLength || len(t.FanoutExchange()) > maxNameLength {
		return &InvalidTargetError{Target: t, Reason: "topic and server are longer than 255 bytes together"}
	}
	if len(t.Exchange) > maxNameLength {
		return &InvalidTargetError{Target: t, Reason: "the exchange is longer than 255 bytes"}
	}
	return nil
}

// checkServe reports why t can't be served, or nil.
func (t Target) checkServe() error {
	if t.Topic == "" || t.Server == "" {
		return &InvalidTargetError{Target: t, Reason: "a server needs a topic and a server name, such as the host's"}
	}
	return t.checkSend()
}
