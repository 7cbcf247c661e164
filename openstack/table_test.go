package openstack_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var declaration = regexp.MustCompile(`(?m)^//oslo:(rpc|notify) (.*)\n(?://.*\n)*type (\w+) interface \{\n((?:.*\n)*?)\}\n`)

// TestTable compares the table of interfaces in README.md with the packages.
func TestTable(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(readme)) {
		if strings.HasPrefix(line, "| `") && strings.Count(line, "|") == 7 {
			want = append(want, strings.TrimSpace(line))
		}
	}
	got := rows(t)
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table of README.md (-) and the packages (+):\n%s", diff)
	}
}

func rows(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, file := range files {
		if strings.HasSuffix(file, "_oslo.go") || strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.ToSlash(filepath.Dir(file))
		for _, m := range declaration.FindAllStringSubmatch(string(src), -1) {
			if m[1] == "rpc" {
				list = append(list, fmt.Sprintf("| `%s` | %s | %s | %s | %d | %d |", dir, m[3], key(m[2], "topic"), versions(m[2]),
					strings.Count(m[4], "//oslo:call")+strings.Count(m[4], "//oslo:cast"), todos(string(src), m[0])))
			}
		}
	}
	return list
}

func key(directive, name string) string {
	for _, word := range strings.Fields(directive) {
		if value, ok := strings.CutPrefix(word, name+"="); ok {
			return value
		}
	}
	return ""
}

func versions(directive string) string {
	text := key(directive, "version")
	if also := key(directive, "also"); also != "" {
		text += ", " + strings.ReplaceAll(also, ",", ", ")
	}
	return text
}

// todos counts those of an interface: in its body, and in the comment above it.
func todos(src, declaration string) int {
	before, _, _ := strings.Cut(src, declaration)
	comment := before[strings.LastIndex(before, "\n\n")+1:]
	return strings.Count(comment+declaration, "TODO(oslogen)")
}
