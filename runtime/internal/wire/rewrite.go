package wire

// rewrite appends the JSON text raw as Python would have written it: in ASCII, with its separators. Numbers keep
// their digits. It is how raw JSON of others gets into our messages.
func rewrite(dst, raw []byte, depth int) ([]byte, error) {
	w := rewriter{scanner: scanner{data: raw, depth: depth}, dst: dst}
	if err := w.value(); err != nil {
		return dst, err
	}
	if err := w.end(); err != nil {
		return dst, err
	}
	return w.dst, nil
}

// A rewriter copies one JSON text to dst.
type rewriter struct {
	scanner
	dst    []byte
	unwrap bool // whether typed values are replaced by plain ones
}

func (w *rewriter) value() error {
	switch w.peek() {
	case '{':
		return w.object()
	case '[':
		return w.array()
	case '"':
		return w.string()
	default:
		raw, err := w.raw()
		w.dst = append(w.dst, raw...)
		return err
	}
}

func (w *rewriter) object() error {
	if err := w.open('{'); err != nil {
		return err
	}
	start := len(w.dst)
	w.dst = append(w.dst, '{')
	var typed typedValue
	for first := true; ; first = false {
		more, err := w.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if !first {
			w.dst = append(w.dst, ", "...)
		}
		if err := w.member(&typed); err != nil {
			return err
		}
	}
	w.dst = append(w.dst, '}')
	if w.unwrap {
		w.dst = typed.unwrap(w.dst, start)
	}
	return nil
}

func (w *rewriter) member(typed *typedValue) error {
	key := len(w.dst)
	if w.peek() != '"' {
		return w.fail("a key")
	}
	if err := w.string(); err != nil {
		return err
	}
	if w.peek() != ':' {
		return w.fail("a colon")
	}
	w.pos++
	w.dst = append(w.dst, ": "...)
	value := len(w.dst)
	if err := w.value(); err != nil {
		return err
	}
	typed.member(w.dst[key:value-len(": ")], w.dst[value:])
	return nil
}

func (w *rewriter) array() error {
	if err := w.open('['); err != nil {
		return err
	}
	w.dst = append(w.dst, '[')
	for first := true; ; first = false {
		more, err := w.more(']', first)
		if err != nil {
			return err
		}
		if !more {
			w.dst = append(w.dst, ']')
			return nil
		}
		if !first {
			w.dst = append(w.dst, ", "...)
		}
		if err := w.value(); err != nil {
			return err
		}
	}
}

func (w *rewriter) string() error {
	raw, escaped, err := w.quoted()
	if err != nil {
		return err
	}
	w.dst = append(w.dst, '"')
	if escaped {
		w.dst = appendReescaped(w.dst, raw)
	} else {
		w.dst, _ = appendEscaped(w.dst, raw)
	}
	w.dst = append(w.dst, '"')
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
