package trace

import (
	"maps"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// clientMethod is a method of a client that sends nothing itself.
type clientMethod struct {
	client *Client
	name   string
}

func isClientName(name string) bool {
	return strings.HasSuffix(strings.ToLower(name), "client")
}

// newClient returns the client that a function makes from a target. It returns
// nil if the function makes none.
func (f *frame) newClient(name string, args []Value, kw *Dict) *Client {
	if !isClientName(name) {
		return nil
	}
	c := &Client{Cap: kw.Vals["version_cap"]}
	for _, v := range append(values(kw), args...) {
		if t, ok := v.(*Target); ok {
			c.Target = t
		}
	}
	if c.Target == nil {
		return nil
	}
	if options, ok := kw.Vals["transport_options"].(*Sym); ok && strings.Contains(options.Text, "TransportOptions(True)") {
		c.Target = &Target{maps.Clone(c.Target.Fields)}
		c.Target.Fields[Mandatory] = Const{true}
	}
	return c
}

var targetFields = []string{"exchange", "topic", "namespace", "version", "server", "fanout"}

func newTarget(args []Value, kw *Dict) *Target {
	t := &Target{map[string]Value{}}
	for i, v := range args {
		if i < len(targetFields) {
			t.Fields[targetFields[i]] = v
		}
	}
	for _, k := range kw.Keys {
		t.Fields[k] = kw.Vals[k]
	}
	return t
}

func (c *Client) attribute(name string) Value {
	switch name {
	case "call", "cast":
		return &Send{c, name}
	case "fanout_cast":
		return &Send{c.prepare(map[string]Value{"fanout": Const{true}}), "cast"}
	case "target":
		return c.Target
	case "version_cap":
		return &Sym{Text: "version_cap"}
	}
	return &clientMethod{c, name}
}

func (t *Target) attribute(name string) Value {
	if v, ok := t.Fields[name]; ok {
		return v
	}
	return none
}

// prepare returns a call context: the client with some fields of its target
// changed.
func (c *Client) prepare(fields map[string]Value) *Client {
	t := &Target{maps.Clone(c.Target.Fields)}
	out := &Client{Target: t, Cap: c.Cap, Labelled: c.Labelled}
	for k, v := range fields {
		if isNone(v) && k != "server" && k != "timeout" {
			continue // prepare(version=None) keeps the client's version
		}
		t.Fields[k] = v
		out.Labelled = out.Labelled || k == "version"
	}
	return out
}

func (f *frame) clientCall(m *clientMethod, args []Value, kw *Dict) Value {
	switch m.name {
	case "prepare":
		fields := map[string]Value{}
		for i, v := range args {
			if i < len(targetFields) {
				fields[targetFields[i]] = v
			}
		}
		for _, k := range kw.Keys {
			fields[k] = kw.Vals[k]
		}
		return m.client.prepare(fields)
	case "can_send_version":
		return f.canSendVersion(m.client, args, kw)
	case "client", "get_client", "_client":
		return m.client // a router hands out the client of a context
	}
	return derived("client."+m.name+"()", "")
}

func (f *frame) canSendVersion(c *Client, args []Value, kw *Dict) Value {
	v := c.Target.Fields["version"]
	if len(args) > 0 {
		v = args[0]
	} else if kw.Vals["version"] != nil {
		v = kw.Vals["version"]
	}
	text, ok := Str(v)
	version, valid := ParseVersion(text)
	if !ok || !valid {
		return derived("can_send_version("+Text(v)+")", "bool", v)
	}
	return Const{f.canSend(version)}
}

// send records a message.
func (f *frame) send(s *Send, args []Value, kw *Dict, n *pyast.Node) Value {
	m := &Message{File: f.module.File, Line: n.Line, Kind: s.Kind, Args: newDict(), Labelled: s.Client.Labelled}
	m.Target = maps.Clone(s.Client.Target.Fields)
	m.Args.merge(kw)
	name := m.Args.Vals["method"]
	if len(args) > 1 {
		name = args[1]
	} else {
		m.Args.remove("method")
		m.Args.remove("ctxt")
	}
	if name == nil || f.raised != "" {
		return &Reply{m}
	}
	m.Wire, _ = Str(name)
	m.WireText, m.WireRoots = Text(name), Roots(name)
	f.label(m)
	f.sends = append(f.sends, m)
	return &Reply{m}
}

// label reads the version, which the version cap may refuse.
func (f *frame) label(m *Message) {
	v := m.Target["version"]
	if v == nil || isNone(v) {
		return
	}
	label, known := Str(v)
	if !known {
		m.LabelText = Text(v)
		return
	}
	m.Label = label
	version, valid := ParseVersion(label)
	if valid && f.limit != nil && !version.Sendable(*f.limit) {
		m.Refused = true
		f.raised = "RPCVersionCapError"
	}
}

// guards applies the decorators that need a version. It reports whether one of
// them refuses.
func (f *frame) guards(fn *pyast.Func) (Value, bool) {
	for _, d := range fn.Decorators {
		if d.Kind != "Call" || len(d.List) == 0 || !strings.Contains(strings.ToLower(pyast.DecoratorName(d)), "version") {
			continue
		}
		text, ok := d.List[0].Value.(string)
		version, valid := ParseVersion(text)
		if ok && valid && !f.canSend(version) {
			f.raised = "the guard " + pyast.DecoratorName(d)
			return none, true
		}
	}
	return nil, false
}

// property evaluates a property on its first path that leads to a client. A
// method does not choose between messages there.
func (f *frame) property(fn *pyast.Func, self Value) Value {
	if f.depth >= maxDepth {
		return derived("self."+fn.Name, "")
	}
	if v, ok := f.properties[fn]; ok {
		return v
	}
	if !f.relevant(fn) && !f.small(fn) {
		return derived("self."+fn.Name, "")
	}
	var first Value
	f.explore(nil, map[Version]bool{}, func(r *run) {
		inner := &frame{run: r, vars: map[string]Value{}, depth: f.depth + 1}
		v := inner.invoke(fn, self, nil, newDict())
		_, isClient := v.(*Client)
		if first == nil || isClient {
			first = v
		}
	}, func(*run) bool {
		_, isClient := first.(*Client)
		return !isClient
	})
	f.properties[fn] = first
	return first
}
