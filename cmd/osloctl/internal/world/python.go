package world

import (
	"encoding/json"
	"errors"
	"os/exec"
	"strconv"
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
	"exitcode": exitCode,
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

// exitCode runs a program and checks its exit code. Like ! it leaves stdout and
// stderr for the commands that follow.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode CODE PROGRAM ARGS...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		code = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if args[0] != strconv.Itoa(code) {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}
