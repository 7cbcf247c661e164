package gen

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
type Note struct { //nolint:errname // it is printed as mistakes are, and no run fails for it
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

// reporter collects mistakes and notes.
type reporter struct {
	fset  *token.FileSet
	dir   string // file names are printed relative to it
	list  SourceErrors
	notes []Note
}

func (r *reporter) errorf(pos token.Pos, format string, args ...any) {
	r.at(r.fset.PositionFor(pos, false), format, args...)
}

func (r *reporter) note(pos token.Pos, format string, args ...any) {
	r.notes = append(r.notes, Note{SourceError: r.sourceError(pos, format, args...)})
}

// skipped notes something in a file that this run does not read.
func (r *reporter) skipped(pos token.Pos, format string, args ...any) {
	r.notes = append(r.notes, Note{r.sourceError(pos, format, args...), true})
}

func (r *reporter) sourceError(pos token.Pos, format string, args ...any) SourceError {
	return SourceError{r.relative(r.fset.PositionFor(pos, false)), fmt.Sprintf(format, args...)}
}

func (r *reporter) at(pos token.Position, format string, args ...any) {
	r.list = append(r.list, SourceError{Pos: r.relative(pos), Msg: fmt.Sprintf(format, args...)})
}

// relative makes a position's file name relative to the run's directory if the
// file is below it.
func (r *reporter) relative(pos token.Position) token.Position {
	if rel, err := filepath.Rel(r.dir, pos.Filename); err == nil && filepath.IsAbs(pos.Filename) && filepath.IsLocal(rel) {
		pos.Filename = filepath.ToSlash(rel)
	}
	return pos
}

// err returns the mistakes, sorted and without duplicates, or nil.
func (r *reporter) err() error {
	if len(r.list) == 0 {
		return nil
	}
	return r.list.sorted()
}

// sorted sorts the mistakes and removes duplicates.
func (ms SourceErrors) sorted() SourceErrors {
	slices.SortFunc(ms, SourceError.compare)
	return slices.Compact(ms)
}

// sortedNotes returns the notes by position, without duplicates.
func (r *reporter) sortedNotes() []Note {
	slices.SortFunc(r.notes, func(a, b Note) int { return a.compare(b.SourceError) })
	return slices.Compact(r.notes)
}

// found returns the notes about files that the run has read.
func (r *reporter) found() []Note {
	return slices.DeleteFunc(slices.Clone(r.notes), func(n Note) bool { return n.Skipped })
}

func (m SourceError) compare(o SourceError) int {
	return cmp.Or(
		cmp.Compare(m.Pos.Filename, o.Pos.Filename),
		cmp.Compare(m.Pos.Line, o.Pos.Line),
		cmp.Compare(m.Pos.Column, o.Pos.Column),
		cmp.Compare(m.Msg, o.Msg))
}

// nearest returns the word of words that is most like word, or "" if none is
// close.
func nearest(word string, words []string) string {
	best, found := 1+max(1, len(word)/3), ""
	for _, w := range words {
		if d := Distance(strings.ToLower(word), w); d < best {
			best, found = d, w
		}
	}
	return found
}

// didYouMean ends an error message with the nearest word or with all words.
func didYouMean(word string, words []string, prefix string) string {
	if w := nearest(word, words); w != "" {
		return fmt.Sprintf("; did you mean %s%s?", prefix, w)
	}
	if len(words) == 0 {
		return ""
	}
	return "; want one of " + prefix + strings.Join(words, ", "+prefix)
}

// Distance returns how many letters to insert, remove, replace or swap with
// their neighbour to turn a into b.
func Distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
