package gen

import (
	"go/ast"
	godoc "go/doc/comment"
	"strings"
	"unicode"
	"unicode/utf8"
)

// docText is the text of a doc comment as gofmt would have it, without comment
// marks and directives.
func docText(group *ast.CommentGroup) string {
	text := strings.TrimRight(group.Text(), "\n")
	if !strings.Contains(text, "\n") {
		return strings.TrimSpace(text)
	}
	var parser godoc.Parser
	var printer godoc.Printer
	return strings.TrimRight(string(printer.Comment(parser.Parse(text))), "\n")
}

// settled is a doc comment that gofmt leaves as it is: what go/doc prints of a
// list may not be what it prints of that again.
func settled(text string) string {
	if plain(text) {
		return text
	}
	for range 8 {
		var parser godoc.Parser
		var printer godoc.Printer
		next := strings.TrimRight(string(printer.Comment(parser.Parse(text))), "\n")
		if next == text {
			return text
		}
		text = next
	}
	return text
}

// plain reports whether text is paragraphs without lists, code, headings and
// links, which gofmt does not change. A paragraph of one line may be a heading,
// unless it ends with a period.
func plain(text string) bool {
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if !strings.Contains(paragraph, "\n") && !strings.HasSuffix(paragraph, ".") {
			return false
		}
		for line := range strings.SplitSeq(paragraph, "\n") {
			if r, _ := utf8.DecodeRuneInString(line); !unicode.IsLetter(r) {
				return false
			}
		}
	}
	return true
}

// deprecation is the paragraph of a doc comment that marks what it documents as
// deprecated, or "".
func deprecation(doc string) string {
	for p := range strings.SplitSeq(doc, "\n\n") {
		if strings.HasPrefix(p, "Deprecated:") {
			return p
		}
	}
	return ""
}
