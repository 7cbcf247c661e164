package world

import (
	"encoding/json"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/oslogen/oslogen/internal/pytest"
)

// Commands are the commands that scripts have.
var Commands = map[string]func(*testscript.TestScript, bool, []string){
	"python":   python,
	"topology": topology,
	"rabbit":   rabbit,
	"tapped":   tapped,
}

func of(ts *testscript.TestScript) *world { return ts.Value(key{}).(*world) }

// python runs a command of peer.py and writes its result to python.out.
func python(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: python CMD [key=value | key:=json]...")
	}
	w := of(ts)
	cmd := pytest.Cmd{"cmd": args[0]}
	for _, arg := range args[1:] {
		name, value, ok := strings.Cut(arg, "=")
		if raw, isJSON := strings.CutSuffix(name, ":"); isJSON {
			name, cmd[raw] = raw, json.RawMessage(value)
		} else {
			cmd[name] = value
		}
		if !ok {
			ts.Fatalf("not key=value: %s", arg)
		}
	}
	w.make(ts, cmd)
	result, err := w.python().Do(cmd)
	if (err != nil) != neg {
		ts.Fatalf("python %s: %s, error %v", args[0], result, err)
	}
	ts.Check(writeFile(ts, "python.out", result))
}

// make completes a command that makes a server, client, notifier or listener, which
// is stopped when the script ends. Ids belong to the script.
func (w *world) make(ts *testscript.TestScript, cmd pytest.Cmd) {
	id, _ := cmd["id"].(string)
	if id == "" {
		id = pytest.NewID("script")
	}
	id = w.vhost + "/" + id
	cmd["id"] = id
	switch cmd["cmd"] {
	case "server", "client", "notifier", "listener":
		if cmd["url"] == nil {
			cmd["url"] = w.broker.URL(w.vhost)
		}
		ts.Defer(func() { w.python().Do(pytest.Cmd{"cmd": "stop", "id": id}) }) //nolint:errcheck // it may be stopped already
	}
}
