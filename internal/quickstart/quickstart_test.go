// Package quickstart follows the README as a newcomer would. It makes a module
// beside a checkout from the README's own text.
package quickstart

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// block is a code block of the README that is marked as part of the quick start: a
// file to write, commands to run ("sh"), or the text they print ("output").
var block = regexp.MustCompile("(?s)<!-- quickstart: (\\S+) -->\n```\\w+\n(.*?)```")

func TestREADME(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	parent := t.TempDir()
	if err := os.Symlink(root, filepath.Join(parent, "oslogen")); err != nil {
		t.Fatal(err)
	}
	dir := parent
	var output, want string
	steps := block.FindAllSubmatch(readme, -1)
	for _, step := range steps {
		switch name, text := string(step[1]), string(step[2]); name {
		case "sh":
			dir, output = runAll(t, dir, text)
		case "output":
			want = text
		default:
			write(t, filepath.Join(dir, name), text)
		}
	}
	if len(steps) != 5 {
		t.Errorf("the quick start has %d steps, want 5", len(steps))
	}
	if output != want {
		t.Errorf("go run printed\n%s\nthe README says\n%s", output, want)
	}
	run(t, dir, "go vet ./...")
	run(t, dir, "go tool oslogen check ./...")
}

// runAll runs commands one by one. It returns the directory that they end in and the
// output of the last.
func runAll(t *testing.T, dir, commands string) (end, output string) {
	t.Helper()
	for line := range strings.Lines(commands) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "cd "); ok {
			dir = filepath.Join(dir, name)
			continue
		}
		output = run(t, dir, line)
	}
	return dir, output
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, dir, command string) string {
	t.Helper()
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", strings.TrimSpace(command), err, out, stderr.String())
	}
	return string(out)
}
