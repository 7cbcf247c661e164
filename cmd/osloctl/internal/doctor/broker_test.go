package doctor_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/doctor"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

// TestTransientQueuesAreRefused is about brokers from 4.0 on that are told to refuse the
// reply and fanout queues of oslo.messaging's defaults. make test-peers runs it.
func TestTransientQueuesAreRefused(t *testing.T) {
	if len(profile) == 0 {
		return // RabbitMQ 3.10 takes them always
	}
	t.Parallel()
	b, err := world.Start(t.Context(), brokertest.Options{Config: "deprecated_features.permit.transient_nonexcl_queues = false"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Stop)
	w := admit(t, b)
	if report := w.examine(); !report.Healthy {
		t.Errorf("with quorum queues: %+v", report.Findings)
	}
	w.files = nil
	report := w.examine()
	if len(report.Findings) == 0 || report.Faults != 1 || !slices.ContainsFunc(report.Findings, func(f doctor.Finding) bool { return f.Check == "transient" }) {
		t.Errorf("with the defaults: %+v", report.Findings)
	}
}

// TestAlarm stops all publishers of a broker. When it has ended there is no finding.
func TestAlarm(t *testing.T) {
	t.Parallel()
	b, err := world.Start(t.Context(), brokertest.Options{})
	if err != nil {
		brokertest.Unavailable(t, err)
	}
	t.Cleanup(b.Stop)
	w := admit(t, b)
	for _, on := range []bool{true, false} {
		w.must(b.MemoryAlarm(t.Context(), on))
		report := w.examine()
		found := slices.ContainsFunc(report.Findings, func(f doctor.Finding) bool {
			return f.Check == "alarm" && strings.Contains(f.Problem, "takes no messages")
		})
		if found != on || report.Healthy == on {
			t.Errorf("alarm is %v: %+v", on, report.Findings)
		}
	}
}
