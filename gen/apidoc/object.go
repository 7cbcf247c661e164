package apidoc

import (
	"bytes"
	"encoding/json"
	"reflect"

	"go.yaml.in/yaml/v3"
)

// Object is a JSON object whose members keep their order.
type Object []member //nolint:recvcheck // it is encoded as a value, and Put needs its address

type member struct {
	key   string
	value any
}

// Set adds a member, unless its value is the zero value or is empty. A value that
// has to be there in any case is added with [Object.Put].
func (o *Object) Set(key string, value any) {
	v := reflect.ValueOf(value)
	if !v.IsValid() || v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0 {
		return
	}
	o.Put(key, value)
}

// Put adds a member.
func (o *Object) Put(key string, value any) { *o = append(*o, member{key, value}) }

// MarshalJSON implements json.Marshaler.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for n, m := range o {
		if n > 0 {
			b.WriteByte(',')
		}
		for _, part := range []any{m.key, m.value} {
			text, err := compact(part)
			if err != nil {
				return nil, err
			}
			b.Write(text)
			b.WriteByte(':')
		}
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalYAML implements yaml.Marshaler.
func (o Object) MarshalYAML() (any, error) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, m := range o {
		var key, value yaml.Node
		if err := key.Encode(m.key); err != nil {
			return nil, err
		}
		if err := value.Encode(m.value); err != nil {
			return nil, err
		}
		node.Content = append(node.Content, &key, &value)
	}
	return node, nil
}

// compact writes JSON on one line, with <, > and & as they are.
func compact(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSpace(b.Bytes()), err
}

// JSON writes on one line a value that package gen has made.
func JSON(value any) string {
	text, err := compact(value)
	if err != nil {
		return "null" // no such value comes out of a Go type
	}
	return string(text)
}

// NewObject makes an object with one member.
func NewObject(key string, value any) Object { return Object{{key, value}} }

// Get returns a member.
func (o Object) Get(key string) (any, bool) {
	for _, m := range o {
		if m.key == key {
			return m.value, true
		}
	}
	return nil, false
}
