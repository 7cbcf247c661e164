package directive

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var example = regexp.MustCompile("(?s)<!-- example -->\n```go\n(.*?)```")

// TestDirectivesAreComplete: every directive and key of the grammar stands in an
// example.
func TestDirectivesAreComplete(t *testing.T) {
	page, err := os.ReadFile("../../../docs/directives.md")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, e := range example.FindAllStringSubmatch(string(page), -1) {
		code.WriteString(e[1])
	}
	for _, r := range grammar {
		if !regexp.MustCompile(`//oslo:` + r.name + `\b`).MatchString(code.String()) {
			t.Errorf("oslo:%s has no example", r.name)
		}
		for _, k := range r.keys {
			word := k.name + "="
			if k.value.check == nil {
				word = k.name + `\b`
			}
			if !regexp.MustCompile(`//oslo:` + r.name + ` ([^\n]* )?` + word).MatchString(code.String()) {
				t.Errorf("oslo:%s %s has no example", r.name, k.name)
			}
		}
	}
}
