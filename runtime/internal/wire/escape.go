package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

var (
	bare   = makeBare()
	shorts = [256]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}
)

// makeBare marks the bytes that Python writes as they are: printable ASCII without the quote and the backslash.
func makeBare() (t [256]bool) {
	for c := ' '; c <= '~'; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}

// appendString appends s as a JSON string in ASCII. What is not UTF-8 in it becomes U+FFFD, and valid is then false.
func appendString[T ~string | ~[]byte](dst []byte, s T) (_ []byte, valid bool) {
	dst = append(dst, '"')
	dst, valid = appendEscaped(dst, s)
	return append(dst, '"'), valid
}

// appendText appends s as a JSON string in ASCII. Bytes that are not UTF-8
// become U+FFFD.
func appendText[T ~string | ~[]byte](dst []byte, s T) []byte {
	dst, _ = appendString(dst, s)
	return dst
}

// appendEscaped is appendString without the quotes.
func appendEscaped[T ~string | ~[]byte](dst []byte, s T) (_ []byte, valid bool) {
	valid = true
	for i := 0; i < len(s); {
		if run := bareLen(s, i); run > i {
			dst = append(dst, s[i:run]...)
			i = run
			continue
		}
		if s[i] < utf8.RuneSelf {
			dst = appendRune(dst, rune(s[i]))
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		valid = valid && (r != utf8.RuneError || n > 1)
		dst = appendRune(dst, r)
		i += n
	}
	return dst, valid
}

// bareLen returns the end of the run of bare bytes that begins at i.
func bareLen[T ~string | ~[]byte](s T, i int) int {
	data := []byte(s) // no copy: it is only read
	for ; i+32 <= len(data); i += 32 {
		block := data[i : i+32]
		if (escaped(word(block, 0))|escaped(word(block, 8))|escaped(word(block, 16))|escaped(word(block, 24)))&tops != 0 {
			break
		}
	}
	for ; i+8 <= len(data); i += 8 {
		if marks := escaped(word(data, i)) & tops; marks != 0 {
			return i + bits.TrailingZeros64(marks)/8
		}
	}
	for i < len(data) && bare[data[i]] {
		i++
	}
	return i
}

// escaped is notPlain for the characters that Python escapes. DEL is one of
// them.
func escaped(word uint64) uint64 { return notPlain(word) | (word + ones) }

// appendRune appends one character of a string, escaped as Python does it. It takes halves of surrogate pairs too.
func appendRune(dst []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf && bare[r]:
		return append(dst, byte(r))
	case r < utf8.RuneSelf && shorts[r] != 0:
		return append(dst, '\\', shorts[r])
	case r > 0xffff:
		high, low := utf16.EncodeRune(r)
		return appendUnit(appendUnit(dst, high), low)
	default:
		return appendUnit(dst, r)
	}
}

// appendUnit appends one UTF-16 code unit as a \u escape.
func appendUnit(dst []byte, unit rune) []byte {
	return append(dst, '\\', 'u', hexDigits[unit>>12&15], hexDigits[unit>>8&15], hexDigits[unit>>4&15], hexDigits[unit&15])
}

// appendInner appends s as a JSON string of a message that stands in an envelope: escaped twice.
func appendInner(dst []byte, s string) []byte {
	if bareLen(s, 0) == len(s) {
		dst = append(dst, `\"`...)
		dst = append(dst, s...)
		return append(dst, `\"`...)
	}
	start := len(dst)
	return escapeTail(appendText(dst, s), start)
}

// escapeTail escapes dst[start:] for use inside a JSON string. It must be printable ASCII, as our own JSON is.
func escapeTail(dst []byte, start int) []byte {
	tail := dst[start:]
	added := bytes.Count(tail, []byte{'"'}) + bytes.Count(tail, []byte{'\\'})
	from := len(dst) - 1
	dst = slices.Grow(dst, added)[:len(dst)+added]
	for to := len(dst) - 1; from < to; from, to = from-1, to-1 {
		for from-start >= 31 { // many at once, as long as there is nothing to escape
			a, b, c, d := word(dst, from-7), word(dst, from-15), word(dst, from-23), word(dst, from-31)
			if (notPlain(a)|notPlain(b)|notPlain(c)|notPlain(d))&tops != 0 {
				break
			}
			block := dst[to-31 : to+1]
			binary.LittleEndian.PutUint64(block[24:], a)
			binary.LittleEndian.PutUint64(block[16:], b)
			binary.LittleEndian.PutUint64(block[8:], c)
			binary.LittleEndian.PutUint64(block, d)
			from, to = from-32, to-32
		}
		for from-start >= 7 {
			eight := word(dst, from-7)
			if markSpecial(eight) != 0 {
				break
			}
			binary.LittleEndian.PutUint64(dst[to-7:], eight)
			from, to = from-8, to-8
		}
		c := dst[from]
		dst[to] = c
		if c == '"' || c == '\\' {
			to--
			dst[to] = '\\'
		}
	}
	return dst
}
