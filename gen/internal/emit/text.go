package emit

import (
	godoc "go/doc/comment"
	"strings"
	"unicode"
	"unicode/utf8"
)

// settled returns a doc comment in a form that gofmt leaves alone. It prints
// the text until it no longer changes, because go/doc may print a list
// differently the second time.
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

// plain reports whether text has only plain paragraphs, which gofmt does not
// change. Lists, code, headings and links are not plain. A paragraph of one
// line may be a heading unless it ends with a period.
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

// deprecation returns the paragraph of a doc comment that begins with
// "Deprecated:", or "".
func deprecation(doc string) string {
	for p := range strings.SplitSeq(doc, "\n\n") {
		if strings.HasPrefix(p, "Deprecated:") {
			return p
		}
	}
	return ""
}
