package load

import (
	"go/ast"
	godoc "go/doc/comment"
	"strings"
)

// DocText returns the text of a doc comment as gofmt writes it, without comment
// marks and directives.
func DocText(group *ast.CommentGroup) string {
	text := strings.TrimRight(group.Text(), "\n")
	if !strings.Contains(text, "\n") {
		return strings.TrimSpace(text)
	}
	var parser godoc.Parser
	var printer godoc.Printer
	return strings.TrimRight(string(printer.Comment(parser.Parse(text))), "\n")
}
