package apidoc

import "strings"

// share adds a message that several operations have, once.
func (s *spec) share(key string, message Object) {
	for _, m := range s.messages {
		if m.key == key {
			return
		}
	}
	s.messages.Put(key, message)
}

// message writes a message whose oslo.message has a schema and an example.
func message(name, title, text string, inner, example Object) (out Object) {
	out.Put("name", name)
	out.Put("title", title)
	out.Set("summary", text)
	out.Put("contentType", "application/json")
	out.Put("payload", envelope(inner))
	out.Put("bindings", Object{{"amqp", Object{{"contentEncoding", "utf-8"}, {"bindingVersion", "0.3.0"}}}})
	out.Put("examples", []Object{{{"payload", Object{{"oslo.version", "2.0"}, {"oslo.message", spaced(example)}}}}})
	return out
}

// envelope is the schema of a message on the wire: the message proper is JSON in a
// string.
func envelope(inner Object) Object {
	return closed(Object{
		{"oslo.version", Object{{"const", "2.0"}}},
		{"oslo.message", Object{{"type", "string"}, {"contentMediaType", "application/json"}, {"contentSchema", inner}}},
	})
}

// closed is the schema of an object that has these members and no others. All are
// required.
func closed(properties Object) Object {
	out := Object{{"type", "object"}, {"properties", properties}}
	out.Set("required", list(properties, func(m member) string { return m.key }))
	out.Put("additionalProperties", false)
	return out
}

// open is [closed] with further members, such as those of the request context.
func open(properties Object, optional ...string) Object {
	out := Object{{"type", "object"}, {"properties", properties}}
	var required []string
	for _, m := range properties {
		required = append(required, m.key)
	}
	for _, key := range optional {
		required = without(required, key)
	}
	out.Set("required", required)
	out.Put("patternProperties", Object{{"^_context_", Object{{"description", "A field of the request context."}}}})
	return out
}

var (
	hexText                                = Object{{"type", "string"}}
	exampleID, exampleQueue, exampleUnique = "8112d2c8a1f44c0bb3a2d0f5a1b6c7d8", "reply_5c6b1f0e7d8a4f4b9a0c1d2e3f405162", "10b7c0d1e2f3445566778899aabbccdd"
)

// request writes the message of a call or a cast.
func (s *spec) request(m *Method) Object {
	name := Object{{"const", m.Wire}}
	if m.Ladder.Was != "" {
		name = Object{{"enum", []string{m.Wire, m.Ladder.Was}}}
	}
	properties := Object{{"method", name}, {"args", s.arguments(m)}}
	if s.i.RPC.Namespace != "" {
		properties.Put("namespace", Object{{"type", "string"}})
	}
	properties.Put("version", Object{{"type", "string"}, {"description", "The lowest version that has the method and the arguments."}})
	optional := []string{"namespace", "version"}
	if m.Kind == "call" {
		properties.Put("_msg_id", hexText)
		properties.Put("_reply_q", Object{{"type", "string"}, {"description", "The queue of the reply."}})
		properties.Put("_timeout", Object{{"type", []string{"number", "null"}}, {"description", "Ask for a heartbeat within so many seconds."}})
	}
	properties.Put("_unique_id", hexText)
	out := message(m.Wire, m.Name, summary(m.Doc), open(properties, optional...), s.i.sampleRequest(m))
	if m.Kind == "call" {
		out.Put("correlationId", Object{{"location", "$message.payload#/oslo.message/_msg_id"}})
	}
	return out
}

// sampleRequest is an example of a request.
func (i *Interface) sampleRequest(m *Method) Object {
	r := i.example(m)
	args := Object{}
	for n, a := range r.args {
		args.Put(r.names[n], a.Sample)
	}
	out := Object{{"method", r.name}, {"args", args}}
	out.Set("namespace", fill(i.RPC.Namespace))
	out.Put("version", r.label.String())
	if m.Kind == "call" {
		out.Put("_msg_id", exampleID)
		out.Put("_reply_q", exampleQueue)
		var timeout any
		if m.Monitor > 0 {
			timeout = m.Monitor.Seconds()
		}
		out.Put("_timeout", timeout)
	}
	out.Put("_unique_id", exampleUnique)
	return out
}

// replySchema is the schema of a reply.
func replySchema(result, failure Object, ending bool) Object {
	return closed(Object{
		{"result", result}, {"failure", failure}, {"ending", Object{{"const", ending}}},
		{"_msg_id", hexText}, {"_unique_id", hexText},
	})
}

// sampleReply is an example of a reply.
func sampleReply(result, failure any, ending bool) Object {
	return Object{{"result", result}, {"failure", failure}, {"ending", ending}, {"_msg_id", exampleID}, {"_unique_id", exampleUnique}}
}

var null = Object{{"type", "null"}}

// result writes the message of a call's result.
func (s *spec) result(m *Method) Object {
	schema, sample := null, any(nil)
	if len(m.Results) == 1 {
		schema, sample = s.schema(m.Results[0].Type), m.Results[0].Sample
	} else if len(m.Results) > 1 {
		var elements []Object
		var samples []any
		for _, r := range m.Results {
			elements, samples = append(elements, s.schema(r.Type)), append(samples, r.Sample)
		}
		schema, sample = tuple(elements), samples
	}
	return message(m.Wire, m.Name+", result", "", replySchema(schema, null, true), sampleReply(sample, nil, true))
}

var failureMessage = message("failure", "Failure", "The exception that a call has ended with.",
	replySchema(null, Object{{"type", "string"}, {"contentMediaType", "application/json"}, {"contentSchema", failureSchema}}, true),
	sampleReply(nil, spaced(Object{
		{"class", "ValueError"}, {"module", "builtins"}, {"message", "no such thing"}, {"tb", []any{"ValueError: no such thing\n"}},
		{"args", []any{"no such thing"}}, {"kwargs", Object{}},
	}), true))

var failureSchema = closed(Object{
	{"class", Object{{"type", "string"}, {"description", "The exception's class."}}},
	{"module", Object{{"type", "string"}, {"description", "The module of the class."}}},
	{"message", Object{{"type", "string"}}},
	{"tb", Object{{"type", "array"}, {"items", Object{{"type", "string"}}}, {"description", "The traceback."}}},
	{"args", Object{{"type", "array"}}},
	{"kwargs", Object{{"type", "object"}}},
})

var heartbeatMessage = message("heartbeat", "Heartbeat", "The server is still at work on the call.",
	replySchema(null, null, false), sampleReply(nil, nil, false))

// notification writes the message of an event with a priority.
func (s *spec) notification(m *Method, priority string) Object {
	event := Object{{"const", m.Wire}}
	if m.Event.Prefix {
		event = Object{{"type", "string"}, {"pattern", "^" + quotePattern(m.Wire)}}
	}
	payload, sample := Object{}, any(Object{})
	if !m.Event.Raw {
		payload, sample = s.schema(m.Args[0].Type), m.Args[0].Sample
	}
	level := strings.ToUpper(priority)
	properties := Object{
		{"message_id", Object{{"type", "string"}}}, {"publisher_id", Object{{"type", []string{"string", "null"}}}}, {"event_type", event},
		{"priority", Object{{"const", level}}}, {"payload", payload},
		{"timestamp", Object{{"type", "string"}, {"description", "UTC, such as 2026-01-02 15:04:05.000001."}}}, {"_unique_id", hexText},
	}
	example := Object{
		{"message_id", "9a833c2f-80cc-4021-a35e-ed1dc3912501"}, {"publisher_id", fill(s.i.Notify.Publisher)}, {"event_type", m.eventType()},
		{"priority", level}, {"payload", sample}, {"timestamp", "2026-01-02 15:04:05.000001"}, {"_unique_id", exampleUnique},
	}
	return message(m.eventType(), m.Name, summary(m.Doc), open(properties), example)
}
