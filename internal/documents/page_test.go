package documents

import (
	"regexp"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen/apidoc"
)

// page are the examples of a page, by their language.
type page struct {
	setup, serving, goCalls []string // Go: imports and statements
	python, shell           []string
}

var (
	fenced = regexp.MustCompile("(?s)```(\\w+)\n(.*?)```")
	goCall = regexp.MustCompile(`^(?:err =|[\w, ]+ :=) c\.`)
)

// examplesOf reads the examples of an interface's page.
func examplesOf(t *testing.T, i *apidoc.Interface) (p page) {
	t.Helper()
	for _, found := range fenced.FindAllStringSubmatch(i.Page(""), -1) {
		text := found[2]
		switch {
		case found[1] == "python":
			p.python = append(p.python, text)
		case found[1] == "sh":
			p.shell = append(p.shell, text)
		case strings.HasPrefix(text, "import ("):
			p.setup = strings.SplitAfterN(text, ")\n", 2)
		case strings.HasPrefix(text, "var impl"):
			p.serving = append(p.serving, text)
		case goCall.MatchString(text):
			p.goCalls = append(p.goCalls, text)
		}
	}
	if len(p.setup) != 2 {
		t.Fatalf("the page of %s has no setup in Go", i.Name)
	}
	return p
}
