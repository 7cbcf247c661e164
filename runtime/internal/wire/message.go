package wire

import "bytes"

// decodeFields reads the object that a message is. It gives the context's fields to c, which may be nil to leave them
// out, and the others to set. Of several with one name the last counts.
func decodeFields(message []byte, c *Context, set func(name, raw []byte)) error {
	s := scanner{data: message}
	if err := s.open('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			return s.end()
		}
		start := s.pos + 1
		name, escaped, err := s.rawKey()
		if err != nil {
			return err
		}
		key := spanOf(start, start+len(name))
		if escaped {
			name = unescape(nil, name)
		}
		raw, err := s.raw()
		if err != nil {
			return err
		}
		switch {
		case !bytes.HasPrefix(name, []byte(contextPrefix)):
			set(name, raw)
		case c != nil:
			c.add(message, key, spanOf(s.pos-len(raw), s.pos))
		}
	}
}

// A span is a place in a text, which is shorter than 4 GiB: a context has many of them.
type span struct{ start, end uint32 }

func spanOf(start, end int) span { return span{uint32(start), uint32(end)} }

// appendTextOf appends the string that the JSON text raw stands for, so that several can share one allocation. It
// appends nothing for one that is missing or something else.
func appendTextOf(dst, raw []byte) (_ []byte, at span) {
	start := len(dst)
	if len(raw) > 0 && raw[0] == '"' {
		dst = unescape(dst, raw[1:len(raw)-1])
	}
	return dst, spanOf(start, len(dst))
}

// of returns what is at that place.
func (s span) of(text string) string { return text[s.start:s.end] }
