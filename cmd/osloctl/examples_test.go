package main

import (
	"context"
	"maps"
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
	file := build(t)
	b := world.For(t)
	url := b.URL(b.NewVhost(t))
	for _, server := range []string{"cmp-1", "cmp-2"} {
		pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "compute", "server": server})
	}
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "conductor", "server": "con-1"})
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "scheduler", "server": "s-1", "exchange": "nova"})
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "listener", "url": url, "topics": []string{"notifications"}})
	dir := t.TempDir()
	for name, text := range map[string]string{
		"args.json": `{"name": "vm-1"}`,
		"nova.conf": "[DEFAULT]\ntransport_url = " + url + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	environ := append(os.Environ(), "OSLO_TRANSPORT_URL="+url, "OSLO_MANAGEMENT_URL="+b.ManagementURL,
		"PATH="+filepath.Dir(file)+":"+os.Getenv("PATH"), "TERM=xterm")
	all := examples(t)
	for _, command := range slices.Sorted(maps.Keys(all)) { // record writes what replay reads
		t.Run(command, func(t *testing.T) {
			for _, line := range all[command] {
				example(t, dir, environ, command, strings.ReplaceAll(line, "rabbit://user:password@staging:5672/", url))
			}
		})
	}
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
func example(t *testing.T, dir string, environ []string, command, line string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	goesOn := slices.Contains(endless, command)
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
