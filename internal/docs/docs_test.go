// Package docs checks that the documentation speaks of what exists.
package docs

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

var (
	testName = regexp.MustCompile("`((?:Test|Fuzz)\\w+)(?:/[^`]*)?`")
	testFunc = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	link     = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
)

// TestNamedTestsExist: every test that a document names as proof is there.
func TestNamedTestsExist(t *testing.T) {
	exists := map[string]bool{}
	walk(t, "_test.go", func(_, text string) {
		for _, m := range testFunc.FindAllStringSubmatch(text, -1) {
			exists[m[1]] = true
		}
	})
	named := 0
	walk(t, ".md", func(path, text string) {
		for _, m := range testName.FindAllStringSubmatch(text, -1) {
			if named++; !exists[m[1]] {
				t.Errorf("%s names %s, which does not exist", path, m[1])
			}
		}
	})
	if named == 0 {
		t.Error("the documents name no test")
	}
}

// TestEverySystemHasProof: every row of the compatibility table names a test, and
// none is a promise.
func TestEverySystemHasProof(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "compatibility.md"))
	if err != nil {
		t.Fatal(err)
	}
	table, _, _ := strings.Cut(string(text), "\n## ")
	rows := 0
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || strings.Contains(line, "---") || strings.Contains(line, "proven by") {
			continue
		}
		rows++
		if !testName.MatchString(cells[4]) || strings.Contains(line, "planned") {
			t.Errorf("row %s has no proof", cells[1])
		}
	}
	if rows < 20 {
		t.Errorf("%d rows, want at least 20", rows)
	}
}

// TestLinks: every relative link leads somewhere.
func TestLinks(t *testing.T) {
	walk(t, ".md", func(path, text string) {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s links to %s: %v", path, m[1], err)
			}
		}
	})
}

func walk(t *testing.T, suffix string, f func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == ".peers" {
			return fs.SkipDir // other people's documents
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, suffix) {
			return err
		}
		text, err := os.ReadFile(path)
		f(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
