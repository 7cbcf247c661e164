package oslo_test

import (
	"encoding/json"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// The arguments of a request may be passed on as they came.
func TestArgumentsMayBeJSONText(t *testing.T) {
	tr := oslotest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	args := json.RawMessage(`{"host": "cmp-1", "load": NaN}`)
	if err := oslo.NewClient(tr, oslo.Target{Topic: "compute"}).Cast(t.Context(), &reboot, args); err != nil {
		t.Fatal(err)
	}
	if in := requests.Next(t); string(in.Args) != string(args) {
		t.Errorf("sent %s", in.Args)
	}
}

// A target with Fanout makes a cast a fanout, and a call an error.
func TestTargetWithFanoutMakesACastAFanout(t *testing.T) {
	tr := oslotest.Open(t)
	one := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute", Server: "one"})
	two := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute", Server: "two"})
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.WithTarget(func(t *oslo.Target) { t.Fanout = true }))
	if err := c.Cast(t.Context(), &reboot, nil); err != nil {
		t.Fatal(err)
	}
	one.Next(t)
	two.Next(t)
	if err := c.Call(t.Context(), &reboot, nil, nil); oslo.CodeOf(err) != "invalid_target" {
		t.Errorf("call: %v", err)
	}
}

func TestLoneSurrogateIsTheReplacementCharacter(t *testing.T) {
	var text string
	if err := wirejson.Unmarshal([]byte(`"a\ud800b"`), &text); err != nil || text != "a\ufffdb" {
		t.Errorf("got %q, %v", text, err)
	}
}

// A request tells how long its caller waits, as far as is known.
func TestIncomingTellsTheCallersDeadline(t *testing.T) {
	tr := oslotest.Open(t)
	requests := oslotest.RecordRequests(t, tr, oslo.Target{Topic: "compute"})
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute"})
	if err := c.Call(t.Context(), &reboot, nil, nil); err != nil {
		t.Fatal(err)
	}
	if in := requests.Next(t); in.Deadline.IsZero() {
		t.Error("a call has no deadline")
	}
	if err := c.Cast(t.Context(), &reboot, nil); err != nil {
		t.Fatal(err)
	}
	if in := requests.Next(t); !in.Deadline.IsZero() {
		t.Errorf("a cast has the deadline %v", in.Deadline)
	}
}
