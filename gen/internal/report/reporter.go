// Package report collects the mistakes and notes of a run.
package report

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
)

// Reporter collects mistakes and notes.
type Reporter struct {
	Fset  *token.FileSet
	Dir   string // file names are printed relative to it
	List  SourceErrors
	notes []Note
}

// Errorf reports a mistake at pos.
func (r *Reporter) Errorf(pos token.Pos, format string, args ...any) {
	r.At(r.Fset.PositionFor(pos, false), format, args...)
}

// Note notes something that is no mistake.
func (r *Reporter) Note(pos token.Pos, format string, args ...any) {
	r.notes = append(r.notes, Note{SourceError: r.sourceError(pos, format, args...)})
}

// Skipped notes something in a file that this run does not read.
func (r *Reporter) Skipped(pos token.Pos, format string, args ...any) {
	r.notes = append(r.notes, Note{r.sourceError(pos, format, args...), true})
}

func (r *Reporter) sourceError(pos token.Pos, format string, args ...any) SourceError {
	return SourceError{r.Relative(r.Fset.PositionFor(pos, false)), fmt.Sprintf(format, args...)}
}

// At reports a mistake at the position in a file.
func (r *Reporter) At(pos token.Position, format string, args ...any) {
	r.List = append(r.List, SourceError{Pos: r.Relative(pos), Msg: fmt.Sprintf(format, args...)})
}

// Relative makes a position's file name relative to the run's directory if the
// file is below it.
func (r *Reporter) Relative(pos token.Position) token.Position {
	if rel, err := filepath.Rel(r.Dir, pos.Filename); err == nil && filepath.IsAbs(pos.Filename) && filepath.IsLocal(rel) {
		pos.Filename = filepath.ToSlash(rel)
	}
	return pos
}

// Err returns the mistakes, sorted and without duplicates, or nil.
func (r *Reporter) Err() error {
	if len(r.List) == 0 {
		return nil
	}
	return r.List.sorted()
}

// SortedNotes returns the notes by position, without duplicates.
func (r *Reporter) SortedNotes() []Note {
	notes := slices.SortedFunc(slices.Values(r.notes), func(a, b Note) int { return a.compare(b.SourceError) })
	return slices.Compact(notes)
}

// Found returns the notes about files that the run has read.
func (r *Reporter) Found() []Note {
	return slices.DeleteFunc(slices.Clone(r.notes), func(n Note) bool { return n.Skipped })
}

// Count returns the number of mistakes so far.
func (r *Reporter) Count() int { return len(r.List) }

// AddNotes adds notes of an earlier run.
func (r *Reporter) AddNotes(notes []Note) { r.notes = append(r.notes, notes...) }
