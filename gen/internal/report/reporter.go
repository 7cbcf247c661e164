// Package report collects the mistakes and notes of a run.
package report

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"sync"
)

// Reporter collects mistakes and notes. It is safe for concurrent use.
type Reporter struct {
	Fset  *token.FileSet
	Dir   string // file names are printed relative to it
	mu    sync.Mutex
	list  SourceErrors
	notes []Note
}

// Errorf reports a mistake at pos.
func (r *Reporter) Errorf(pos token.Pos, format string, args ...any) {
	r.At(r.Fset.PositionFor(pos, false), format, args...)
}

// Note notes something that is no mistake.
func (r *Reporter) Note(pos token.Pos, format string, args ...any) {
	r.AddNotes([]Note{{SourceError: r.sourceError(pos, format, args...)}})
}

// Skipped notes something in a file that this run does not read.
func (r *Reporter) Skipped(pos token.Pos, format string, args ...any) {
	r.AddNotes([]Note{{r.sourceError(pos, format, args...), true}})
}

func (r *Reporter) sourceError(pos token.Pos, format string, args ...any) SourceError {
	return SourceError{r.Relative(r.Fset.PositionFor(pos, false)), fmt.Sprintf(format, args...)}
}

// At reports a mistake at the position in a file.
func (r *Reporter) At(pos token.Position, format string, args ...any) {
	mistake := SourceError{Pos: r.Relative(pos), Msg: fmt.Sprintf(format, args...)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, mistake)
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
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.list) == 0 {
		return nil
	}
	return r.list.sorted()
}

// SortedNotes returns the notes by position, without duplicates.
func (r *Reporter) SortedNotes() []Note {
	r.mu.Lock()
	defer r.mu.Unlock()
	notes := slices.SortedFunc(slices.Values(r.notes), func(a, b Note) int { return a.compare(b.SourceError) })
	return slices.Compact(notes)
}

// Found returns the notes about files that the run has read.
func (r *Reporter) Found() []Note {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(r.notes), func(n Note) bool { return n.Skipped })
}

// Count returns the number of mistakes so far.
func (r *Reporter) Count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.list)
}

// AddNotes adds notes of an earlier run.
func (r *Reporter) AddNotes(notes []Note) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notes = append(r.notes, notes...)
}
