package amqp_test

import (
	"flag"
	"testing"

	"go.uber.org/goleak"

	"github.com/oslogen/oslogen/internal/brokertest"
)

func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "100") // they wait for their turns
	goleak.VerifyTestMain(brokertest.Wrap(m))
}
