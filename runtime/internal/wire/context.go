package wire

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"sync"
)

const (
	contextPrefix = "_context_"
	typicalFields = 24 // in the context of an OpenStack service
)

// A Context is the request context of a message: the fields whose names begin
// with _context_, here without that prefix. It is immutable and safe for
// concurrent use, and it is encoded only once for any number of messages. A nil
// *Context is empty.
type Context struct {
	received []byte // the message that the context came in, or nil

	distinctOnce sync.Once
	fields       []contextField // each key once, in the order of sending

	encodeOnce sync.Once
	plain      []byte // the fields as they go into a bare message, each behind a comma
	escaped    []byte // the same as it goes into an envelope
}

type contextField struct {
	key   []byte
	value []byte // JSON text
}

// NewContext encodes fields, whose values are those AppendValue takes. It refuses the keys msg_id, reply_q and
// client_timeout, which Python overwrites on receipt.
func NewContext(fields map[string]any) (*Context, error) {
	c := &Context{fields: make([]contextField, 0, len(fields))}
	plain := make([]byte, 0, 64*len(fields))
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if isReserved(key) {
			return nil, fmt.Errorf("context key %q is reserved", key)
		}
		plain = appendContextKey(plain, key)
		start := len(plain)
		var err error
		if plain, err = appendAny(plain, fields[key], 1); err != nil {
			return nil, in("context", in(key, err))
		}
		c.fields = append(c.fields, contextField{[]byte(key), plain[start:len(plain):len(plain)]})
	}
	c.encodeOnce.Do(func() { c.setEncoded(plain) })
	return c, nil
}

// ReceivedContext returns the context of a received message, the JSON text of
// its fields. It parses the fields at the first use.
func ReceivedContext(message []byte) *Context {
	return &Context{received: message}
}

// Receive makes c, which is the zero Context before, the context of a message, as ReceivedContext does.
func (c *Context) Receive(message []byte) { c.received = message }

// HasField reports whether a message, which has been read, has a field of that name.
func HasField(message []byte, name string) (has bool) {
	_ = decodeFields(message, func(field, _ []byte) { has = has || string(field) == name }) // has found no error before
	return has
}

// RequestID returns the request id in the context of a message, which has been read, and "" if there is none. It is for
// logs, and does not look for the other fields.
func RequestID(message []byte) (id string) {
	_ = decodeFields(message, func(name, raw []byte) { // has found no error before
		if string(name) == contextPrefix+"request_id" {
			id, _ = textOf(raw)
		}
	})
	return id
}

// With returns a context with the fields of c and the given ones, which win
// over fields with the same keys. It does not encode the fields of c again. It
// refuses the fields that NewContext refuses.
func (c *Context) With(fields map[string]any) (*Context, error) {
	added, err := NewContext(fields)
	if err != nil || added.Len() == 0 {
		return c, err
	}
	kept := c.Filter(func(key string) bool { _, replaced := fields[key]; return !replaced })
	if kept.Len() == 0 {
		return added, nil
	}
	kept.encode()
	sum := &Context{fields: slices.Concat(kept.Detached().fields, added.fields)}
	sum.encodeOnce.Do(func() {
		sum.plain = slices.Concat(kept.plain, added.plain)
		sum.escaped = slices.Concat(kept.escaped, added.escaped)
	})
	return sum, nil
}

// Filter returns a context of those fields of c whose keys keep wants.
func (c *Context) Filter(keep func(key string) bool) *Context {
	var kept []contextField
	for _, f := range c.distinct() {
		if keep(string(f.key)) {
			kept = append(kept, f)
		}
	}
	if len(kept) == c.Len() {
		return c
	}
	c = &Context{received: c.received, fields: kept}
	c.distinctOnce.Do(func() {})
	return c.Detached()
}

// Detached returns the same context in memory of its own, so that it does not keep the
// message that it came in. A context that was not received is returned as it is.
func (c *Context) Detached() *Context {
	if c == nil || c.received == nil {
		return c
	}
	size := 0
	for _, f := range c.distinct() {
		size += len(f.key) + len(f.value)
	}
	memory := make([]byte, 0, size)
	own := func(text []byte) []byte {
		start := len(memory)
		memory = append(memory, text...)
		return memory[start:len(memory):len(memory)]
	}
	d := &Context{fields: make([]contextField, 0, len(c.fields))}
	for _, f := range c.fields {
		d.fields = append(d.fields, contextField{own(f.key), own(f.value)})
	}
	return d
}

// appendContextKey appends all of a field that stands before its value.
func appendContextKey[T ~string | ~[]byte](dst []byte, key T) []byte {
	dst = append(dst, `, "`+contextPrefix...)
	dst, _ = appendEscaped(dst, key)
	return append(dst, `": `...)
}

// isReserved reports whether Python loses or overwrites a context field with this key.
func isReserved(key string) bool {
	switch key {
	case "msg_id", "reply_q", "client_timeout":
		return true
	default:
		return false
	}
}

// Field returns the JSON text of a field, which must not be changed.
func (c *Context) Field(key string) (raw []byte, ok bool) {
	for _, f := range c.distinct() {
		if string(f.key) == key {
			return f.value, true
		}
	}
	return nil, false
}

// Keys returns the names of the fields in the order in which they are sent.
func (c *Context) Keys() []string {
	keys := make([]string, 0, c.Len())
	for _, f := range c.distinct() {
		keys = append(keys, string(f.key))
	}
	return keys
}

// Len returns the number of fields.
func (c *Context) Len() int {
	return len(c.distinct())
}

// Decode reads the fields into the struct or map that v points to, as Unmarshal does with an object.
func (c *Context) Decode(v any) error {
	object := []byte{'{'}
	for i, f := range c.distinct() {
		if i > 0 {
			object = append(object, ',')
		}
		object = append(appendText(object, f.key), ':')
		object = append(object, f.value...)
	}
	return in("context", Unmarshal(append(object, '}'), v))
}

// distinct returns the fields. It parses those of a received context at the
// first use.
func (c *Context) distinct() []contextField {
	if c == nil {
		return nil
	}
	c.distinctOnce.Do(func() {
		if c.received != nil {
			c.fields = contextFields(c.received)
		}
	})
	return c.fields
}

// contextFields returns the context's fields of a message that has been read. Of several with one key it is as in Python:
// the value that came last, where the key came first.
func contextFields(message []byte) []contextField {
	fields := make([]contextField, 0, typicalFields)
	places := make(map[string]int, typicalFields)
	_ = decodeFields(message, func(name, raw []byte) { // has found no error before
		key, ok := bytes.CutPrefix(name, []byte(contextPrefix))
		place, known := places[string(key)]
		switch {
		case !ok, isReserved(string(key)):
		case known:
			fields[place].value = raw
		default:
			places[string(key)] = len(fields)
			fields = append(fields, contextField{key, raw})
		}
	})
	return fields
}

// encode makes the texts of the context for messages.
func (c *Context) encode() {
	c.encodeOnce.Do(func() {
		var plain []byte
		for _, f := range c.distinct() {
			plain = appendContextKey(plain, f.key)
			plain, _ = rewrite(plain, f.value, 1) // known to be valid
		}
		c.setEncoded(plain)
	})
}

func (c *Context) setEncoded(plain []byte) {
	c.plain = plain
	c.escaped = escapeTail(bytes.Clone(plain), 0)
}

// appendPlain appends the fields as they go into a bare message.
func (c *Context) appendPlain(dst []byte) []byte {
	if c == nil {
		return dst
	}
	c.encode()
	return append(dst, c.plain...)
}

// appendEscaped appends the fields as they go into an envelope.
func (c *Context) appendEscaped(dst []byte) []byte {
	if c == nil {
		return dst
	}
	c.encode()
	return append(dst, c.escaped...)
}
