package amqp_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/oslogen/oslogen/internal/brokertest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(brokertest.Wrap(m)) }
