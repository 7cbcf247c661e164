package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestFilesForEditorsAndCI checks that the files to copy can be read by what they
// are for.
func TestFilesForEditorsAndCI(t *testing.T) {
	for _, name := range []string{"docs/editors/problem-matcher.json", "docs/editors/tasks.json", "docs/editors/oslogen.code-snippets"} {
		var v map[string]any
		if err := json.Unmarshal(read(t, name), &v); err != nil || len(v) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"action.yml", ".pre-commit-hooks.yaml", "docs/editors/gitlab-ci.yml"} {
		var v any
		if err := yaml.Unmarshal(read(t, name), &v); err != nil || v == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestProblemMatcher checks that the matcher finds the places in what oslogen
// prints.
func TestProblemMatcher(t *testing.T) {
	var file struct {
		ProblemMatcher []struct{ Pattern []struct{ Regexp string } }
	}
	if err := json.Unmarshal(read(t, "docs/editors/problem-matcher.json"), &file); err != nil {
		t.Fatal(err)
	}
	for n, lines := range [][]string{
		{"api/api.go:7:2: unknown directive oslo:cal", "oslogen: a_windows.go:5:1: this build leaves out this file"},
		{"api_oslo.go: missing", "a/b_oslo.go: stale", "a/b_oslo.go: not needed any more"},
	} {
		pattern := regexp.MustCompile(file.ProblemMatcher[n].Pattern[0].Regexp)
		for _, line := range lines {
			if !pattern.MatchString(line) {
				t.Errorf("%s does not match %q", pattern, line)
			}
		}
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
