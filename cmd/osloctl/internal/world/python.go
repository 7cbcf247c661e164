package world

import (
	"encoding/json"
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/oslogen/oslogen/internal/pytest"
)

// Commands are the commands that scripts have.
var Commands = map[string]func(*testscript.TestScript, bool, []string){
	"python":   python,
	"topology": topology,
	"rabbit":   rabbit,
	"tapped":   tapped,
	"untapped": untapped,
	"reported": reported,
	"exitcode": exitCode,
	"until":    until,
}

func of(ts *testscript.TestScript) *world { return ts.Value(key{}).(*world) }

// python runs a command of peer.py and writes its result to python.out. With & before
// the command it does not wait for the result.
func python(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) > 1 && args[0] == "&" {
		w, cmd := of(ts), command(ts, args[1:])
		var running sync.WaitGroup
		running.Go(func() { w.python().Do(cmd) }) //nolint:errcheck // ends with the command, and its result is not asked for
		ts.Defer(running.Wait)
		return
	}
	cmd := command(ts, args)
	result, err := of(ts).python().Do(cmd)
	if (err != nil) != neg {
		ts.Fatalf("python %s: %s, error %v", args[0], result, err)
	}
	ts.Check(writeFile(ts, "python.out", result))
}

// command makes a command of words.
func command(ts *testscript.TestScript, args []string) pytest.Cmd {
	if len(args) == 0 {
		ts.Fatalf("usage: python CMD [key=value | key:=json]...")
	}
	cmd := pytest.Cmd{"cmd": args[0]}
	for _, arg := range args[1:] {
		name, value, ok := strings.Cut(arg, "=")
		if raw, isJSON := strings.CutSuffix(name, ":"); isJSON {
			cmd[raw] = json.RawMessage(value)
		} else {
			cmd[name] = value
		}
		if !ok {
			ts.Fatalf("not key=value: %s", arg)
		}
	}
	of(ts).make(cmd)
	return cmd
}

// make completes a command that makes a server, client, notifier or listener, which
// is stopped once the script has ended. Ids belong to the script.
func (w *world) make(cmd pytest.Cmd) {
	id, _ := cmd["id"].(string)
	if id == "" {
		id = pytest.NewID("script")
	}
	id = w.vhost + "/" + id
	cmd["id"] = id
	switch cmd["cmd"] {
	case "server", "client", "notifier", "listener":
		if cmd["conf"] == nil { // a reply without a waiting call does not hold up the end
			cmd["conf"] = map[string]any{"oslo_messaging_rabbit": map[string]any{"kombu_missing_consumer_retry_timeout": "1"}}
		}
		if cmd["url"] == nil {
			cmd["url"] = w.broker.URL(w.vhost)
		}
		w.made = append(w.made, id)
	}
}

// exitCode runs a program and checks its exit code. Like ! it leaves stdout and
// stderr for the commands that follow.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode CODE PROGRAM ARGS...")
	}
	if code := run(ts, args[1:]); args[0] != code {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

// until runs a program again and again until it ends with the exit code.
func until(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: until CODE PROGRAM ARGS...")
	}
	code := ""
	for deadline := time.Now().Add(20 * time.Second); code != args[0]; code = run(ts, args[1:]) {
		if time.Now().After(deadline) {
			ts.Fatalf("exit code %s, want %s", code, args[0])
		}
	}
}

// run runs a program and returns its exit code.
func run(ts *testscript.TestScript, args []string) string {
	err := ts.Exec(args[0], args[1:]...)
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return strconv.Itoa(failed.ExitCode())
	}
	ts.Check(err)
	return "0"
}
