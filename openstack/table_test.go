package openstack_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

var declaration = regexp.MustCompile(`(?m)^//oslo:(rpc|notify) (.*)\n(?://.*\n)*type (\w+) interface \{\n((?:.*\n)*?)\}\n`)

// TestTable compares the tables of interfaces in README.md with the packages.
func TestTable(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(readme)) {
		if strings.HasPrefix(line, "| `") && strings.Count(line, "|") >= 7 {
			want = append(want, strings.TrimSpace(line))
		}
	}
	got := rows(t)
	slices.Sort(want)
	slices.Sort(got)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("the tables of README.md (-) and the packages (+):\n%s", diff)
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
		if strings.HasSuffix(file, "_oslo.go") || strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "examples") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.ToSlash(filepath.Dir(file))
		for _, m := range declaration.FindAllStringSubmatch(string(src), -1) {
			row := fmt.Sprintf("| `%s` | %s | %s | %s |", dir, m[3], exchange(m[2]), cmp.Or(key(m[2], "topic"), "notifications"))
			if m[1] == "rpc" {
				row += fmt.Sprintf(" %s | %d |", versions(m[2]), strings.Count(m[4], "//oslo:call")+strings.Count(m[4], "//oslo:cast"))
			} else {
				row += fmt.Sprintf(" %s | %d |", key(m[2], "publisher"), strings.Count(m[4], "//oslo:event"))
			}
			list = append(list, row+fmt.Sprintf(" %d |", todos(string(src), m[0])))
		}
	}
	return list
}

// exchange is oslo.messaging's own for services that set none.
func exchange(directive string) string { return cmp.Or(key(directive, "exchange"), "openstack") }

func key(directive, name string) string {
	for word := range strings.FieldsSeq(directive) {
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
