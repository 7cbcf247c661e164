package wire

import (
	"bytes"
	"fmt"
	"strings"
)

// The envelope is an object of two strings. The second is the message, as JSON
// text.
const (
	versionKey    = "oslo.version"
	messageKey    = "oslo.message"
	envelopeOpen  = `{"oslo.version": "2.0", "oslo.message": "`
	envelopeClose = `"}`
)

// openEnvelope returns the text of the message in body and whether it was in an
// envelope. An object that lacks one of the envelope's two keys is the message
// itself. An empty body counts as an empty message. The text of the message is
// not checked.
func openEnvelope(body []byte) (message []byte, enveloped bool, err error) {
	if len(body) == 0 {
		return []byte("{}"), false, nil
	}
	s := scanner{data: body}
	if message, ok := s.usualEnvelope(); ok {
		return message, true, nil
	}
	s = scanner{data: body}
	e, err := s.envelope()
	switch {
	case err != nil:
		return nil, false, fmt.Errorf("body: %w", err)
	case e.version == nil || !e.hasMessage:
		return body, false, nil
	case !readable(e.version):
		return nil, true, ErrEnvelope
	case e.message == nil:
		return nil, true, fmt.Errorf("envelope: %w", &TypeError{Path: messageKey, Problem: "expected a string"})
	}
	return e.message, true, nil
}

// usualEnvelope reads an envelope in the usual form without searching for its
// members. It reports false for any other form, without judging it.
func (s *scanner) usualEnvelope() (message []byte, ok bool) {
	if !bytes.HasPrefix(s.data, []byte(envelopeOpen)) {
		return nil, false
	}
	s.pos = len(envelopeOpen) - 1
	message, err := s.unquote(nil)
	return message, err == nil && string(s.data[s.pos:]) == "}"
}

// An envelope holds the members of an envelope in a body.
type envelope struct {
	version    []byte // JSON text, nil if missing
	message    []byte // nil if it is no string
	hasMessage bool
	buf        []byte // the buffer for unquoting, kept for repeated members
}

func (s *scanner) envelope() (envelope, error) {
	var e envelope
	if err := s.open('{'); err != nil {
		return e, err
	}
	for first := true; ; first = false {
		more, err := s.more('}', first)
		if err != nil {
			return e, err
		}
		if !more {
			return e, s.end()
		}
		key, err := s.key()
		if err != nil {
			return e, err
		}
		if err := e.member(s, key); err != nil {
			return e, err
		}
	}
}

// member reads the value of a member of the outer object.
func (e *envelope) member(s *scanner, key []byte) (err error) {
	switch string(key) {
	case versionKey:
		e.version, err = s.raw()
	case messageKey:
		e.hasMessage = true
		if s.peek() != '"' {
			e.message = nil
			return s.skip()
		}
		e.message, err = s.unquote(e.buf)
		e.buf = e.message
	default:
		err = s.skip()
	}
	return err
}

// readable reports whether an envelope has a version that a reader of version 2.0 understands (version_is_compatible).
func readable(raw []byte) bool {
	if string(raw) == `"2.0"` {
		return true
	}
	text, ok := textOf(raw)
	parts := strings.Split(text, ".")
	if !ok || len(parts) < 2 {
		return false
	}
	major, okMajor := pythonInt(parts[0])
	minor, okMinor := pythonInt(parts[1])
	if !okMajor || !okMinor || major != 2 || minor > 0 {
		return false
	}
	if minor < 0 || len(parts) == 2 {
		return true
	}
	revision, ok := pythonInt(parts[2])
	return ok && revision <= 0
}
