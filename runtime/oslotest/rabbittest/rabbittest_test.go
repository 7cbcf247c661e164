package rabbittest_test

import (
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/oslotest/rabbittest"
)

func TestMain(m *testing.M) { rabbittest.Main(m) }

// The records of oslotest work on RabbitMQ as they do in the process.
func TestRecordOnRabbitMQ(t *testing.T) {
	tr := rabbittest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	if err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Call(t.Context(), &oslo.Method{Name: "reboot"}, nil, nil); err != nil {
		t.Fatal(err)
	}
	if got := requests.Next(t).Method; got != "reboot" {
		t.Errorf("recorded %q", got)
	}
}
