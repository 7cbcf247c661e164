package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/pytest"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/cli"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

// The password in the URLs of this test, as it is and as the URL has it.
const (
	password = "h4sh,h4sh/pw"
	encoded  = "h4sh%2Ch4sh%2Fpw"
)

// commands are the commands with arguments that make them end.
var commands = map[string][]string{
	"ping":       {"compute"},
	"call":       {"compute", "add", "a:=1", "b:=2"},
	"cast":       {"compute", "record"},
	"fanout":     {"compute", "record"},
	"servers":    {"compute"},
	"doctor":     {"compute"},
	"tail":       {"--for", "500ms"},
	"record":     {"-", "--for", "500ms"},
	"replay":     {"traffic.jsonl", "--yes"},
	"check":      {"traffic.jsonl", "./nothing"},
	"top":        {"-o", "json", "--count", "1", "--every", "500ms"},
	"completion": {"bash"},
	"man":        {},
	"version":    {},
}

// TestSecrets prints no password of a URL, whatever a command finds.
func TestSecrets(t *testing.T) {
	t.Parallel()
	b := world.For(t)
	vhost := b.NewVhost(t)
	url := b.URL(vhost)
	pytest.For(t).Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "compute", "server": "cmp-1"})
	secretive := world.User{Name: "secretive", Password: password, Tag: "monitoring", Configure: ".*", Write: ".*", Read: ".*"}
	if err := b.AddUser(t.Context(), vhost, secretive); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	service := writeConf(t, dir, "service.conf", "[DEFAULT]\ntransport_url = rabbit://secretive:"+encoded+"@127.0.0.1:1/\n")
	broken := writeConf(t, dir, "broken.conf", "[DEFAULT]\ntransport_url = rabbit://secretive:"+encoded+"@127.0.0.1:port/\n")
	traffic := writeConf(t, dir, "traffic.jsonl", "")
	good := strings.Replace(url, "guest:guest", "secretive:"+encoded, 1)
	for name, flags := range map[string][]string{
		"works":       {"--url", good},
		"refused":     {"--url", strings.Replace(good, encoded, encoded+"x", 1)},
		"unreachable": {"--url", strings.Replace(good, b.Address(), "127.0.0.1:1", 1)},
		"bad port":    {"--url", strings.Replace(good, b.Address(), "127.0.0.1:port", 1)},
		"not encoded": {"--url", "rabbit://secretive:" + password + "@127.0.0.1:1/"},
		"no scheme":   {"--url", "secretive:" + encoded + "@127.0.0.1"},
		"file":        {"--config-file", service},
		"broken file": {"--config-file", broken},
		"misspelt":    {"--ulr", good},
		"misplaced":   {good},
	} {
		for _, node := range cli.Parser(&cli.Command{}).Model.Children {
			if node.Hidden {
				continue
			}
			args, ok := commands[node.Name]
			if !ok {
				t.Fatalf("no arguments for %s", node.Name)
			}
			t.Run(name+"/"+node.Name, func(t *testing.T) {
				t.Parallel()
				all := slices.Concat([]string{node.Name}, args, flags, []string{"-v", "--management-url", b.ManagementURL})
				for i := range all {
					all[i] = strings.ReplaceAll(all[i], "traffic.jsonl", traffic)
				}
				keepsSecret(t, all)
			})
		}
	}
}

// keepsSecret runs a command and looks for the password in what it prints.
func keepsSecret(t *testing.T, args []string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := cli.Main(args, strings.NewReader(""), &out, &errs)
	for _, text := range []string{out.String(), errs.String()} {
		for _, secret := range []string{password, encoded, "h4sh"} {
			if strings.Contains(text, secret) {
				t.Fatalf("exit code %d, printed the password: %s", code, text)
			}
		}
	}
}

// writeConf writes a file and returns its path.
func writeConf(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
