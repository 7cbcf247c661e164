package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

var (
	hexValue = makeHexValue()
	unshorts = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
)

// makeHexValue returns the value of each hexadecimal digit, 255 for other bytes.
func makeHexValue() (t [256]byte) {
	for c := range t {
		t[c] = 255
	}
	for i := range byte(16) {
		c := hexDigits[i]
		t[c] = i
		t[bytes.ToUpper([]byte{c})[0]] = i
	}
	return t
}

// text reads the string that begins at the current position and decodes it. The result is valid until the next one is read.
func (s *scanner) text() ([]byte, error) {
	raw, escaped, err := s.quoted()
	if err != nil || !escaped {
		return raw, err
	}
	s.buf = unescape(s.buf[:0], raw)
	return s.buf, nil
}

// quoted reads the string at the current position. It returns the text between
// the quotes and whether it has escapes.
func (s *scanner) quoted() (raw []byte, escaped bool, err error) {
	data, start := s.data, s.pos+1
	for i := plainEnd(data, start); i < len(data); i = plainEnd(data, i) {
		n := 0
		switch c := data[i]; {
		case c == '"':
			s.pos = i + 1
			return data[start:i], escaped, nil
		case c == '\\':
			escaped = true
			n = escapeLen(data[i:])
		case c >= utf8.RuneSelf:
			n = runeLen(data[i:])
		}
		if n == 0 {
			return nil, false, s.failInString(i)
		}
		i += n
	}
	return nil, false, s.failInString(len(data))
}

// unquote reads the string at the current position and returns its value, in
// buf if that is large enough. It does in one pass the work of quoted and
// unescape.
func (s *scanner) unquote(buf []byte) ([]byte, error) {
	data, i := s.data, s.pos+1
	out, to := sized(buf, len(data)-i+8), 0 // never too short, even when eight bytes are written at once
	for i < len(data) {
		i, to = unquoteText(out, to, data, i)
		if i == len(data) {
			break
		}
		read, wrote := 0, 0
		switch c := data[i]; {
		case c == '"':
			s.pos = i + 1
			return out[:to], nil
		case c == '\\':
			read, wrote = unescapeOne(out[to:], data[i:])
		case c >= utf8.RuneSelf:
			read = runeLen(data[i:])
			wrote = copy(out[to:], data[i:i+read])
		case c >= ' ':
			out[to] = c
			read, wrote = 1, 1
		}
		if read == 0 {
			return nil, s.failInString(i)
		}
		i, to = i+read, to+wrote
	}
	return nil, s.failInString(len(data))
}

// unquoteText copies plain text and escaped quotes, which are nearly all of an
// envelope, from data at i to out at to. It returns how far it came in both. It
// reads eight bytes at once and leaves the last few.
func unquoteText(out []byte, to int, data []byte, i int) (nextIn, nextOut int) {
	for run := 0; i+8 <= len(data) && to+8 <= len(out); {
		eight := word(data, i)
		binary.LittleEndian.PutUint64(out[to:to+8:to+8], eight)
		marks := markSpecial(eight)
		if marks == 0 {
			i, to = i+8, to+8
			if run++; run == longRun {
				n := copy(out[to:], data[i:i+plainBlocks(data[i:])])
				i, to, run = i+n, to+n, 0
			}
			continue
		}
		at := bits.TrailingZeros64(marks) &^ 7
		i, to, run = i+at/8, to+at/8, 0
		if uint16(eight>>at) != escapedQuote {
			break
		}
		out[to] = '"'
		i, to = i+2, to+1
	}
	return i, to
}

// escapedQuote is a backslash and a quote, as they stand in a word.
const escapedQuote = '"'<<8 | '\\'

// longRun is after how many words without anything special more of them are looked at at once.
const longRun = 4

// sized returns n bytes, in buf if that is large enough.
func sized(buf []byte, n int) []byte {
	if n <= cap(buf) {
		return buf[:n]
	}
	return make([]byte, n)
}

// failInString returns the error of a string that must not go on as it does at i.
func (s *scanner) failInString(i int) error {
	s.pos = i
	switch {
	case i == len(s.data):
		return s.fail("the end of a string")
	case s.data[i] == '\\':
		return s.fail("an escape sequence")
	case s.data[i] >= utf8.RuneSelf:
		return s.fail("UTF-8")
	default:
		return s.fail("no control character in a string")
	}
}

// escapeLen returns the length of the escape that data begins with, 0 if it is none.
func escapeLen(data []byte) int {
	switch {
	case len(data) < 2:
		return 0
	case unshorts[data[1]] != 0:
		return 2
	case data[1] == 'u' && hexUnit(data) >= 0:
		return 6
	default:
		return 0
	}
}

// hexUnit returns the UTF-16 code unit of the \u escape that data begins with, -1 if it is none.
func hexUnit(data []byte) rune {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return -1
	}
	a, b, c, d := hexValue[data[2]], hexValue[data[3]], hexValue[data[4]], hexValue[data[5]]
	if a|b|c|d > 15 {
		return -1
	}
	return rune(a)<<12 | rune(b)<<8 | rune(c)<<4 | rune(d)
}

// runeLen returns the length of the character outside ASCII that data begins with, 0 if it is not UTF-8.
func runeLen(data []byte) int {
	r, n := utf8.DecodeRune(data)
	if r == utf8.RuneError && n == 1 {
		return 0
	}
	return n
}

// unescape appends the value of the inside of a JSON string. raw must have
// passed scanner.quoted. Half a surrogate pair becomes U+FFFD, because Go's
// strings can't hold it.
func unescape(dst, raw []byte) []byte {
	to := len(dst)
	dst = slices.Grow(dst, len(raw))[:to+len(raw)] // never too short: no escape stands for something longer
	for {
		run := bytes.IndexByte(raw, '\\')
		if run < 0 {
			return dst[:to+copy(dst[to:], raw)]
		}
		to += copy(dst[to:], raw[:run])
		raw = raw[run:]
		read, wrote := unescapeOne(dst[to:], raw)
		to += wrote
		raw = raw[read:]
	}
}

// unescapeOne writes the value of the escape at the beginning of raw to dst. It
// returns how much it read and wrote, which is nothing if there is no escape.
func unescapeOne(dst, raw []byte) (read, wrote int) {
	if len(raw) < 2 {
		return 0, 0
	}
	if c := unshorts[raw[1]]; c != 0 {
		dst[0] = c
		return 2, 1
	}
	if escapeLen(raw) == 0 {
		return 0, 0
	}
	r, n := escapedRune(raw)
	return n, utf8.EncodeRune(dst, r)
}

// escapedRune returns the character that the \u escape or pair of them at the beginning of raw stands for, and its
// length.
func escapedRune(raw []byte) (rune, int) {
	r := hexUnit(raw)
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if pair := utf16.DecodeRune(r, hexUnit(raw[6:])); pair != utf8.RuneError {
		return pair, 12
	}
	return utf8.RuneError, 6
}

// plainEnd returns the end of the run of bytes from i on that stand for themselves in a JSON string: ASCII without
// quotes, backslashes and control characters.
func plainEnd(data []byte, i int) int {
	for run := 1; i+8 <= len(data); run++ {
		if marks := markSpecial(word(data, i)); marks != 0 {
			return i + bits.TrailingZeros64(marks)/8
		}
		if i += 8; run == longRun {
			i += plainBlocks(data[i:])
		}
	}
	for i < len(data) && (bare[data[i]] || data[i] == 0x7f) {
		i++
	}
	return i
}

// plainBlocks returns how long the plain beginning of data is, in blocks of 32 bytes.
func plainBlocks(data []byte) int {
	n := 0
	for ; len(data)-n >= 32; n += 32 {
		block := data[n : n+32]
		if (notPlain(word(block, 0))|notPlain(word(block, 8))|notPlain(word(block, 16))|notPlain(word(block, 24)))&tops != 0 {
			break
		}
	}
	return n
}

const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// word returns the eight bytes of data from i on.
func word(data []byte, i int) uint64 { return binary.LittleEndian.Uint64(data[i : i+8 : i+8]) }

// markSpecial examines eight bytes at once. The lowest byte that needs care in
// a JSON string gets its highest bit set in the result. No byte below it does.
func markSpecial(word uint64) uint64 { return notPlain(word) & tops }

// notPlain is markSpecial with other bits set too. The subtractions borrow from a byte above only if the one below is
// not plain itself.
func notPlain(word uint64) uint64 {
	return ((word ^ '"'*ones) - ones) | ((word ^ '\\'*ones) - ones) | (word - ' '*ones) | word
}
