package notify

import (
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Filter is a condition on notifications. Its regular expressions must match at
// the beginning of a value and need not match at its end. All of them must
// match. A missing key or a value that is no string does not match.
// oslo.messaging's name is oslo_messaging.NotificationFilter.
type Filter struct {
	PublisherID string
	EventType   string
	Context     map[string]string // of the request context, by key
	Metadata    map[string]string // "message_id" and "timestamp"
	Payload     map[string]string // of the payload's top level, by key
}

// filter is a compiled Filter.
type filter struct {
	publisherID, eventType     *regexp.Regexp
	context, metadata, payload map[string]*regexp.Regexp
}

func (f Filter) compile() (*filter, error) {
	c := &filter{}
	for _, one := range []struct {
		name string
		expr string
		to   **regexp.Regexp
	}{{"publisher_id", f.PublisherID, &c.publisherID}, {"event_type", f.EventType, &c.eventType}} {
		if one.expr == "" {
			continue
		}
		var err error
		if *one.to, err = compileStart(one.expr); err != nil {
			return nil, fmt.Errorf("filter of %s: %w", one.name, err)
		}
	}
	for _, many := range []struct {
		name  string
		exprs map[string]string
		to    *map[string]*regexp.Regexp
	}{{"context", f.Context, &c.context}, {"metadata", f.Metadata, &c.metadata}, {"payload", f.Payload, &c.payload}} {
		compiled := map[string]*regexp.Regexp{}
		for key, expr := range many.exprs {
			var err error
			if compiled[key], err = compileStart(expr); err != nil {
				return nil, fmt.Errorf("filter of %s %q: %w", many.name, key, err)
			}
		}
		*many.to = compiled
	}
	return c, nil
}

// compileStart compiles an expression that matches where Python's re.match does.
func compileStart(expr string) (*regexp.Regexp, error) { return regexp.Compile(`^(?:` + expr + `)`) }

// match reports whether every condition holds. It returns an error for a
// payload that is no object.
func (f *filter) match(in *Incoming) (bool, error) {
	if misses(f.publisherID, in.PublisherID) || misses(f.eventType, in.EventType) {
		return false, nil
	}
	metadata := map[string]string{"message_id": in.MessageID, "timestamp": in.TimestampText}
	for key, expr := range f.metadata {
		if text, ok := metadata[key]; !ok || !expr.MatchString(text) {
			return false, nil
		}
	}
	for key, expr := range f.context {
		var raw json.RawMessage
		if ok, err := in.Context.Get(key, &raw); !ok || err != nil || !matchText(expr, raw) {
			return false, nil //nolint:nilerr // a value that can't be read does not match
		}
	}
	return f.matchPayload(in)
}

// misses reports whether a condition fails. An empty text counts as missing.
func misses(expr *regexp.Regexp, text string) bool {
	return expr != nil && (text == "" || !expr.MatchString(text))
}

func (f *filter) matchPayload(in *Incoming) (bool, error) {
	if len(f.payload) == 0 {
		return true, nil
	}
	var fields map[string]json.RawMessage
	if err := in.Decode(&fields); err != nil {
		return false, err
	}
	for key, expr := range f.payload {
		if !matchText(expr, fields[key]) {
			return false, nil
		}
	}
	return true, nil
}

// matchText reports whether the JSON text raw is a string that matches. raw is
// nil if there is none.
func matchText(expr *regexp.Regexp, raw []byte) bool {
	var text *string // nil for null
	return raw != nil && wire.Unmarshal(raw, &text) == nil && text != nil && expr.MatchString(*text)
}
