package apidoc

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// python writes a JSON value as Python does.
func python(value any) string {
	switch v := value.(type) {
	case nil:
		return "None"
	case bool:
		return map[bool]string{true: "True", false: "False"}[v]
	case string:
		return pythonString(v)
	case []any:
		return "[" + joined(v, python) + "]"
	case Object:
		return "{" + joined(v, func(m member) string { return pythonString(m.key) + ": " + python(m.value) }) + "}"
	}
	return fmt.Sprint(value)
}

func joined[T any](list []T, text func(T) string) string {
	var b strings.Builder
	for n, one := range list {
		if n > 0 {
			b.WriteString(", ")
		}
		b.WriteString(text(one))
	}
	return b.String()
}

// pythonString quotes a text for Python: as it is if it is plain, or else as JSON
// does, which Python reads too.
func pythonString(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == '\'' || r == '\\' || r == utf8.RuneError }) < 0 {
		return "'" + s + "'"
	}
	return JSON(s)
}

// keywords can't be names of arguments in Python.
var keywords = []string{
	"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
	"else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
	"pass", "raise", "return", "try", "while", "with", "yield",
}

// isPythonName reports whether a text can be the name of a keyword argument that
// oslo.messaging does not take itself.
func isPythonName(s string) bool {
	for n, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (n == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != "" && !slices.Contains(keywords, s) && !slices.Contains([]string{"self", "ctxt", "method"}, s)
}

// shell quotes a word for the shell if it needs that.
func shell(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-.,:/=@%+", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// shellArgument writes an argument for osloctl.
func shellArgument(name string, value any) string {
	if text, ok := value.(string); ok {
		return shell(name + "=" + text)
	}
	return shell(name + ":=" + spaced(value))
}

// spaced writes JSON with the spaces that people write.
func spaced(value any) string {
	switch v := value.(type) {
	case []any:
		return "[" + joined(v, spaced) + "]"
	case Object:
		return "{" + joined(v, func(m member) string { return JSON(m.key) + ": " + spaced(m.value) }) + "}"
	}
	return JSON(value)
}

// Scalar reads a JSON scalar that gen has checked.
func Scalar(text string) any {
	var value any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		return text
	}
	return value
}

// imports writes a Go import declaration.
func imports(list []Import) string {
	list = slices.Clone(list)
	for n, one := range list {
		if one.Name == path.Base(one.Path) {
			list[n].Name = ""
		}
	}
	slices.SortFunc(list, func(a, b Import) int { return cmp.Or(external(a)-external(b), cmp.Compare(a.Path, b.Path)) })
	list = slices.Compact(list)
	var b strings.Builder
	b.WriteString("import (\n")
	for n, one := range list {
		if n > 0 && external(one) > external(list[n-1]) {
			b.WriteString("\n")
		}
		b.WriteString("\t" + strings.TrimSpace(one.Name+" "+strconv.Quote(one.Path)) + "\n")
	}
	return b.String() + ")\n"
}

// external is 0 for packages of the standard library, and 1 for others.
func external(i Import) int {
	if first, _, _ := strings.Cut(i.Path, "/"); strings.Contains(first, ".") {
		return 1
	}
	return 0
}
