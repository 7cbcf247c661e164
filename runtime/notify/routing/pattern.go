package routing

import (
	"fmt"
	"regexp"
	"strings"
)

// pattern is a shell pattern as Python's fnmatch reads it. A "*" matches any
// character, also "." and "/".
type pattern struct{ *regexp.Regexp }

// accepts reports whether some pattern matches. An absent list accepts
// everything.
func accepts(patterns []pattern, s string) bool {
	for _, p := range patterns {
		if p.MatchString(s) {
			return true
		}
	}
	return patterns == nil
}

func compileAll(texts []string) ([]pattern, error) {
	if texts == nil {
		return nil, nil
	}
	patterns := []pattern{}
	for _, text := range texts {
		p, err := compile(text)
		if err != nil {
			return nil, err
		}
		patterns = append(patterns, p)
	}
	return patterns, nil
}

func compile(text string) (pattern, error) {
	var b strings.Builder
	b.WriteString(`(?s)^`)
	for rest := text; rest != ""; {
		switch c := rest[0]; c {
		case '*':
			b.WriteString(`.*`)
		case '?':
			b.WriteByte('.')
		case '[':
			if set, n := class(rest); n > 0 {
				b.WriteString(set)
				rest = rest[n:]
				continue
			}
			b.WriteString(`\[`)
		default:
			b.WriteString(regexp.QuoteMeta(rest[:1]))
		}
		rest = rest[1:]
	}
	re, err := regexp.Compile(b.String() + `$`)
	if err != nil {
		return pattern{}, fmt.Errorf("pattern %q: %w", text, err)
	}
	return pattern{re}, nil
}

// class turns the [...] at the beginning of s into a regular expression and
// returns its length. The length is 0 if the bracket is not closed.
func class(s string) (string, int) {
	from := 1
	negate := strings.HasPrefix(s[from:], "!")
	if negate {
		from++
	}
	skip := from
	if strings.HasPrefix(s[from:], "]") { // a first "]" is one of the characters
		skip++
	}
	end := strings.IndexByte(s[skip:], ']')
	if end < 0 {
		return "", 0
	}
	end += skip
	set := strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `^`, `\^`, `&`, `\&`, `~`, `\~`).Replace(s[from:end])
	if negate {
		set = "^" + set
	}
	return "[" + set + "]", end + 1
}
