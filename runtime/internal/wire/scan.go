package wire

import "sync"

// MaxDepth is how deep arrays and objects may be nested in a message. It is
// about half the depth that Python's default recursion limit lets a peer read,
// and far more than any message needs.
const MaxDepth = 512

// A scanner reads one JSON text. It accepts exactly the texts that Python's
// json.loads accepts: JSON in UTF-8, with the words NaN, Infinity and -Infinity
// as numbers.
type scanner struct {
	data  []byte
	pos   int
	depth int
	buf   []byte // scratch for strings with escapes
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

// maxKeptScratch is the largest scratch that is kept for the next text.
const maxKeptScratch = 64 << 10

// scan begins to walk over data. It is for those whose scanner would be allocated: free it in the end.
func scan(data []byte) *scanner {
	s := scanners.Get().(*scanner)
	s.data = data
	return s
}

// free gives s back. Neither s nor its scratch may be used any more.
func (s *scanner) free() {
	scratch := s.buf[:0]
	if cap(scratch) > maxKeptScratch {
		scratch = nil
	}
	*s = scanner{buf: scratch}
	scanners.Put(s)
}

// fail returns the error of a text that should go on differently at the current position.
func (s *scanner) fail(expected string) error {
	return &SyntaxError{Offset: s.pos, Expected: expected}
}

// peek skips white space and returns the next byte, 0 at the end of the text.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\n', '\t', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// end refuses anything but white space before the end of the text.
func (s *scanner) end() error {
	if s.peek(); s.pos < len(s.data) {
		return s.fail("end of text")
	}
	return nil
}

// open enters the array or object that begins with c.
func (s *scanner) open(c byte) error {
	if s.peek() != c {
		if c == '{' {
			return s.fail("an object")
		}
		return s.fail("an array")
	}
	if s.depth++; s.depth > MaxDepth {
		return ErrTooDeep
	}
	s.pos++
	return nil
}

// more moves to the first byte of the next element of an array or object, or behind its closing byte. first tells
// whether this is the first element.
func (s *scanner) more(closing byte, first bool) (bool, error) {
	c := s.peek()
	switch {
	case c == closing:
		s.pos++
		s.depth--
		return false, nil
	case first:
		return true, nil
	case c == ',':
		s.pos++
		s.peek()
		return true, nil
	default:
		return false, s.fail("a comma or the end of the " + container(closing))
	}
}

func container(closing byte) string {
	if closing == '}' {
		return "object"
	}
	return "array"
}

// key reads the key of an object's member and the colon after it.
func (s *scanner) key() ([]byte, error) {
	raw, escaped, err := s.rawKey()
	if escaped {
		raw = unescape(nil, raw)
	}
	return raw, err
}

// rawKey is key for the text between the quotes, escaped or not.
func (s *scanner) rawKey() (raw []byte, escaped bool, err error) {
	if s.peek() != '"' {
		return nil, false, s.fail("a key")
	}
	raw, escaped, err = s.quoted()
	if err != nil {
		return nil, false, err
	}
	if s.peek() != ':' {
		return nil, false, s.fail("a colon")
	}
	s.pos++
	return raw, escaped, nil
}

// skip reads any value.
func (s *scanner) skip() error {
	switch s.peek() {
	case '"':
		_, _, err := s.quoted()
		return err
	case '{':
		return s.skipObject()
	case '[':
		return s.skipArray()
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	case 'n':
		return s.word("null")
	default:
		_, _, err := s.number()
		return err
	}
}

func (s *scanner) skipObject() error {
	if err := s.open('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.more('}', first)
		if err != nil || !more {
			return err
		}
		if _, _, err := s.rawKey(); err != nil {
			return err
		}
		if err := s.skip(); err != nil {
			return err
		}
	}
}

func (s *scanner) skipArray() error {
	if err := s.open('['); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.more(']', first)
		if err != nil || !more {
			return err
		}
		if err := s.skip(); err != nil {
			return err
		}
	}
}

// raw reads any value and returns its text.
func (s *scanner) raw() ([]byte, error) {
	s.peek()
	start := s.pos
	if err := s.skip(); err != nil {
		return nil, err
	}
	return s.data[start:s.pos:s.pos], nil
}

// word reads one of JSON's or Python's words.
func (s *scanner) word(word string) error {
	end := s.pos + len(word)
	if end > len(s.data) || string(s.data[s.pos:end]) != word {
		return s.fail(word)
	}
	s.pos = end
	return nil
}
