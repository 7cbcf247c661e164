package interop

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// suiteResult is one line of testdata/functional.py.
type suiteResult struct {
	Test, Result, Detail string
	Missing              string
}

// TestInteropFunctionalSuite runs the functional tests that oslo.messaging has for
// itself, with Go in place of the servers and the notification listeners.
func TestInteropFunctionalSuite(t *testing.T) {
	t.Parallel()
	broker := brokertest.For(t)
	bridge := filepath.Join(t.TempDir(), "bridge")
	if out, err := exec.Command("go", "build", "-o", bridge, "./bridge").CombinedOutput(); err != nil {
		t.Fatalf("build the bridge: %v\n%s", err, out)
	}
	b := newBus(t)
	b.url = broker.URL(broker.NewVhost(t)) // the tests' topics have common names
	for _, testCase := range []string{"CallTestCase", "CastTestCase", "NotifyTestCase"} {
		t.Run(testCase, func(t *testing.T) {
			t.Parallel()
			runSuite(t, b, bridge, testCase)
		})
	}
}

// runSuite runs one TestCase class and makes a subtest of each of its tests.
func runSuite(t *testing.T, b bus, bridge, testCase string) {
	t.Helper()
	run := exec.CommandContext(t.Context(), cmp.Or(os.Getenv("OSLOGEN_PYTHON"), "/usr/bin/python3"),
		filepath.Join("testdata", "functional.py"), bridge, testCase)
	run.Env = append(os.Environ(), "RPC_TRANSPORT_URL="+b.url, "NOTIFY_TRANSPORT_URL="+b.url,
		"RABBIT_OPTIONS="+b.query(), "PYTHONDONTWRITEBYTECODE=1", "OSLO_LOCK_PATH=/dev/shm")
	var log bytes.Buffer
	run.Stderr = &log
	out, err := run.Output()
	count := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); count++ {
		var r suiteResult
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("%v: %s", err, lines.Bytes())
		}
		if r.Missing != "" {
			brokertest.Unavailable(t, "oslo.messaging's functional tests: "+r.Missing)
		}
		t.Run(r.Test, r.report)
	}
	if err != nil || count == 0 {
		t.Errorf("%d tests, %v", count, err)
	}
	if t.Failed() {
		t.Logf("log of the tests:\n%s", log.Bytes())
	}
}

func (r suiteResult) report(t *testing.T) {
	switch r.Result {
	case "skip":
		t.Skip(r.Detail)
	case "fail":
		t.Error(r.Detail)
	}
}
