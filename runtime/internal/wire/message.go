package wire

// decodeFields reads the object that a message is, and gives its fields to set. Of several with one name the last counts.
func decodeFields(message []byte, set func(name, raw []byte)) error {
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
		name, err := s.key()
		if err != nil {
			return err
		}
		raw, err := s.raw()
		if err != nil {
			return err
		}
		set(name, raw)
	}
}

// A span is a place in a text, which is shorter than 4 GiB.
type span struct{ start, end uint32 }

func spanOf(start, end int) span { return span{uint32(start), uint32(end)} }

// appendTextOf appends the string of the JSON text raw, so that several strings
// can share one allocation. It appends nothing for a missing value or one that
// is no string.
func appendTextOf(dst, raw []byte) (_ []byte, at span) {
	start := len(dst)
	if len(raw) > 0 && raw[0] == '"' {
		dst = unescape(dst, raw[1:len(raw)-1])
	}
	return dst, spanOf(start, len(dst))
}

// of returns the part of text at that place.
func (s span) of(text string) string { return text[s.start:s.end] }
