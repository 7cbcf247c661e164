package rates

import (
	"testing"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

func TestCounter(t *testing.T) {
	var c Counter
	for i := range 30 {
		c.Add(noon.Add(time.Duration(i)*time.Second), 2)
	}
	for after, want := range map[time.Duration]float64{30 * time.Second: 2, 35 * time.Second: 1, 40 * time.Second: 0, time.Hour: 0} {
		fresh := c
		if got := fresh.Rate(noon.Add(after), 10); got != want {
			t.Errorf("after %v: %v a second, want %v", after, got, want)
		}
	}
	if c.Total != 60 || !c.Last.Equal(noon.Add(29*time.Second)) {
		t.Errorf("got %d, %v", c.Total, c.Last)
	}
}

// A counter that has just begun does not look further back than that.
func TestCounterThatHasJustBegun(t *testing.T) {
	c := Counter{began: noon.Unix()}
	c.Add(noon, 6)
	for after, want := range map[time.Duration]float64{time.Second: 6, 3 * time.Second: 2, time.Minute: 0} {
		fresh := c
		if got := fresh.Rate(noon.Add(after), 10); got != want {
			t.Errorf("after %v: %v a second, want %v", after, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	var times Times
	if times.Quantile(0.5) != 0 {
		t.Error("none has a median")
	}
	for i := range 3 * kept {
		times.Add(time.Duration(i%100+1) * time.Millisecond)
	}
	for q, want := range map[float64]int64{0: 1, 0.5: 51, 0.99: 100, 1: 100} {
		if got := times.Quantile(q); got.Milliseconds() != want {
			t.Errorf("%v: %v", q, got)
		}
	}
}

func entry(t *testing.T, exchange, key, body string, at time.Time) *traffic.Entry {
	t.Helper()
	e, err := traffic.Read(tap.Message{At: at, Exchange: exchange, Key: key, Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestBook(t *testing.T) {
	b := NewBook(noon.Add(-time.Hour))
	b.Add(entry(t, "nova", "n.error", `{"event_type": "e", "priority": "ERROR", "payload": 1}`, noon))
	for _, id := range []string{"1", "2", "3"} {
		b.Add(entry(t, "nova", "compute", `{"method": "m", "args": {}, "_msg_id": "`+id+`"}`, noon))
	}
	b.Add(entry(t, "", "r", `{"result": 1, "failure": null, "ending": true, "_msg_id": "1"}`, noon.Add(time.Second)))
	b.Add(entry(t, "", "r", `{"result": null, "failure": "{}", "ending": true, "_msg_id": "2"}`, noon.Add(3*time.Second)))
	b.Tick(noon.Add(2 * time.Minute))
	rows := b.Rows(noon.Add(time.Second))
	if len(rows) != 2 || b.All.Total != 4 || !b.Tracing {
		t.Fatalf("got %d rows, %d messages", len(rows), b.All.Total)
	}
	m := rows[0]
	if m.Key != (Key{"compute", "m", "call"}) || m.Total != 3 || m.Times.Count != 2 || m.Failures != 1 || m.Late != 1 || m.Times.Quantile(1) != 3*time.Second {
		t.Errorf("got %+v", m)
	}
	shown := ScreenRows(rows, noon.Add(time.Second))
	if shown[0].Mark != screen.Alarm || shown[1].Mark != screen.Alarm || shown[0].Cells[0] != "m" {
		t.Errorf("got %+v", shown)
	}
	for i := range maxRows + 10 {
		b.row(Key{Name: string(rune(i + 1000))})
	}
	if len(b.rows) > maxRows+1 {
		t.Errorf("%d rows are kept", len(b.rows))
	}
}
