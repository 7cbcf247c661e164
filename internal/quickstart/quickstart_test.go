// Package quickstart follows the README as a newcomer would: it makes a service
// repository outside this one from the README's own text.
package quickstart

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// block is a code block of the README that is marked as part of the quick start:
// a file to write, or commands to run ("sh").
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
	dir := t.TempDir()
	var output string
	steps := block.FindAllSubmatch(readme, -1)
	for _, step := range steps {
		name, text := string(step[1]), string(step[2])
		if name != "sh" {
			write(t, filepath.Join(dir, name), text)
			continue
		}
		for line := range strings.Lines(text) {
			output = run(t, dir, line)
			if strings.HasPrefix(line, "go mod init") { // what is not published yet comes from here
				run(t, dir, "go mod edit -require github.com/oslogen/oslogen@v0.0.0 -replace github.com/oslogen/oslogen="+root)
			}
		}
	}
	if len(steps) != 4 {
		t.Errorf("the quick start has %d steps, want 4", len(steps))
	}
	const want = "{v1 10} <nil>\nremote error: cinder.exception.VolumeNotFound: volume not found true\n<nil>\n"
	if output != want {
		t.Errorf("go run printed\n%s\nwant\n%s", output, want)
	}
	run(t, dir, "go vet ./...")
	run(t, dir, "go tool oslogen check ./...")
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
	if strings.HasPrefix(command, "go get") { // must not look for newer versions of what is not published
		// The module cache was checked against our go.sum.
		cmd.Env = append(cmd.Env, "GOPROXY=file://"+filepath.ToSlash(modules(t))+"/cache/download", "GONOSUMDB=*")
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", strings.TrimSpace(command), err, out, stderr.String())
	}
	return string(out)
}

// modules is the module cache, which has all that oslogen is built with.
func modules(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
