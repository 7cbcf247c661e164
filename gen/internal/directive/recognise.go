package directive

import (
	"fmt"
	"go/ast"
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/naming"
)

// misspelt matches comments that begin with oslo or a likely misspelling of it
// and go on with a word, such as // +oslo:server or //oslogen.call.
var misspelt = regexp.MustCompile(`^(//|/\*)([ \t]*)(\+?)[ \t]*((?i:oslo|olso|osol|oslogen|olsogen|oslo-gen|oslo_gen))([ \t]*[.:+\-]+[ \t]*|[ \t]+)([\pL\d_]+)(.*)`)

// spelling holds the parts of a comment that misspelt matches.
type spelling struct {
	open, indent, plus, tool, sep, name, rest string
}

// attempt names the mistake of a comment that was probably meant as a
// directive. It returns "" for prose and for directives of other tools.
//
// It does not know the comment's place, where the same words may be prose.
func attempt(text string) string {
	if !namesUs(text[len("//"):]) {
		return ""
	}
	parts := misspelt.FindStringSubmatch(text)
	if parts == nil {
		return ""
	}
	s := spelling{parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], strings.TrimSuffix(parts[7], "*/")}
	name := strings.ToLower(s.name)
	known := slices.Contains(directiveNames(), name)
	if !known {
		name = naming.Nearest(name, directiveNames())
	}
	switch {
	case known && s.goesOn(name):
	case strings.ContainsAny(s.sep, " \t"):
		return ""
	case known, s.sep == ":" && strings.EqualFold(s.tool, Tool):
	case name == "" || s.indent != "":
		return ""
	}
	return s.complaint(name)
}

// goesOn reports whether the text after the name could be a directive's
// arguments.
func (s spelling) goesOn(name string) bool {
	r := ruleNamed(name)
	first, _, _ := strings.Cut(strings.TrimSpace(s.rest), " ")
	key, _, assigned := strings.Cut(first, "=")
	return first == "" || len(r.args) > 0 || assigned || r.key(key) != nil
}

func (s spelling) complaint(name string) string {
	if _, ok := ast.ParseDirective(0, s.open+s.tool+s.sep+s.name); ok && s.plus+s.indent == "" && s.open == "//" {
		return fmt.Sprintf("unknown directive %s:%s; did you mean %s:%s?", s.tool, s.name, Tool, name)
	}
	if name == "" {
		name = strings.ToLower(s.name)
	}
	advice := ""
	switch {
	case s.open == "/*":
		advice = ", on the line above what it is for"
	case s.sep == ":" && s.plus == "":
		advice = ", in lower case and without a space"
	}
	return fmt.Sprintf("not a directive: write it as //%s:%s%s", Tool, name, advice)
}

// MayHold reports quickly whether a file may hold a directive or a comment
// meant as one.
func MayHold(src []byte) bool {
	for i := 0; i+1 < len(src); i++ {
		if src[i] == '/' && (src[i+1] == '/' || src[i+1] == '*') && namesUs(string(src[i+2:min(i+64, len(src))])) {
			return true
		}
	}
	return false
}

// namesUs reports whether a comment begins with oslo or a misspelling of it.
func namesUs(comment string) bool {
	text := strings.TrimLeft(comment, " \t+")
	return len(text) >= len(Tool) && slices.ContainsFunc([]string{"oslo", "olso", "osol"}, func(name string) bool {
		return strings.EqualFold(text[:len(Tool)], name)
	})
}
