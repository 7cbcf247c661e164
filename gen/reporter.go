package gen

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
)

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

// sortedNotes returns the notes by position, without duplicates.
func (r *reporter) sortedNotes() []Note {
	slices.SortFunc(r.notes, func(a, b Note) int { return a.compare(b.SourceError) })
	return slices.Compact(r.notes)
}

// found returns the notes about files that the run has read.
func (r *reporter) found() []Note {
	return slices.DeleteFunc(slices.Clone(r.notes), func(n Note) bool { return n.Skipped })
}

// count returns the number of mistakes so far.
func (r *reporter) count() int { return len(r.list) }

// addNotes adds notes of an earlier run.
func (r *reporter) addNotes(notes []Note) { r.notes = append(r.notes, notes...) }
