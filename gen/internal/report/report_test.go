package report

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Mistakes are told once, in the order of their places, relative to the directory of
// the run.
func TestMistakesAreSorted(t *testing.T) {
	dir := t.TempDir()
	fset := token.NewFileSet()
	file := fset.AddFile(filepath.Join(dir, "api", "api.go"), -1, 100)
	file.SetLines([]int{0, 10, 20})
	r := &Reporter{Fset: fset, Dir: dir}
	if r.Err() != nil {
		t.Error("a run without mistakes has an error")
	}
	r.Errorf(file.Pos(21), "%s", "second")
	r.Errorf(file.Pos(11), "%s", "first")
	r.Errorf(file.Pos(21), "%s", "second")
	r.At(token.Position{Filename: "/elsewhere/x.go", Line: 1}, "%s", "outside")
	want := "/elsewhere/x.go:1: outside\napi/api.go:2:2: first\napi/api.go:3:2: second"
	if got := r.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The caret stands under the place, behind the tabs of the line.
func TestPrint(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte("one\r\n\t\ttwo\tthree\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	SourceErrors{
		{token.Position{Filename: "a.go", Line: 1, Column: 2}, "n"},
		{token.Position{Filename: "a.go", Line: 2, Column: 7}, "three"},
		{token.Position{Filename: "a.go", Line: 9, Column: 1}, "behind the end"},
		{token.Position{Filename: "gone.go", Line: 1, Column: 1}, "no file"},
	}.Print(&b, dir)
	want := "a.go:1:2: n\n\tone\n\t ^\na.go:2:7: three\n\ttwo\tthree\n\t   \t^\na.go:9:1: behind the end\ngone.go:1:1: no file\n"
	if b.String() != want {
		t.Errorf("got\n%q\nwant\n%q", b.String(), want)
	}
}

// Notes about files that the run has not read are no part of the next run's.
func TestFoundNotes(t *testing.T) {
	r := &Reporter{Fset: token.NewFileSet()}
	r.Note(token.NoPos, "read")
	r.Skipped(token.NoPos, "left out")
	if got := r.Found(); len(got) != 1 || got[0].Msg != "read" || len(r.SortedNotes()) != 2 {
		t.Errorf("got %v", got)
	}
}
