package pytest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// interpreter is the Python whose packages are the distribution's.
func interpreter() string { return cmp.Or(os.Getenv("OSLOGEN_PYTHON"), "/usr/bin/python3") }

// environ is the environment of Python programs. The queue manager's lock file has
// to have a directory.
func environ() []string {
	return append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "OSLO_LOCK_PATH="+cmp.Or(os.Getenv("OSLO_LOCK_PATH"), "/dev/shm"))
}

// Command makes a Python program's command. The test is skipped or fails if there is
// no Python with oslo.messaging (see brokertest.Unavailable).
func Command(tb testing.TB, args ...string) *exec.Cmd {
	tb.Helper()
	if err := exec.Command(interpreter(), "-c", "import oslo_messaging").Run(); err != nil {
		brokertest.Unavailable(tb, fmt.Errorf("%w: %w", ErrUnavailable, err))
	}
	cmd := exec.Command(interpreter(), args...)
	cmd.Env = environ()
	return cmd
}

// Ask runs a script that reads questions from its standard input and writes
// answers, both JSON, and returns when it has ended. The test is skipped or fails
// if there is no Python with oslo.messaging and the libraries (see
// brokertest.Unavailable).
func Ask(tb testing.TB, script string, questions, answers any, libraries ...string) {
	tb.Helper()
	if err := exec.Command(interpreter(), "-c", "import "+strings.Join(append(libraries, "oslo_messaging"), ", ")).Run(); err != nil {
		brokertest.Unavailable(tb, fmt.Errorf("%w: %w", ErrUnavailable, err))
	}
	in, err := json.Marshal(questions)
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(interpreter(), script)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		tb.Fatalf("%s: %v", script, err)
	}
	if err := json.Unmarshal(out, answers); err != nil {
		tb.Fatalf("%s: %v", script, err)
	}
}
