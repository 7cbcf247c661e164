package documents

import (
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
)

func TestMain(m *testing.M) { brokertest.Main(m) }
