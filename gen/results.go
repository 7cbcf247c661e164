package gen

import (
	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// File is one generated file. Its method Stale reports whether it has to be
// written or removed.
type File = output.File

// Commit writes and removes the stale files. It replaces each file atomically,
// so that concurrent readers see the old text or the new one. Other files are
// not touched.
func Commit(files []File) error { return output.Commit(files) }

// SourceError is one mistake in the sources: its position and its text.
type SourceError = report.SourceError

// SourceErrors are all mistakes of a run, sorted by position. Its method Print
// writes each with its source line and a caret under the place.
type SourceErrors = report.SourceErrors

// Note is an observation of a run that is no mistake.
type Note = report.Note
