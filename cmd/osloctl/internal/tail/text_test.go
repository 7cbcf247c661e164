package tail

import (
	"strings"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

func entry(t *testing.T, exchange, key, body string) *traffic.Entry {
	t.Helper()
	e, err := traffic.Read(tap.Message{At: time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local), Exchange: exchange, Key: key, Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Lines fit the terminal, and what matters most is on them.
func TestLinesFit(t *testing.T) {
	event := entry(t, "nova", "n.info", `{"event_type": "compute.instance.create.end", "publisher_id": "compute.cmp-1.example.org", "priority": "INFO", "payload": {"text": "`+strings.Repeat("long ", 50)+`"}}`)
	call := entry(t, "nova", "compute.cmp-1.example.org", `{"method": "refresh_rules", "args": {"a": "`+strings.Repeat("long ", 50)+`"}, "_msg_id": "1"}`)
	reply := entry(t, "", "r", `{"result": ["`+strings.Repeat("much ", 50)+`"], "failure": null, "ending": true, "_msg_id": "1"}`)
	pair := &traffic.Pair{Request: call, Reply: reply, Took: 3 * time.Millisecond}
	for width, want := range map[int][2]string{
		80:  {"12:00:00 info  compute.instance.create.end compute.cmp-1 {", "12:00:00   3.0 ms  compute.cmp-1 refresh_rules(a="},
		200: {"12:00:00.000 info  compute.instance.create.end compute.cmp-1.example.org {", "12:00:00.000   3.0 ms  compute.cmp-1.example.org refresh_rules(a="},
	} {
		for n, line := range []string{notificationLine(event, event.View(), width), pairLine(pair, width)} {
			if got := ansi.Strip(line); lipgloss.Width(got) > width || !strings.HasPrefix(got, want[n]) {
				t.Errorf("%d columns, %d: %s", width, lipgloss.Width(got), got)
			}
		}
	}
	if got := ansi.Strip(pairLine(pair, 0)); lipgloss.Width(got) < 500 || strings.Contains(got, "…") {
		t.Errorf("without a terminal: %s", got)
	}
}

func TestOutcomes(t *testing.T) {
	call := entry(t, "nova", "compute", `{"method": "m", "args": {}, "_msg_id": "1"}`)
	failed := entry(t, "", "r", `{"result": null, "failure": "{\"class\": \"NotFound\", \"message\": \"no\\nsuch\"}", "ending": true, "_msg_id": "1"}`)
	strange := entry(t, "", "r", `{"result": null, "failure": "?", "ending": true, "_msg_id": "1"}`)
	for want, pair := range map[string]*traffic.Pair{
		"reply not seen":    {Request: call},
		"no reply":          {Request: call, Late: true},
		"NotFound: no such": {Request: call, Reply: failed},
		"?":                 {Request: call, Reply: strange},
		"cast":              {Request: entry(t, "nova", "compute", `{"method": "m", "args": {}}`)},
		"fanout":            {Request: entry(t, "compute_fanout", "", `{"method": "m", "args": {}}`)},
	} {
		if got := outcome(pair); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
