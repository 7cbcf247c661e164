package oslo

import (
	"bytes"
	"context"
	"fmt"
	"reflect"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Serializer changes entities and request contexts on their way, such as
// versioned objects into their dictionaries and back. Embed [NoOpSerializer] to
// implement only some of it. It is used concurrently. Source: oslo_messaging.Serializer.
type Serializer interface {
	// SerializeEntity returns the value to send for an argument or a result.
	SerializeEntity(ctx context.Context, v any) (any, error)
	// DeserializeEntity returns the JSON text to read in place of the received one.
	DeserializeEntity(ctx context.Context, raw []byte) ([]byte, error)
	// SerializeContext returns the request context that is sent.
	SerializeContext(ctx context.Context, rc RequestContext) (RequestContext, error)
	// DeserializeContext returns the request context that methods get.
	DeserializeContext(ctx context.Context, rc RequestContext) (RequestContext, error)
}

// NoOpSerializer changes nothing.
type NoOpSerializer struct{}

var _ Serializer = NoOpSerializer{}

// SerializeEntity returns v.
func (NoOpSerializer) SerializeEntity(_ context.Context, v any) (any, error) { return v, nil }

// DeserializeEntity returns raw.
func (NoOpSerializer) DeserializeEntity(_ context.Context, raw []byte) ([]byte, error) {
	return raw, nil
}

// SerializeContext returns rc.
func (NoOpSerializer) SerializeContext(_ context.Context, rc RequestContext) (RequestContext, error) {
	return rc, nil
}

// DeserializeContext returns rc.
func (NoOpSerializer) DeserializeContext(_ context.Context, rc RequestContext) (RequestContext, error) {
	return rc, nil
}

// serialized passes the arguments and the context through z before send.
func serialized(z Serializer, send Send) Send {
	return func(ctx context.Context, r *Request) error {
		args, err := serializeArgs(ctx, z, r)
		if err != nil {
			return unsent(fmt.Errorf("serialize the arguments of %s: %w", r.Method, err))
		}
		rc, err := z.SerializeContext(ctx, r.Context)
		if err != nil {
			return unsent(fmt.Errorf("serialize the context of %s: %w", r.Method, err))
		}
		out := *r
		out.Args, out.Context = args, rc
		err = send(ctx, &out)
		r.MessageID = out.MessageID
		return err
	}
}

// serializeArgs serializes each argument by itself, as Python does.
func serializeArgs(ctx context.Context, z Serializer, r *Request) (map[string]any, error) {
	out := map[string]any{}
	err := wire.EachArg(r.Args, r.rules, func(name string, v reflect.Value) (err error) {
		out[name], err = z.SerializeEntity(ctx, v.Interface())
		return err
	})
	return out, err
}

// decodeResult reads a result, which stays the zero value if it can't be read.
func decodeResult(ctx context.Context, z Serializer, raw []byte, result any) (err error) {
	if z != nil {
		if raw, err = z.DeserializeEntity(ctx, raw); err != nil {
			return err
		}
	}
	if err := wire.Unmarshal(raw, result); err != nil {
		if v := reflect.ValueOf(result); v.Kind() == reflect.Pointer && !v.IsNil() {
			v.Elem().SetZero()
		}
		return err
	}
	if bytes.Equal(bytes.TrimSpace(raw), []byte("null")) && !wire.HasNull(reflect.TypeOf(result).Elem()) {
		return ErrNoResult
	}
	return nil
}
