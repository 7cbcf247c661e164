package apidoc

import (
	"strings"
	"unicode/utf8"
)

// width is how long a line of an example may be.
const width = 90

// spread writes a call, on several lines if it is too long for one.
func spread(head string, args []string, tail, indent string) string {
	return broken(head+strings.Join(args, ", ")+tail, "", indent)
}

// broken breaks the last list in brackets of an expression in Go or Python, if the
// expression is too long. Each element stands on a line of its own, behind margin and
// indent, and may be broken in turn.
func broken(text, margin, indent string) string {
	start := lastList(text)
	if utf8.RuneCountInString(margin+text) <= width || start < 0 || start == len(text)-2 {
		return text
	}
	var b strings.Builder
	b.WriteString(text[:start+1] + "\n")
	for _, one := range elements(text[start+1 : len(text)-1]) {
		b.WriteString(margin + indent + broken(one, margin+indent, indent) + ",\n")
	}
	return b.String() + margin + text[len(text)-1:]
}

// lastList finds the bracket that the last one of an expression closes. It is negative
// if the expression does not end with a list.
func lastList(text string) int {
	var open []int
	start := -1
	scan(text, func(at int, c byte) {
		switch c {
		case '(', '[', '{':
			open = append(open, at)
		case ')', ']', '}':
			if len(open) == 0 {
				return
			}
			if at == len(text)-1 {
				start = open[len(open)-1]
			}
			open = open[:len(open)-1]
		}
	})
	return start
}

// elements splits the inside of a list at its commas.
func elements(text string) (list []string) {
	depth, from := 0, 0
	scan(text, func(at int, c byte) {
		switch c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				list = append(list, strings.TrimSpace(text[from:at]))
				from = at + 1
			}
		}
	})
	return append(list, strings.TrimSpace(text[from:]))
}

// scan calls f for each byte outside of quotes.
func scan(text string, f func(at int, c byte)) {
	var quote byte
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case quote != 0 && c == '\\' && quote != '`':
			at++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`':
			quote = c
		default:
			f(at, c)
		}
	}
}
