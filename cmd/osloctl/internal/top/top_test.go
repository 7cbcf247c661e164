package top

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/rates"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// busy is a bus with a server that is down, a topic nobody consumes, and calls.
func busy(t *testing.T, only ...string) *state {
	t.Helper()
	st := newState(only)
	st.book = rates.NewBook(time.Now().Add(-time.Minute))
	st.queues = []mgmt.Queue{
		{Name: "compute", Consumers: 2}, {Name: "compute.cmp-1", Consumers: 1, Unacked: 3}, {Name: "compute.cmp-2"},
		{Name: "compute_fanout_1", Consumers: 1}, {Name: "conductor", Consumers: 1}, {Name: "conductor.ctl-1.example.org", Consumers: 1},
		{Name: "notifications.info", Ready: 70}, {Name: "reply_1", Consumers: 1},
	}
	st.names = survey.NewNames(st.queues, []mgmt.Exchange{{Name: "compute_fanout", Type: "fanout"}})
	at := time.Now().Add(-2 * time.Second)
	for i := range 10 {
		add(t, st, at, "nova", "compute", fmt.Sprintf(`{"method": "reboot", "args": {"uuid": "4b1e"}, "_msg_id": "c%d"}`, i))
		failure := "null"
		if i == 9 {
			failure = `"{\"class\": \"InstanceNotFound\", \"message\": \"no such instance\"}"`
		}
		add(t, st, at.Add(time.Duration(i)*time.Millisecond), "", "reply_1", fmt.Sprintf(`{"result": 1, "failure": %s, "ending": true, "_msg_id": "c%d"}`, failure, i))
	}
	add(t, st, at, "nova", "notifications.info", `{"event_type": "compute.start", "priority": "INFO", "payload": {}}`)
	return st
}

func add(t *testing.T, st *state, at time.Time, exchange, key, body string) {
	t.Helper()
	e, err := traffic.Read(tap.Message{At: at, Exchange: exchange, Key: key, Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	st.add(e)
}

// page is what the screen shows after some keys.
func page(t *testing.T, st *state, width int, keys ...tea.KeyPressMsg) string {
	t.Helper()
	b := st.board("queues of http://host1:15672")
	b.Init()
	b.Update(tea.WindowSizeMsg{Width: width, Height: 14})
	for _, key := range keys {
		b.Update(key)
	}
	var out []string
	for line := range strings.Lines(ansi.Strip(b.View().Content)) {
		if ansi.StringWidth(strings.TrimRight(line, "\n")) > width {
			t.Errorf("%d columns: %q", width, line)
		}
		out = append(out, strings.TrimRight(line, " \n"))
	}
	return strings.Join(out, "\n")
}

var (
	tab   = tea.KeyPressMsg{Code: tea.KeyTab}
	enter = tea.KeyPressMsg{Code: tea.KeyEnter}
	down  = tea.KeyPressMsg{Code: tea.KeyDown}
)

func TestTopicsAt80Columns(t *testing.T) {
	want := strings.Join([]string{
		"1.1 messages a second   70 waiting   2 servers, 1 down   tracing is on",
		"Topics   Servers   Methods   Events",
		"TOPIC          SERVERS  CONSUMERS  BACKLOG  UNACKED   /S  FAILED  SLOWEST METHOD",
		"notifications        -          0       70        -  0.1       -  -",
		"compute         1 of 2          2        -        3  1.0       1  reboot 9.0 ms",
		"conductor            1          1        -        -    -       -  -",
	}, "\n")
	if d := cmp.Diff(want, strings.Join(strings.Split(page(t, busy(t), 80), "\n")[:6], "\n")); d != "" {
		t.Error(d)
	}
}

func TestTopicsAt200Columns(t *testing.T) {
	got := page(t, busy(t), 200)
	for _, want := range []string{
		"queues of http://host1:15672",
		"TOPIC          SERVERS  CONSUMERS  BACKLOG  UNACKED   /S  FAILED  LATE  SLOWEST METHOD",
		"compute         1 of 2          2        -        3  1.0       1     -  reboot 9.0 ms",
		"tab next table",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestServersThatAreDownComeFirst(t *testing.T) {
	got := page(t, busy(t), 80, tab)
	if down, up := strings.Index(got, "cmp-2 "), strings.Index(got, "cmp-1 "); down < 0 || up < down || !strings.Contains(got, "ctl-1.example.org  conductor") {
		t.Errorf("got\n%s", got)
	}
	if got := page(t, busy(t), 80, tab, enter); !strings.Contains(got, "Try: osloctl ping compute.cmp-2") {
		t.Errorf("opened:\n%s", got)
	}
}

func TestOpenedRows(t *testing.T) {
	for _, c := range []struct {
		keys []tea.KeyPressMsg
		want []string
	}{
		{[]tea.KeyPressMsg{enter}, []string{"Messages wait in a queue that nobody consumes.", "notifications.info", "compute.start"}},
		{[]tea.KeyPressMsg{down, enter}, []string{"compute.cmp-2", "compute_fanout_1"}},
		{[]tea.KeyPressMsg{tab, tab, enter}, []string{"count            10, the last at", "99% 9.0 ms", "failed           1, the last: InstanceNotFound: no such instance"}},
		{[]tea.KeyPressMsg{tab, tab, tab, enter}, []string{`"event_type": "compute.start"`}},
	} {
		got := page(t, busy(t), 80, c.keys...)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%v: no %q in\n%s", c.keys, want, got)
			}
		}
	}
}

func TestOnlySomeTopics(t *testing.T) {
	if got := page(t, busy(t, "conductor"), 80); strings.Contains(got, "compute") || !strings.Contains(got, "conductor") {
		t.Errorf("got\n%s", got)
	}
}

// Without the management API the queues of topics that messages are seen of are asked
// about.
func TestSeenTopics(t *testing.T) {
	if d := cmp.Diff([]string{"compute", "notifications.info"}, busy(t).seen()); d != "" {
		t.Error(d)
	}
}

func TestSourcesAreTheExchangesOfServices(t *testing.T) {
	l := &looker{api: &mgmt.Client{}, bindings: []mgmt.Binding{{Source: "nova", Destination: "compute", DestinationType: "queue"}}}
	l.exchanges = []mgmt.Exchange{
		{Name: "", Type: "direct"}, {Name: "amq.topic", Type: "topic"}, {Name: "nova", Type: "topic"}, {Name: "neutron", Type: "topic"},
		{Name: "compute_fanout", Type: "fanout"}, {Name: "logs", Type: "fanout"}, {Name: "inner", Type: "topic", Internal: true},
	}
	all := []tap.Source{{Exchange: "nova", Key: "#", Beside: "compute"}, {Exchange: "neutron", Key: "#"}, tap.Fanouts("compute")}
	if d := cmp.Diff(all, l.sources(nil, nil)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]tap.Source{all[1], all[2]}, l.sources(nil, []string{"neutron"})); d != "" {
		t.Error(d)
	}
}
