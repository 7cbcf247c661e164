package wire

import (
	"bytes"
	"math"
	"math/big"
	"strconv"
)

// maxDigits is how long an integer may be: Python 3.11 and later refuse longer ones
// (sys.int_info.default_max_str_digits).
const maxDigits = 4300

// appendFloat appends f as Python's repr does: the shortest text that reads back as f, always with a point or an
// exponent. bits is the size of f's type.
func appendFloat(dst []byte, f float64, bits int) []byte {
	switch abs := math.Abs(f); {
	case math.IsNaN(f):
		return append(dst, "NaN"...)
	case math.IsInf(f, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(f, -1):
		return append(dst, "-Infinity"...)
	case abs != 0 && (abs < 1e-4 || abs >= 1e16):
		return strconv.AppendFloat(dst, f, 'e', -1, bits)
	default:
		start := len(dst)
		dst = strconv.AppendFloat(dst, f, 'f', -1, bits)
		if bytes.IndexByte(dst[start:], '.') < 0 {
			dst = append(dst, ".0"...)
		}
		return dst
	}
}

// parseFloat reads text that scanner.number has accepted, as a float of the
// given size. As in Python, a number beyond its range is infinite.
func parseFloat(text []byte, bits int) float64 {
	switch string(text) {
	case "NaN":
		return math.NaN()
	case "Infinity":
		return math.Inf(1)
	case "-Infinity":
		return math.Inf(-1)
	}
	f, _ := strconv.ParseFloat(string(text), bits)
	return f
}

// parseInt reads the digits of an integer, and reports false if they do not fit an int64.
func parseInt(text []byte) (int64, bool) {
	if len(text) > len("-9223372036854775808") {
		return 0, false
	}
	i, err := strconv.ParseInt(string(text), 10, 64)
	return i, err == nil
}

// parseUint reads the digits of an integer, and reports false if they do not fit a uint64.
func parseUint(text []byte) (uint64, bool) {
	if len(text) > len("18446744073709551615") {
		return 0, false
	}
	if string(text) == "-0" {
		return 0, true
	}
	u, err := strconv.ParseUint(string(text), 10, 64)
	return u, err == nil
}

// parseBig reads the digits of an integer of any size that Python would read.
func parseBig(text []byte) (*big.Int, bool) {
	if len(text) > maxDigits {
		return nil, false
	}
	return new(big.Int).SetString(string(text), 10)
}

// numberKind tells how Python reads a number.
type numberKind byte

const (
	integer  numberKind = iota // digits only: an int of any size
	fraction                   // with a point or an exponent: a float
	special                    // NaN, Infinity or -Infinity: a float, but no JSON
)

// number reads a number.
func (s *scanner) number() ([]byte, numberKind, error) {
	s.peek()
	data, start := s.data, s.pos
	i := start
	if i < len(data) && data[i] == '-' {
		i++
	}
	switch {
	case i == len(data):
		return nil, 0, s.fail("a value")
	case data[i] == '0':
		i++
	case isDigit(data[i]):
		i = skipDigits(data, i)
	default:
		return s.special()
	}
	kind := integer
	if i+1 < len(data) && data[i] == '.' && isDigit(data[i+1]) {
		kind = fraction
		i = skipDigits(data, i+1)
	}
	if end := skipExponent(data, i); end > i {
		kind = fraction
		i = end
	}
	s.pos = i
	return data[start:i], kind, nil
}

// special reads one of Python's words for floats without digits.
func (s *scanner) special() ([]byte, numberKind, error) {
	for _, word := range []string{"NaN", "Infinity", "-Infinity"} {
		if start := s.pos; s.word(word) == nil {
			return s.data[start:s.pos], special, nil
		}
	}
	return nil, 0, s.fail("a value")
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func skipDigits(data []byte, i int) int {
	for i < len(data) && isDigit(data[i]) {
		i++
	}
	return i
}

// skipExponent returns the end of the exponent that begins at i, or i if there is none.
func skipExponent(data []byte, i int) int {
	digits := i + 1
	if i >= len(data) || data[i] != 'e' && data[i] != 'E' {
		return i
	}
	if digits < len(data) && (data[digits] == '+' || data[digits] == '-') {
		digits++
	}
	if end := skipDigits(data, digits); end > digits {
		return end
	}
	return i
}
