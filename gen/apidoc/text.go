package apidoc

import (
	"fmt"
	"go/doc/comment"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markdown writes the text of a Go comment as Markdown. Headings in it are of a level
// below the page's.
func markdown(doc string) string {
	var parser comment.Parser
	printer := comment.Printer{HeadingLevel: 4, HeadingID: func(*comment.Heading) string { return "" }, DocLinkBaseURL: "https://pkg.go.dev"}
	parsed := parser.Parse(doc)
	var blocks []string
	for _, one := range parsed.Content {
		text := strings.Trim(string(printer.Markdown(&comment.Doc{Content: []comment.Block{one}, Links: parsed.Links})), "\n")
		if _, plain := one.(*comment.Paragraph); plain {
			text = blockStart.ReplaceAllString(text, `$1\$2`)
		}
		blocks = append(blocks, text)
	}
	return strings.Join(blocks, "\n\n")
}

// blockStart matches text that would begin a list, a quotation, a heading or a table where
// a plain paragraph stands.
var blockStart = regexp.MustCompile(`^(\d*)([-+>#=|~.)])`)

// inline writes a comment on one line, for a cell of a table.
func inline(doc string) string {
	if doc == "" {
		return ""
	}
	return cell(strings.Join(strings.Fields(markdown(doc)), " "))
}

// cell makes Markdown fit into a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// summary is the first sentence of a comment.
func summary(doc string) string {
	paragraph, _, _ := strings.Cut(doc, "\n\n")
	paragraph = strings.Join(strings.Fields(paragraph), " ")
	for n, r := range paragraph {
		if r != '.' {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(paragraph[n+1:]); n+1 == len(paragraph) || unicode.IsSpace(next) {
			return paragraph[:n+1]
		}
	}
	return paragraph
}

// code writes a text as code in Markdown.
func code(text string) string {
	if text == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 || strings.HasPrefix(text, " ") {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// codes writes texts as code, with commas.
func codes(list []string) string {
	return joined(list, code)
}

// block is a fenced block of code.
func block(language, text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n\n"
}

// table writes a table of Markdown without the columns that are empty.
func table(head []string, rows [][]string) string {
	if len(rows) == 0 {
		return ""
	}
	var keep []int
	for n := range head {
		if n == 0 || slices.ContainsFunc(rows, func(row []string) bool { return row[n] != "" }) {
			keep = append(keep, n)
		}
	}
	var b strings.Builder
	line := func(row []string) {
		for _, n := range keep {
			fmt.Fprintf(&b, "| %s ", row[n])
		}
		b.WriteString("|\n")
	}
	line(head)
	b.WriteString(strings.Repeat("|---", len(keep)) + "|\n")
	for _, row := range rows {
		line(row)
	}
	return b.String() + "\n"
}
