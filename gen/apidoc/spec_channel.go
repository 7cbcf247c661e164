package apidoc

import (
	"cmp"
	"slices"
)

// channel is a place on the broker that messages go through.
type channel struct {
	id, address, title, text string
	bindings                 Object
	bound                    Object // of a queue: the exchange and the routing key
	messages                 []string
}

// object writes the channel.
func (c *channel) object() (out Object) {
	out.Put("address", c.address)
	out.Put("title", c.title)
	out.Put("description", c.text)
	var messages Object
	for _, key := range c.messages {
		messages.Put(key, reference("components", "messages", key))
	}
	out.Put("messages", messages)
	var parameters Object
	for _, found := range braces.FindAllStringSubmatch(c.address, -1) {
		parameters = slices.DeleteFunc(parameters, func(m member) bool { return m.key == found[1] })
		parameters.Put(found[1], Object{{"description", parameterText(found[1])}})
	}
	out.Set("parameters", parameters)
	c.bindings.Put("bindingVersion", "0.3.0")
	out.Put("bindings", Object{{"amqp", c.bindings}})
	out.Set("x-oslo-bound", c.bound)
	return out
}

func parameterText(name string) string {
	switch name {
	case "server":
		return "The name of one server, by custom its host."
	case "unique":
		return "32 hexadecimal digits that the receiver makes up."
	}
	return "A text that the application fills in."
}

// routed is a channel of messages that are published to an exchange.
func routed(id, address, title, text, exchange, kind string) *channel {
	return &channel{id: id, address: address, title: title, text: text, bindings: Object{
		{"is", "routingKey"},
		{"exchange", Object{{"name", exchange}, {"type", kind}, {"durable", false}, {"autoDelete", kind == "fanout"}}},
	}}
}

// queued is a channel of messages that are consumed from a queue.
func queued(id, name, title, text string) *channel {
	return &channel{id: id, address: name, title: title, text: text, bindings: Object{
		{"is", "queue"},
		{"queue", Object{{"name", name}, {"durable", false}, {"exclusive", false}, {"autoDelete", false}}},
	}}
}

const (
	durability = " It is durable where amqp_durable_queues or rabbit_quorum_queue says so."
	transient  = " RabbitMQ deletes it 30 minutes after its last consumer has gone (rabbit_transient_queues_ttl)."
)

// add adds a channel with a message, unless it is there, and returns it.
func (s *spec) add(c *channel, messages ...string) *channel {
	if at := slices.IndexFunc(s.channels, func(other *channel) bool { return other.id == c.id }); at >= 0 {
		c = s.channels[at]
	} else {
		s.channels = append(s.channels, c)
	}
	for _, m := range messages {
		c.messages = appendNew(c.messages, m)
	}
	return c
}

// requests adds the channels that a request goes through, and returns the one that
// callers publish to.
func (s *spec) requests(m *Method, message string) *channel {
	topic, exchange := cmp.Or(m.Topic, s.i.RPC.Topic), s.i.exchange()
	suffix := ""
	if topic != s.i.RPC.Topic {
		suffix = "." + s.unique("channel", topic)
	}
	if m.Kind == "fanout" {
		return s.fanouts(topic, suffix, message)
	}
	every := s.add(routed("topic"+suffix, topic, "Requests to any server", "The routing key of requests that one server of the topic gets."+durability, exchange, "topic"))
	one := s.add(routed("server"+suffix, topic+".{server}", "Requests to one server", "The routing key of requests that the named server gets."+durability, exchange, "topic"), message)
	shared := s.add(queued("queue"+suffix, topic, "Queue of the topic", "The queue that all servers of the topic share."+durability))
	own := s.add(queued("queue.server"+suffix, topic+".{server}", "Queue of one server", "The queue of one server."+durability), message)
	shared.bound, own.bound = bound(exchange, topic), bound(exchange, topic+".{server}")
	if m.Server != "" {
		return one
	}
	every.messages, shared.messages = appendNew(every.messages, message), appendNew(shared.messages, message)
	return every
}

// fanouts adds the channels of requests to all servers.
func (s *spec) fanouts(topic, suffix, message string) *channel {
	name := topic + "_fanout"
	c := s.add(routed("fanout"+suffix, name, "Requests to all servers", "The exchange that copies a request to every server of the topic. The routing key is empty.", name, "fanout"), message)
	queue := s.add(queued("queue.fanout"+suffix, name+"_{unique}", "Fanout queue of one server", "A queue that each server makes for itself."+transient), message)
	queue.bound = bound(name, topic)
	return c
}

func bound(exchange, key string) Object { return Object{{"exchange", exchange}, {"routingKey", key}} }

// replies adds the channel of replies.
func (s *spec) replies(messages ...string) *channel {
	return s.add(queued("reply", "reply_{unique}", "Replies", "The queue that a client makes for the replies to its calls. Servers publish to it by the default exchange, with the name that the request has in _reply_q."+transient), messages...)
}

// notifications adds the channel of a topic and a priority.
func (s *spec) notifications(topic, priority, message string) *channel {
	key, exchange := topic+"."+priority, s.i.exchange()
	s.add(queued("queue."+s.unique("channel", key), key, "Queue of "+key, "The queue of listeners without a pool. Notifiers declare it too. A pool of listeners has a queue of its own."+durability), message).bound = bound(exchange, key)
	return s.add(routed(s.unique("channel", key), key, "Notifications of "+topic+", "+priority, "The routing key of notifications of one topic and priority."+durability, exchange, "topic"), message)
}
