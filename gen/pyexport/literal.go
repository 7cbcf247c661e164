package pyexport

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/oslogen/oslogen/gen/breaking"
)

// quote writes a string as a Python literal.
func quote(text string) string {
	var out strings.Builder
	out.WriteByte('\'')
	for _, r := range text {
		switch {
		case r == '\'' || r == '\\':
			out.WriteString(`\` + string(r))
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\t':
			out.WriteString(`\t`)
		case r < 0x80 && !unicode.IsPrint(r):
			fmt.Fprintf(&out, `\x%02x`, r)
		case !unicode.IsPrint(r) && r > 0xffff:
			fmt.Fprintf(&out, `\U%08x`, r)
		case !unicode.IsPrint(r):
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('\'')
	return out.String()
}

// literal writes a Go literal in Python. t is the type that it is for, or nil.
func literal(text string, t *breaking.Type) string {
	switch text {
	case "true":
		return "True"
	case "false":
		return "False"
	case "nil", "null", "":
		return "None"
	}
	if unquoted, err := strconv.Unquote(text); err == nil {
		return quote(unquoted)
	}
	if t != nil && t.Kind == breaking.Float && !strings.ContainsAny(text, ".eE") {
		return text + ".0"
	}
	return text
}

// zero is the Python form of a type's zero value.
func zero(t *breaking.Type) string {
	if t.Null {
		return "None"
	}
	switch t.Kind {
	case breaking.Bool:
		return "False"
	case breaking.Int, breaking.Uint:
		return "0"
	case breaking.Float:
		return "0.0"
	case breaking.String:
		return "''"
	}
	return "None"
}

// standard is the default of a parameter.
func (p *Param) standard() string {
	if p.Default != "" {
		return literal(p.Default, p.Type)
	}
	return zero(p.Type)
}

// present is the condition that an argument is not absent.
func (p *Param) present(name string) string {
	switch standard := p.standard(); standard {
	case "None":
		return name + " is not None"
	case "False", "0", "0.0", "''":
		return name
	case "True":
		return "not " + name
	default:
		return name + " != " + standard
	}
}

var braces = regexp.MustCompile(`\{([^{}]*)\}`)

// parameters are the names in the braces of a template.
func parameters(template string) []string {
	var list []string
	for _, found := range braces.FindAllStringSubmatch(template, -1) {
		list = append(list, found[1])
	}
	return list
}

// format writes a template as an expression. names are the Python names of its
// parameters.
func format(template string, names map[string]string) string {
	params := parameters(template)
	if len(params) == 0 {
		return quote(template)
	}
	if template == "{"+params[0]+"}" {
		return names[params[0]]
	}
	for n, p := range params {
		params[n] = names[p]
	}
	text := quote(braces.ReplaceAllLiteralString(template, "%s"))
	if len(params) == 1 {
		return text + " % " + params[0]
	}
	return text + " % (" + strings.Join(params, ", ") + ")"
}
