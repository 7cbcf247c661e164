package gen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/breaking"
)

// breakingCase is two states of an interface, the findings, and what peers of the two
// states do.
type breakingCase struct {
	title         string
	codes         string // space-separated
	before, after string
	peers         string // Go, with the peers in packages before and after
	output        string
}

var breakingCases = regexp.MustCompile("(?s)<!-- breaks:([^>]*) -->\n```go\n(.*?)```\n\n```go\n(.*?)```\n\n```go\n(.*?)// Output:\n(.*?)```")

// readCases reads the cases of a page. The code of a section is that of its title,
// unless a case says others.
func readCases(t *testing.T, page string) []breakingCase {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var list []breakingCase
	for _, section := range regexp.MustCompile(`(?m)^#+ `).Split(string(text), -1) {
		title, _, _ := strings.Cut(section, "\n")
		for _, m := range breakingCases.FindAllStringSubmatch(section, -1) {
			c := breakingCase{title, strings.TrimSpace(m[1]), m[2], m[3], m[4], strings.ReplaceAll("\n"+m[5], "\n// ", "\n")}
			if c.codes == "" {
				c.codes = title
			}
			list = append(list, c)
		}
	}
	return list
}

// TestBreaking compares the two states of each case in docs/breaking.md and
// testdata/breaking.
func TestBreaking(t *testing.T) {
	list := allCases(t)
	if len(list) < 60 {
		t.Errorf("%d cases: want at least 60", len(list))
	}
	covered := map[string]bool{}
	for _, c := range list {
		for code := range strings.FieldsSeq(c.codes) {
			covered[code] = true
		}
		t.Run(c.title, func(t *testing.T) {
			t.Parallel()
			c.compare(t)
		})
	}
	for _, code := range breaking.Codes() {
		if !covered[code] {
			t.Errorf("no case has %s", code)
		}
	}
}

// allCases reads the cases of docs/breaking.md, one for each code, and further ones.
func allCases(t *testing.T) []breakingCase {
	t.Helper()
	return append(readCases(t, "../docs/breaking.md"), readCases(t, "testdata/breaking/cases.md")...)
}

// compare checks the findings of a case.
func (c *breakingCase) compare(t *testing.T) {
	t.Helper()
	found := compareSources(t, map[string]string{"api.go": apiSource(c.before)}, map[string]string{"api.go": apiSource(c.after)})
	var codes []string
	for _, f := range found {
		codes = append(codes, f.Code)
	}
	if got := strings.Join(codes, " "); got != c.codes {
		t.Errorf("found %q, want %q: %v", got, c.codes, found)
	}
}

// compareSources writes two states of a module and compares them.
func compareSources(t *testing.T, before, after map[string]string) []breaking.Finding {
	t.Helper()
	dir := t.TempDir()
	for state, files := range map[string]map[string]string{"before": before, "after": after} {
		writeModule(t, filepath.Join(dir, state), files)
	}
	found, _, err := gen.Breaking(gen.Config{Dir: filepath.Join(dir, "after")}, filepath.Join(dir, "before"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// writeModule writes the files of a module that uses the runtime of this one.
func writeModule(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{"go.mod": "module example.com/service\n\ngo 1.26\n"}
	for name, text := range files {
		all[name] = text
		if strings.Contains(text, "oslogen/runtime") {
			all["go.mod"] = "module example.com/service\n\ngo 1.26.0\n\nrequire github.com/oslogen/oslogen v0.0.0\n\nreplace github.com/oslogen/oslogen => " + root + "\n"
		}
	}
	for name, text := range all {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name), []byte(text))
	}
}

// apiSource is a state of a case as a file.
func apiSource(text string) string { return sourceFile("api", text) }

// sourceFile adds the package clause and the imports.
func sourceFile(pkg, text string, more ...string) string {
	imports := more
	for name, path := range map[string]string{
		"context": "context", "errors": "errors", "fmt": "fmt", "time": "time", "json": "encoding/json", "oslo": "github.com/oslogen/oslogen/runtime",
		"notify": "github.com/oslogen/oslogen/runtime/notify", "versioned": "github.com/oslogen/oslogen/runtime/versioned",
	} {
		if regexp.MustCompile(`\b` + name + `\.[A-Z]`).MatchString(text) {
			imports = append(imports, fmt.Sprintf("%s %q", name, path))
		}
	}
	return "package " + pkg + "\n\nimport (\n\t" + strings.Join(imports, "\n\t") + "\n)\n\n" + text
}
