package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"github.com/oslogen/oslogen/internal/pytest"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/cli"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

// endless are the commands that go on until Ctrl-C.
var endless = []string{"tail", "record", "top"}

// TestExamples runs the examples of the help texts, as they stand there.
func TestExamples(t *testing.T) {
	t.Parallel()
	file := build(t)
	shared := vhost(t)
	for command, lines := range examples(t) {
		apart := slices.Contains(endless, command) // the examples of others build on each other
		for batch := range slices.Chunk(lines, max(1, map[bool]int{true: 1, false: len(lines)}[apart])) {
			t.Run(command, func(t *testing.T) {
				t.Parallel()
				url := shared
				if command == "check" { // it records what comes, and finds faults in what others send
					url = vhost(t)
				}
				environ := append(os.Environ(), "OSLO_TRANSPORT_URL="+url, "OSLO_MANAGEMENT_URL="+world.For(t).ManagementURL,
					"PATH="+filepath.Dir(file)+":"+os.Getenv("PATH"), "TERM=xterm")
				dir := files(t, command, url)
				for _, line := range batch {
					example(t, dir, environ, strings.ReplaceAll(line, "rabbit://user:password@staging:5672/", url))
				}
			})
		}
	}
}

// vhost makes a virtual host with the services that the examples name, and returns its
// URL.
func vhost(t *testing.T) string {
	t.Helper()
	b := world.For(t)
	url := b.URL(b.NewVhost(t))
	for _, server := range []string{"cmp-1", "cmp-2"} {
		pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "compute", "server": server})
	}
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "conductor", "server": "con-1"})
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "scheduler", "server": "s-1", "exchange": "nova"})
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "listener", "url": url, "topics": []string{"notifications"}})
	return url
}

// files makes a directory with the files that the examples of a command name.
func files(t *testing.T, command, url string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"events.jsonl": "",
		"rpc.jsonl":    "",
		"args.json":    `{"name": "vm-1"}`,
		"nova.conf":    "[DEFAULT]\ntransport_url = " + url + "\n",
		"go.mod":       "module example.org/compute\n\ngo 1.26.0\n",
		"api/api.go": "package api\n\nimport \"context\"\n\n//oslo:rpc topic=compute\ntype Compute interface {\n" +
			"\t//oslo:call\n\tAdd(ctx context.Context, a, b int) (int, error)\n" +
			"\t//oslo:cast\n\tRecord(ctx context.Context, name string) error\n" +
			"\t//oslo:cast fanout\n\tRemove(ctx context.Context) error\n}\n",
	} {
		if strings.HasSuffix(name, ".jsonl") && command != "replay" {
			continue // the examples write it
		}
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// examples returns the examples of each command.
func examples(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, node := range cli.Parser(&cli.Command{}).Model.Children {
		all[node.Name] = of(node)
		if len(all[node.Name]) == 0 && !node.Hidden && node.Name != "version" {
			t.Errorf("the help of %s has no example", node.Name)
		}
	}
	return all
}

func of(node *kong.Node) []string {
	var lines []string
	for line := range strings.Lines(node.Detail) {
		if strings.HasPrefix(line, "  osloctl ") {
			example, _, _ := strings.Cut(strings.TrimSpace(line), " | ")
			lines = append(lines, example)
		}
	}
	return lines
}

// example runs a line by the shell.
func example(t *testing.T, dir string, environ []string, line string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	goesOn := slices.Contains(endless, strings.Fields(line)[1])
	if goesOn {
		ctx, cancel = context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
	}
	cmd := exec.CommandContext(ctx, "sh", "-c", "exec "+line)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) }
	cmd.WaitDelay = 20 * time.Second
	cmd.Dir, cmd.Env = dir, environ
	out, err := cmd.CombinedOutput()
	if err != nil && (!goesOn || cmd.ProcessState.ExitCode() != 130 && ctx.Err() == nil) {
		t.Errorf("%s: %v\n%s", line, err, out)
	}
}
