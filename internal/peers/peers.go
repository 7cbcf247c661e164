// Package peers finds the other versions of RabbitMQ and oslo.messaging that
// scripts/peers has unpacked, for tests.
package peers

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// Pair is a RabbitMQ and an oslo.messaging of the same time.
type Pair struct {
	// RabbitMQ is the directory above sbin, as OSLOGEN_RABBITMQ_HOME has it.
	RabbitMQ string
	// Python is the interpreter, as OSLOGEN_PYTHON has it.
	Python string
}

// Of returns the pair of a Debian release: trixie has RabbitMQ 4.0 and
// oslo.messaging 16.1, sid 4.3 and 18.3. The test is skipped or fails if it is
// not there (see brokertest.Unavailable).
func Of(tb testing.TB, release string) Pair {
	tb.Helper()
	root, err := find(filepath.Join(".peers", release, "ready"))
	if err != nil {
		brokertest.Unavailable(tb, fmt.Sprintf("no %s here, scripts/peers %s fetches it: %v", release, release, err))
	}
	return Pair{filepath.Join(root, "home"), filepath.Join(root, "bin", "python3")}
}

// find looks for a file in the working directory and those above it, and returns
// the directory that has it.
func find(name string) (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		path := filepath.Join(dir, name)
		if _, err := os.Stat(path); err == nil || filepath.Dir(dir) == dir {
			return filepath.Dir(path), err
		}
	}
}
