package versioned

import (
	"context"
	"reflect"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Serializer carries versioned objects in RPC arguments and results, and in the
// payloads of notifications.
type Serializer struct {
	oslo.NoOpSerializer
	format Format
	known  map[string]string
}

var _ oslo.Serializer = (*Serializer)(nil)

// NewSerializer makes a serializer of a service's format. It reads the objects
// given and those inside them; others stay as they come.
func NewSerializer(f Format, objects ...Object) *Serializer {
	s := &Serializer{format: f, known: map[string]string{}}
	for _, o := range objects {
		collect(reflect.TypeOf(o), s.known, map[reflect.Type]bool{})
	}
	return s
}

// SerializeEntity implements oslo.Serializer.
func (s *Serializer) SerializeEntity(_ context.Context, v any) (any, error) {
	return s.format.Marshal(v)
}

// DeserializeEntity implements oslo.Serializer.
func (s *Serializer) DeserializeEntity(_ context.Context, raw []byte) ([]byte, error) {
	return s.format.unwrap(raw, s.known)
}
