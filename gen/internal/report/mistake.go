package report

import (
	"cmp"
	"fmt"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// SourceError is one mistake in the sources.
type SourceError struct {
	Pos token.Position
	Msg string
}

// Error prints the mistake as file:line:col: message.
func (m SourceError) Error() string { return fmt.Sprintf("%s: %s", m.Pos, m.Msg) }

// Note is an observation of a run that is no mistake.
type Note struct { // it is printed as mistakes are, and no run fails for it
	SourceError
	// Skipped is set for notes about files that this run has not read, because
	// they are for another system, architecture or build tag.
	Skipped bool
}

// SourceErrors are all mistakes of a run, sorted by position.
type SourceErrors []SourceError

// Error prints one mistake a line.
func (ms SourceErrors) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.Error()
	}
	return strings.Join(lines, "\n")
}

// Print writes each mistake with its source line and a caret under the place.
// Relative file names are read below dir.
func (ms SourceErrors) Print(w io.Writer, dir string) {
	for _, m := range ms {
		fmt.Fprintln(w, m.Error())
		path := m.Pos.Filename
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		src, err := os.ReadFile(path)
		lines := strings.Split(string(src), "\n")
		if err != nil || m.Pos.Line < 1 || m.Pos.Line > len(lines) {
			continue
		}
		line := strings.TrimSuffix(lines[m.Pos.Line-1], "\r")
		fmt.Fprintf(w, "\t%s\n\t%s^\n", strings.TrimLeft(line, "\t "), caretIndent(line, m.Pos.Column))
	}
}

// caretIndent returns the white space that puts a caret under a column of line,
// without the line's own indentation.
func caretIndent(line string, column int) string {
	before := line[:min(max(column-1, 0), len(line))]
	before = strings.TrimLeft(before, "\t ")
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, before)
}

func (m SourceError) compare(o SourceError) int {
	return cmp.Or(
		cmp.Compare(m.Pos.Filename, o.Pos.Filename),
		cmp.Compare(m.Pos.Line, o.Pos.Line),
		cmp.Compare(m.Pos.Column, o.Pos.Column),
		cmp.Compare(m.Msg, o.Msg))
}

// sorted sorts the mistakes and removes duplicates.
func (ms SourceErrors) sorted() SourceErrors {
	slices.SortFunc(ms, SourceError.compare)
	return slices.Compact(ms)
}
