package pyexport

import (
	"regexp"
	"strings"
	"unicode"
)

// keywords can't be names in Python. The last three are refused by flake8: they
// look like digits.
var keywords = set(
	"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
	"finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
	"while", "with", "yield", "__debug__", "l", "O", "I",
)

type nameSet map[string]bool

func set(names ...string) nameSet {
	s := nameSet{}
	for _, name := range names {
		s[name] = true
	}
	return s
}

// take returns name, or name with underscores behind it, and adds it to the set.
func (s nameSet) take(name string) string {
	for s[name] || keywords[name] {
		name += "_"
	}
	s[name] = true
	return name
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// isName reports whether Python can have a parameter, a method or a key of a class
// of that name. Python changes names that are not ASCII to one of their forms, and
// within classes those that begin with two underscores.
func isName(text string) bool {
	return identifier.MatchString(text) && !keywords[text] && !strings.HasPrefix(text, "__")
}

// name turns a text into something that can be a name.
func name(text string) string {
	out := strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, text)
	if strings.HasPrefix(out, "__") {
		out = strings.TrimLeft(out, "_")
	}
	if out != "" && unicode.IsDigit([]rune(out)[0]) {
		out = "_" + out
	}
	if strings.Trim(out, "_") == "" {
		out = "arg"
	}
	return out
}

// className turns a Go type such as disks.Page[disks.Limits] into the name of a
// class: PageLimits.
func className(goType string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(goType, func(r rune) bool {
		return r != '_' && r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		out.WriteString(capital(word[strings.LastIndexByte(word, '.')+1:]))
	}
	return out.String()
}

// capital returns a name with a capital at its beginning.
func capital(text string) string {
	rs := []rune(text)
	if len(rs) == 0 {
		return ""
	}
	rs[0] = unicode.ToUpper(rs[0])
	return string(rs)
}

// words returns a name of a class in words: disk events for DiskEvents.
func words(text, between string) string {
	var out strings.Builder
	rs := []rune(text)
	for i, r := range rs {
		begins := i > 0 && unicode.IsUpper(r) && (!unicode.IsUpper(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1]))
		if begins {
			out.WriteString(between)
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}
