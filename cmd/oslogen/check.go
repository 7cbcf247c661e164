package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/oslogen/oslogen/gen"
)

type checkCmd struct {
	packages
	JSON bool `name:"json" help:"Print what was found as one JSON object, for editors."`
}

// Run lists the stale files.
func (c *checkCmd) Run(r *run) error {
	files, err := r.toCheck(c.Packages)
	found := r.report(c, files, err)
	if err == nil && len(found.Files) > 0 {
		err = errStale
	}
	if c.JSON {
		return errors.Join(found.print(r), silent(err))
	}
	r.printNotes()
	for _, f := range found.Files {
		fmt.Fprintf(r.stdout, "%s: %s\n", f.Path, f.State)
	}
	if found.Mend != "" {
		fmt.Fprintf(r.stderr, "oslogen: to mend it, run: %s\n", found.Mend)
	}
	return err
}

// report is the result of check in its JSON form.
type report struct {
	Status      string       `json:"status"` // ok, stale, mistakes or failure
	Files       []fileState  `json:"files"`
	Diagnostics []diagnostic `json:"diagnostics"`
	Mend        string       `json:"mend,omitempty"`  // the command that writes the files
	Error       string       `json:"error,omitempty"` // of a failure
}

type fileState struct {
	Path  string `json:"path"`
	State string `json:"state"`
}

// diagnostic is a mistake or a note. Lines and columns count from 1, columns in
// bytes.
type diagnostic struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"` // error or note
	Message  string `json:"message"`
}

func (r *run) report(c *checkCmd, files []gen.File, err error) report {
	found := report{Status: "ok", Files: []fileState{}, Diagnostics: []diagnostic{}}
	for _, f := range files {
		if f.Stale() {
			found.Status = "stale"
			found.Files = append(found.Files, fileState{relative(f.Path), state(f)})
			found.Mend = r.mend(c.Packages)
		}
	}
	mistakes, isMistakes := errors.AsType[gen.SourceErrors](err)
	switch {
	case isMistakes:
		found.Status = "mistakes"
		for _, m := range mistakes {
			found.add("error", m)
		}
	case err != nil:
		found.Status, found.Error = "failure", err.Error()
	}
	for _, n := range r.notes {
		found.add("note", n.SourceError)
	}
	return found
}

func (found *report) add(severity string, m gen.SourceError) {
	found.Diagnostics = append(found.Diagnostics, diagnostic{m.Pos.Filename, m.Pos.Line, m.Pos.Column, severity, m.Msg})
}

func (found *report) print(r *run) error {
	enc := json.NewEncoder(r.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(found)
}

func state(f gen.File) string {
	switch {
	case f.New == nil:
		return "not needed any more"
	case f.Old == nil:
		return "missing"
	default:
		return "stale"
	}
}

// mend returns the command that writes the stale files.
func (r *run) mend(patterns []string) string {
	words := []string{"oslogen"}
	if exe, err := os.Executable(); err == nil && strings.Contains(filepath.ToSlash(exe), "/go-build/") {
		words = []string{"go", "tool", "oslogen"}
	}
	for _, flag := range []struct{ name, value string }{
		{"tags", r.cli.Tags}, {"goos", r.cli.GOOS}, {"goarch", r.cli.GOARCH},
	} {
		if flag.value != "" {
			words = append(words, "--"+flag.name+"="+flag.value)
		}
	}
	words = append(words, patterns...)
	for i, w := range words {
		words[i] = shellWord(w)
	}
	return strings.Join(words, " ")
}

// shellWord returns a word as it has to be typed into a shell.
func shellWord(w string) string {
	plain := func(c rune) bool {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("-_=+.,:/@%", c)
	}
	if w != "" && strings.IndexFunc(w, func(c rune) bool { return !plain(c) }) < 0 {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
