package wire

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// pythonInt is Python's int(text): white space around it, a sign, and single underscores between digits are fine. What
// is beyond an int64 becomes the nearest one.
func pythonInt(text string) (n int64, ok bool) {
	text = strings.TrimSpace(text)
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 || digits == "" || !isDigit(digits[0]) {
		return 0, false
	}
	for i := 1; i < len(digits); i++ {
		c, underscore := digits[i], digits[i-1] == '_'
		if !isDigit(c) && (c != '_' || underscore || i == len(digits)-1) {
			return 0, false
		}
	}
	n, _ = strconv.ParseInt(strings.ReplaceAll(text, "_", ""), 10, 64)
	return n, true
}

// pythonRepr is Python's repr of a string.
func pythonRepr(text string) string {
	quote := '\''
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, r := range text {
		switch {
		case r == quote || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r <= 0xff:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteRune(quote)
	return b.String()
}

// pythonType is the name of the type Python reads the JSON text raw as.
func pythonType(raw []byte) string {
	switch raw[0] {
	case '{':
		return "dict"
	case '[':
		return "list"
	case '"':
		return "str"
	case 't', 'f':
		return "bool"
	case 'n':
		return "NoneType"
	}
	s := scanner{data: raw}
	if _, kind, _ := s.number(); kind == integer {
		return "int"
	}
	return "float"
}

// truthy is Python's bool of the JSON text raw.
func truthy(raw []byte) bool {
	switch raw[0] {
	case '{', '[':
		return len(strings.TrimSpace(string(raw[1:len(raw)-1]))) > 0
	case '"':
		return len(raw) > len(`""`)
	case 't', 'f':
		return raw[0] == 't'
	case 'n':
		return false
	default:
		return parseFloat(raw, 64) != 0
	}
}

// textOf returns the string that the JSON text raw stands for, and false if it is something else or missing.
func textOf(raw []byte) (string, bool) {
	if len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	s := scanner{data: raw}
	text, err := s.text()
	return string(text), err == nil
}
