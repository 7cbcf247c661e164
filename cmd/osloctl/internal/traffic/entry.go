// Package traffic reads messages of the bus for display, filters and records.
package traffic

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// Kind is the kind of a message.
type Kind string

// The kinds of messages.
const (
	Notification Kind = "notification"
	Call         Kind = "call"
	Cast         Kind = "cast"
	Fanout       Kind = "fanout"
	Reply        Kind = "reply"
	Heartbeat    Kind = "heartbeat" // of a call that still runs
)

// Entry is one message.
type Entry struct {
	At            time.Time
	Kind          Kind
	Exchange, Key string
	Timeout       time.Duration // how long a call may wait in its queue
	// Body is the message without its envelope. Secrets in it are masked.
	Body map[string]any
}

var errUnknown = errors.New("it is no message of oslo.messaging")

// Read reads the copy of a message.
func Read(m tap.Message) (*Entry, error) {
	body, err := inner(m.Body)
	if err != nil {
		return nil, fmt.Errorf("read a message of exchange %q, key %q: %w", m.Exchange, m.Key, err)
	}
	e := &Entry{At: m.At, Exchange: m.Exchange, Key: m.Key, Body: body}
	if e.Kind = e.kind(); e.Kind == "" {
		return nil, fmt.Errorf("read a message of exchange %q, key %q: %w", m.Exchange, m.Key, errUnknown)
	}
	if ms, err := strconv.Atoi(m.Expiration); err == nil {
		e.Timeout = time.Duration(ms) * time.Millisecond
	}
	mask(body)
	return e, nil
}

// inner is the message in an envelope, or one without envelope.
func inner(body []byte) (map[string]any, error) {
	var outer map[string]any
	if err := wirejson.Unmarshal(body, &outer); err != nil {
		return nil, err
	}
	text, ok := outer["oslo.message"].(string)
	if !ok {
		return outer, nil
	}
	var message map[string]any
	err := wirejson.Unmarshal([]byte(text), &message)
	return message, err
}

func (e *Entry) kind() Kind {
	_, isEvent := e.Body["event_type"]
	_, isRequest := e.Body["method"]
	_, isReply := e.Body["ending"]
	switch {
	case isEvent:
		return Notification
	case isRequest && e.MessageID() != "":
		return Call
	case isRequest && strings.HasSuffix(e.Exchange, "_fanout"):
		return Fanout
	case isRequest:
		return Cast
	case isReply && e.Body["ending"] == false:
		return Heartbeat
	case isReply:
		return Reply
	}
	return ""
}

// Text returns the text of a member of the body, and "" if it is none.
func (e *Entry) Text(name string) string {
	text, _ := e.Body[name].(string)
	return text
}

// MessageID joins a call and its reply.
func (e *Entry) MessageID() string { return e.Text("_msg_id") }

// Topic is the topic the message was published on. Those of requests are taken to
// have no dots.
func (e *Entry) Topic() string {
	switch e.Kind {
	case Notification:
		return e.Key[:max(strings.LastIndexByte(e.Key, '.'), 0)]
	case Fanout:
		return strings.TrimSuffix(e.Exchange, "_fanout")
	}
	topic, _, _ := strings.Cut(e.Key, ".")
	return topic
}

// Server is the one server that a request is for, and "" for any or all of them.
func (e *Entry) Server() string {
	_, server, _ := strings.Cut(e.Key, ".")
	return server
}

// Context returns the request context.
func (e *Entry) Context() map[string]any {
	out := map[string]any{}
	for key, value := range e.Body {
		if name, ok := strings.CutPrefix(key, "_context_"); ok {
			out[name] = value
		}
	}
	return out
}
