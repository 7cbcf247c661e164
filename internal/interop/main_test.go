// Package interop proves that this module and Python's oslo.messaging
// understand each other: real peers of both kinds exchange calls and
// notifications over a private RabbitMQ.
//
// A scenario is described once and run in three directions: Go to Python, Python
// to Go, and Go to Go. What takes part is a side (side_test.go), of which there
// are two: goSide and pythonSide. The service that Go serves (service_test.go) is
// the twin of the one in internal/pytest/peer.py.
//
// Every innermost subtest of a test called TestInterop is one scenario in the
// count that "make test" prints.
package interop

import (
	"flag"
	"log"
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/oslogen/oslogen/internal/brokertest"
)

func TestMain(m *testing.M) {
	if setting := os.Getenv(qmChildEnv); setting != "" { // see qmChild
		if err := runQMChild(setting); err != nil {
			log.Fatal(err)
		}
		return
	}
	// The tests wait more than they work. A -parallel on the command line wins.
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(brokertest.Wrap(m))
}
