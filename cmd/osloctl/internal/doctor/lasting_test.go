package doctor

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
)

// RabbitMQ 4.0 says "down" of a queue that was just declared, and of one that has
// stopped.
func TestStateOfAQueue(t *testing.T) {
	quorum := map[string]any{"x-queue-type": "quorum"}
	absent := &passive.AbsentError{Queue: "q", Reason: "its node is down"}
	for name, c := range map[string]struct {
		q    mgmt.Queue
		now  *passive.Queue
		err  error
		want string
	}{
		"a queue that runs":              {mgmt.Queue{State: "running"}, &passive.Queue{}, nil, ""},
		"a new queue":                    {mgmt.Queue{State: "down"}, &passive.Queue{}, nil, ""},
		"a queue without numbers":        {mgmt.Queue{}, &passive.Queue{}, nil, ""},
		"a queue that has gone":          {mgmt.Queue{State: "down"}, nil, nil, ""},
		"a queue on a node that is down": {mgmt.Queue{State: "down"}, nil, absent, "its node is down"},
		"a queue that ended just now":    {mgmt.Queue{State: "running"}, nil, absent, "its node is down"},
		"no right to ask":                {mgmt.Queue{State: "running"}, nil, errors.New("refused"), ""},
		"down, and no right to ask":      {mgmt.Queue{State: "down"}, nil, errors.New("refused"), "down"},
		"a quorum queue in a minority":   {mgmt.Queue{State: "minority", Arguments: quorum, Online: []string{"a"}, Members: []string{"a", "b", "c"}}, &passive.Queue{}, nil, "minority, with 1 of 3 members"},
		"a quorum queue that ended":      {mgmt.Queue{Arguments: quorum, Members: []string{"a"}}, &passive.Queue{}, nil, "down, with 0 of 1 members"},
		"a quorum queue with a majority": {mgmt.Queue{State: "running", Arguments: quorum, Online: []string{"a", "b"}, Members: []string{"a", "b", "c"}}, &passive.Queue{}, nil, ""},
		"a quorum queue that runs":       {mgmt.Queue{State: "running", Arguments: quorum}, &passive.Queue{}, nil, ""},
	} {
		if why, down := unusable(c.q, c.now, c.err); down != (c.want != "") || down && why != c.want {
			t.Errorf("%s: %q, %v, want %q", name, why, down, c.want)
		}
	}
}

func TestFindingsThatLast(t *testing.T) {
	first := []Finding{{Level: Warning, Check: "no-consumer", Subject: "a"}, {Level: Fault, Check: "no-binding", Subject: "b"}}
	second := []Finding{
		{Level: Fault, Check: "no-consumer", Subject: "a"}, // messages came
		{Level: Warning, Check: "no-consumer", Subject: "b"},
		{Level: Note, Check: "version"}, // once is enough
	}
	if d := cmp.Diff(append(second[:1:1], second[2]), both(first, second)); d != "" {
		t.Error(d)
	}
}

func TestAnAlarmThatHasEndedIsNone(t *testing.T) {
	all := &snapshot{nodes: []mgmt.Node{{Running: true, MemoryAlarm: true, DiskAlarm: true}}}
	for flows, want := range map[bool]int{true: 0, false: 2} {
		e := &exam{Report: &Report{}, flows: flows}
		e.nodes(all)
		if e.finish(); e.Faults != want {
			t.Errorf("messages flow: %v. Found %+v", flows, e.Findings)
		}
	}
}
