package wire

// normalize appends the JSON text raw as Python would have written it: in ASCII, with its separators. Numbers keep
// their digits. It is how raw JSON of others gets into our messages.
func normalize(dst, raw []byte, depth int) ([]byte, error) {
	n := normalizer{scanner: scanner{data: raw, depth: depth}, dst: dst}
	if err := n.value(); err != nil {
		return dst, err
	}
	if err := n.end(); err != nil {
		return dst, err
	}
	return n.dst, nil
}

// A normalizer copies one JSON text to dst.
type normalizer struct {
	scanner
	dst    []byte
	unwrap bool // whether typed values are replaced by what they stand for
}

func (n *normalizer) value() error {
	switch n.peek() {
	case '{':
		return n.object()
	case '[':
		return n.array()
	case '"':
		return n.string()
	default:
		raw, err := n.raw()
		n.dst = append(n.dst, raw...)
		return err
	}
}

func (n *normalizer) object() error {
	if err := n.open('{'); err != nil {
		return err
	}
	start := len(n.dst)
	n.dst = append(n.dst, '{')
	var typed typedValue
	for first := true; ; first = false {
		more, err := n.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if !first {
			n.dst = append(n.dst, ", "...)
		}
		if err := n.member(&typed); err != nil {
			return err
		}
	}
	n.dst = append(n.dst, '}')
	if n.unwrap {
		n.dst = typed.unwrap(n.dst, start)
	}
	return nil
}

func (n *normalizer) member(typed *typedValue) error {
	key := len(n.dst)
	if n.peek() != '"' {
		return n.fail("a key")
	}
	if err := n.string(); err != nil {
		return err
	}
	if n.peek() != ':' {
		return n.fail("a colon")
	}
	n.pos++
	n.dst = append(n.dst, ": "...)
	value := len(n.dst)
	if err := n.value(); err != nil {
		return err
	}
	typed.member(n.dst[key:value-len(": ")], n.dst[value:])
	return nil
}

func (n *normalizer) array() error {
	if err := n.open('['); err != nil {
		return err
	}
	n.dst = append(n.dst, '[')
	for first := true; ; first = false {
		more, err := n.more(']', first)
		if err != nil {
			return err
		}
		if !more {
			n.dst = append(n.dst, ']')
			return nil
		}
		if !first {
			n.dst = append(n.dst, ", "...)
		}
		if err := n.value(); err != nil {
			return err
		}
	}
}

func (n *normalizer) string() error {
	raw, escaped, err := n.quoted()
	if err != nil {
		return err
	}
	n.dst = append(n.dst, '"')
	if escaped {
		n.dst = appendReescaped(n.dst, raw)
	} else {
		n.dst, _ = appendEscaped(n.dst, raw)
	}
	n.dst = append(n.dst, '"')
	return nil
}

// appendReescaped appends the inside of a JSON string with Python's escapes in place of others. Unlike decoding and
// encoding it keeps half a surrogate pair, which Python's strings can hold.
func appendReescaped(dst, raw []byte) []byte {
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			end := i + 1
			for end < len(raw) && raw[end] != '\\' {
				end++
			}
			dst, _ = appendEscaped(dst, raw[i:end])
			i = end
			continue
		}
		if c := unshorts[raw[i+1]]; c != 0 {
			dst = appendRune(dst, rune(c))
			i += 2
			continue
		}
		dst = appendRune(dst, hexUnit(raw[i:]))
		i += 6
	}
	return dst
}
