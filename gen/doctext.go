package gen

import (
	"go/ast"
	godoc "go/doc/comment"
	"strings"
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
