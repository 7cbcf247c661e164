package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// TestCodeOfTheTestingPage: the code of docs/testing.md is compiled and run, as it
// stands in an example's test.
func TestCodeOfTheTestingPage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "testing.md"))
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile(filepath.Join(root, "examples", "api", "service_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := goBlock.FindAllStringSubmatch(string(page), -1)
	if len(blocks) == 0 {
		t.Error("the page has no code")
	}
	for _, block := range blocks {
		for part := range strings.SplitSeq(strings.TrimSpace(block[1]), "\n\n") {
			if !strings.Contains(string(code), part) {
				t.Errorf("this code is in no test:\n%s", part)
			}
		}
	}
}
