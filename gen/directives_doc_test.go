package gen_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
)

var (
	goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")
	example = regexp.MustCompile("(?s)<!-- example -->\n```go\n(.*?)```\n\n```go\n(.*?)```")
)

// TestDirectives compiles and runs the examples of docs/directives.md, all in one
// package.
func TestDirectives(t *testing.T) {
	page := directivesPage(t)
	dir, err := os.MkdirTemp("testdata", "directives") //nolint:usetesting // it has to be in this module
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	api := "package api\n\nimport (\n\t\"context\"\n\t\"errors\"\n\t\"fmt\"\n\n\t\"github.com/oslogen/oslogen/runtime/notify\"\n)\n\n"
	uses := "package api\n\nimport (\n\t\"context\"\n\t\"errors\"\n\t\"fmt\"\n\t\"time\"\n\n\toslo \"github.com/oslogen/oslogen/runtime\"\n" +
		"\t\"github.com/oslogen/oslogen/runtime/notify\"\n)\n\n"
	found := example.FindAllStringSubmatch(page, -1)
	for n, e := range found {
		api += e[1] + "\n"
		uses += fmt.Sprintf("func Example_%c() {\n%s}\n\n", 'a'+n, e[2])
	}
	if blocks := len(goBlock.FindAllString(page, -1)); blocks != 2*len(found) {
		t.Errorf("%d of %d blocks of Go belong to examples", 2*len(found), blocks)
	}
	helpers, err := os.ReadFile("testdata/directives_helpers.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"api.go": api, "uses_test.go": uses, "helpers_test.go": string(helpers)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := gen.Generate(gen.Config{Dir: dir})
	if err == nil {
		err = gen.Commit(files)
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "test", "-v", "./"+filepath.ToSlash(dir)).CombinedOutput()
	if err != nil || strings.Count(string(out), "--- PASS: Example") != len(found) {
		t.Errorf("%v\n%s", err, out)
	}
}

func directivesPage(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../docs/directives.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}
