package services

import (
	"os"
	"path/filepath"
	"testing"
)

// databases makes the databases of a service by create, or copies those that an
// earlier test has made: migrations take longer than the rest of a start.
func (s *Service) databases(tb testing.TB, name string, create func()) {
	tb.Helper()
	made := filepath.Join(s.Files, "..", "databases", name)
	if _, err := os.Stat(made); err == nil {
		copyDatabases(tb, made, s.Dir)
		return
	}
	create()
	if err := os.MkdirAll(filepath.Dir(made), 0o755); err != nil {
		tb.Fatal(err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(made), name+"-*") //nolint:usetesting // it is renamed to made
	if err != nil {
		tb.Fatal(err)
	}
	copyDatabases(tb, s.Dir, fresh)
	if os.Rename(fresh, made) != nil {
		os.RemoveAll(fresh) // another test was faster
	}
}

func copyDatabases(tb testing.TB, from, to string) {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(from, "*.sqlite"))
	if err != nil || len(files) == 0 {
		tb.Fatal("no databases in ", from, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, filepath.Base(file)), content, 0o600); err != nil {
			tb.Fatal(err)
		}
	}
}
