package apidoc

import "time"

// operations writes an operation for each method, and for each topic and priority of
// an event.
func (s *spec) operations() (out Object) {
	for _, m := range s.i.Methods {
		id := s.unique("operation", m.Name)
		if s.i.RPC != nil {
			out.Put(id, s.rpc(m, id))
			continue
		}
		out = append(out, s.event(m, id)...)
	}
	return out
}

// operation writes the members that all operations have.
func (s *spec) operation(m *Method, c *channel, message string) Object {
	out := Object{{"action", s.action(m)}, {"channel", reference("channels", c.id)}}
	out.Put("title", m.Name)
	out.Set("summary", summary(m.Doc))
	out.Set("description", markdown(m.Doc))
	out.Put("messages", []Object{reference("channels", c.id, "messages", message)})
	return out
}

// rpc writes the operation of a method.
func (s *spec) rpc(m *Method, id string) Object {
	key := id + ".request"
	s.messages.Put(key, s.request(m))
	out := s.operation(m, s.requests(m, key), key)
	if m.Kind == "call" {
		out.Put("reply", s.reply(m, id))
	}
	out.Put("bindings", Object{{"amqp", m.bindings()}})
	out.Put("x-oslo-kind", m.Kind)
	if m.Timeout > 0 {
		out.Put("x-oslo-timeout", m.Timeout.Seconds())
	}
	if m.Monitor > 0 {
		out.Put("x-oslo-monitor", m.Monitor.Seconds())
	}
	out = append(out, marks(m.Ladder.Since, m.Ladder.Until, m.Ladder.Was, m.Ladder.Renamed)...)
	out.Put("x-oslo-ladder", s.ladder(m))
	return out
}

// ladder writes the arguments that messages may carry, by their version.
func (s *spec) ladder(m *Method) (out []Object) {
	for _, r := range s.i.rungs(m) {
		one := Object{{"version", r.label.String()}, {"method", r.name}}
		one.Set("arguments", r.args)
		out = append(out, one)
	}
	return out
}

// marks are the versions of a method or an argument.
func marks(since, until version, was string, renamed version) (out Object) {
	out.Set("x-oslo-since", orEmpty(since))
	out.Set("x-oslo-until", orEmpty(until))
	out.Set("x-oslo-was", was)
	out.Set("x-oslo-renamed", orEmpty(renamed))
	return out
}

// bindings are the properties of a request, and its acknowledgement.
func (m *Method) bindings() (out Object) {
	if m.Kind == "call" {
		timeout := m.Timeout
		if timeout == 0 {
			timeout = time.Minute // rpc_response_timeout
		}
		out.Put("expiration", timeout.Milliseconds())
	}
	out.Put("deliveryMode", 2)
	out.Put("priority", 0)
	out.Put("mandatory", m.Mandatory)
	out.Put("ack", true)
	out.Put("bindingVersion", "0.3.0")
	return out
}

// reply writes the reply of a call.
func (s *spec) reply(m *Method, id string) Object {
	key := id + ".result"
	s.messages.Put(key, s.result(m))
	keys := []string{key, "failure"}
	s.share("failure", failureMessage)
	if m.Monitor > 0 {
		s.share("heartbeat", heartbeatMessage)
		keys = append(keys, "heartbeat")
	}
	c := s.replies(keys...)
	var messages []Object
	for _, key := range keys {
		messages = append(messages, reference("channels", c.id, "messages", key))
	}
	return Object{
		{"address", Object{{"location", "$message.payload#/oslo.message/_reply_q"}, {"description", "The name of the caller's queue, in the text of oslo.message."}}},
		{"channel", reference("channels", c.id)},
		{"messages", messages},
	}
}

// event writes the operations of an event, one for each topic and priority.
func (s *spec) event(m *Method, id string) (out Object) {
	topics, levels := s.i.Notify.Topics, m.priorities()
	for _, topic := range topics {
		for _, priority := range levels {
			key, name := id, id
			if len(levels) > 1 {
				key += "." + priority
				name = key
			}
			if len(topics) > 1 {
				name += "." + s.unique("topic", topic)
			}
			s.share(key, s.notification(m, priority))
			one := s.operation(m, s.notifications(topic, priority, key), key)
			one.Put("bindings", Object{{"amqp", Object{{"deliveryMode", 2}, {"priority", 0}, {"ack", true}, {"bindingVersion", "0.3.0"}}}})
			out.Put(name, one)
		}
	}
	return out
}
