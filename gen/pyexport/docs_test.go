package pyexport_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/internal/pytest"
)

var codeBlock = regexp.MustCompile("(?s)```(go|python)\n(.*?)```")

// TestDocumented exports the interface of docs/export.md and compares with the client
// there. Then it runs the Python of the page.
func TestDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, m := range codeBlock.FindAllStringSubmatch(string(page), -1) {
		blocks = append(blocks, m[2])
	}
	if len(blocks) != 4 {
		t.Fatalf("%d blocks of code", len(blocks))
	}
	dir := t.TempDir()
	source := "package press\n\nimport (\n\"context\"\n\"errors\"\n)\n\nvar ErrJam = errors.New(\"jam\")\n\ntype Ink struct{}\n\n" + blocks[0]
	for name, text := range map[string]string{"go.mod": "module example.com/press\n\ngo 1.26\n", "api.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list, err := gen.Export(gen.Config{Dir: dir}, ".")
	if err != nil {
		t.Fatal(err)
	}
	files, err := pyexport.Export(list[0], pyexport.Config{Package: "acme.press"})
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	write(t, filepath.Join(root, "acme", "press"), files)
	client, err := os.ReadFile(filepath.Join(root, "acme", "press", "rpcapi.py"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(string(client), "\n"+blocks[1]) {
		t.Errorf("the page has another client than this:\n%s", client)
	}
	runs(t, root, blocks[2], blocks[3])
}

// runs runs the client and the server of the page on one fake transport.
func runs(t *testing.T, root, client, server string) {
	t.Helper()
	script := `
from oslo_config import cfg
import oslo_messaging as messaging
CONF = cfg.CONF
CONF.register_opts([cfg.StrOpt('press', default='zed')], group='upgrade_levels')
CONF([], project='press', default_config_files=[])
transport = messaging.get_rpc_transport(
    CONF, 'fake://', allowed_remote_exmods=['acme.press.exceptions'])
` + server + `
server.start()
` + strings.Replace(client, "press.print(", "result = press.print(", 1) + `
assert result == {'copies': 2}, result
try:
    press.print({}, 'host1', 'crumpled')
except exceptions.Jam:
    print('jam')
try:
    press.print({}, 'host1', 'a sheet', ink={})
except messaging.RPCVersionCapError:
    print('cap')
server.stop()
server.wait()
`
	cmd := pytest.Command(t, "-c", script)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil || string(out) != "jam\ncap\n" {
		t.Errorf("%v: %s", err, out)
	}
}
