package oslo

import (
	"context"
	"slices"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// RequestContext is the request context of OpenStack services: the user, the
// project, the request id and so on. It travels beside the arguments as
// _context_* fields and is encoded once, however many messages carry it.
//
// A RequestContext is immutable and safe for concurrent use. The zero value is empty.
type RequestContext struct {
	fields *wire.Context
}

// NewRequestContext makes a request context of fields, usually the fields of
// oslo.context's to_dict: "user_id", "project_id", "request_id", "is_admin",
// "roles" and so on. It refuses the keys "msg_id", "reply_q" and
// "client_timeout", which the wire format uses, and values that Python could
// not have sent.
func NewRequestContext(fields map[string]any) (RequestContext, error) {
	c, err := wire.NewContext(fields)
	return RequestContext{c}, err
}

// maxShared is the size of the largest message whose memory its request context
// shares, in bytes. A program may keep the context for long.
const maxShared = 64 << 10

// ReceivedContext returns the request context of a message that was received: the
// JSON text of the whole message, as a transport hands it over. The context of a
// message above 64 KiB has memory of its own. Otherwise it shares the message's.
func ReceivedContext(message []byte) RequestContext {
	c := wire.ReceivedContext(message)
	if len(message) > maxShared {
		c = c.Detached()
	}
	return RequestContext{c}
}

// Wire returns the context for the packages of this module that send it.
func (c RequestContext) Wire() *wire.Context { return c.fields }

// With returns a request context with the fields of c and the given ones, which
// win over fields with the same keys. It refuses the fields that
// [NewRequestContext] refuses.
func (c RequestContext) With(fields map[string]any) (RequestContext, error) {
	sum, err := c.fields.With(fields)
	return RequestContext{sum}, err
}

// Without returns a request context that lacks the fields keys.
func (c RequestContext) Without(keys ...string) RequestContext {
	return RequestContext{c.fields.Filter(func(key string) bool { return !slices.Contains(keys, key) })}
}

// Only returns a request context that has those fields of c that keys name.
func (c RequestContext) Only(keys ...string) RequestContext {
	return RequestContext{c.fields.Filter(func(key string) bool { return slices.Contains(keys, key) })}
}

// Get reads the field key into v and reports whether it is there.
func (c RequestContext) Get(key string, v any) (bool, error) {
	raw, ok := c.fields.Field(key)
	if !ok {
		return false, nil
	}
	return true, wire.Unmarshal(raw, v)
}

// Decode reads all fields into v, a pointer to a struct (json tags name the
// fields, and unknown ones are ignored) or to a map.
func (c RequestContext) Decode(v any) error { return c.fields.Decode(v) }

// Keys lists the names of the fields.
func (c RequestContext) Keys() []string { return c.fields.Keys() }

type requestContextKey struct{}

// WithRequestContext returns a ctx whose calls, casts and notifications carry rc.
func WithRequestContext(ctx context.Context, rc RequestContext) context.Context {
	return context.WithValue(ctx, requestContextKey{}, rc)
}

// RequestContextFrom returns the request context that ctx carries. In a method of a
// server it is the caller's, so calls with the same ctx pass it on.
func RequestContextFrom(ctx context.Context) RequestContext {
	rc, _ := ctx.Value(requestContextKey{}).(RequestContext)
	return rc
}
