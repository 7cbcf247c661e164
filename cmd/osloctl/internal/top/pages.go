package top

import (
	"fmt"
	"strconv"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/rates"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
)

// board makes the screen. told names the source of the queues.
func (st *state) board(told string) *screen.Board {
	topics := screen.NewTable("There is no topic yet.",
		screen.Column{Title: "TOPIC", Grow: true, Least: 24}, screen.Column{Title: "SERVERS", Right: true},
		screen.Column{Title: "CONSUMERS", Right: true, Optional: 4}, screen.Column{Title: "BACKLOG", Right: true},
		screen.Column{Title: "UNACKED", Right: true, Optional: 5}, screen.Column{Title: "/S", Right: true},
		screen.Column{Title: "FAILED", Right: true, Optional: 2}, screen.Column{Title: "LATE", Right: true, Optional: 3},
		screen.Column{Title: "SLOWEST METHOD", Grow: true, Least: 24, Optional: 1})
	servers := screen.NewTable("No server is known. The management API knows all, see --management-url.",
		screen.Column{Title: "SERVER", Grow: true, Least: 16}, screen.Column{Title: "TOPIC", Grow: true, Least: 12},
		screen.Column{Title: "CONSUMERS", Right: true}, screen.Column{Title: "BACKLOG", Right: true},
		screen.Column{Title: "UNACKED", Right: true, Optional: 1}, screen.Column{Title: "IDLE SINCE", Optional: 2})
	methods := rates.NewTable("No call or cast has come yet.")
	events := rates.NewTable("No notification has come yet.")
	return &screen.Board{
		Title: func(now time.Time) (string, string) { return st.title(now), told },
		Pages: []*screen.Page{
			{Title: "Topics", Table: topics, Detail: st.topicDetail}, {Title: "Servers", Table: servers, Detail: st.serverDetail},
			{Title: "Methods", Table: methods, Detail: st.rowDetail}, {Title: "Events", Table: events, Detail: st.rowDetail},
		},
		Refresh: func(now time.Time) {
			st.mu.Lock()
			defer st.mu.Unlock()
			topics.Set(topicRows(st.topics(now)))
			servers.Set(serverRows(st.servers()))
			methods.Set(rates.ScreenRows(st.rows(now, true), now))
			events.Set(rates.ScreenRows(st.rows(now, false), now))
		},
		Every: time.Second, Notes: st.notes,
	}
}

func (st *state) title(now time.Time) string {
	st.mu.Lock()
	defer st.mu.Unlock()
	backlog, up, down := 0, 0, 0
	for _, t := range st.topics(now) {
		backlog += t.Backlog
		up += t.Servers
		down += t.Down
	}
	text := fmt.Sprintf("%.1f messages a second   %d waiting   %d servers", st.book.All.Rate(now, 10), backlog, up)
	if down > 0 {
		text += fmt.Sprintf(", %d down", down)
	}
	if st.book.Tracing {
		text += "   tracing is on"
	}
	return text
}

func topicRows(list []*topic) (rows []screen.Row) {
	for _, t := range list {
		servers := strconv.Itoa(t.Servers)
		if t.Down > 0 {
			servers = fmt.Sprintf("%d of %d", t.Servers, t.Servers+t.Down)
		}
		if t.Notifies {
			servers = "-"
		}
		rows = append(rows, screen.Row{
			Key: t.Name,
			Cells: []string{
				output.Clean(t.Name), servers, strconv.Itoa(t.Consumers), number(t.Backlog), number(t.Unacked), rate(t.Rate),
				number(t.Failed), number(t.Late), output.Clean(t.slowest()),
			},
			Order: []float64{
				0, float64(t.Servers), float64(t.Consumers), float64(t.Backlog), float64(t.Unacked), t.Rate,
				float64(t.Failed), float64(t.Late), float64(t.p99),
			},
			Mark: t.mark(), Data: t,
		})
	}
	return rows
}

func serverRows(list []*server) (rows []screen.Row) {
	for _, s := range list {
		rows = append(rows, screen.Row{
			Key:   s.Topic + " " + s.Name,
			Cells: []string{output.Clean(s.Name), output.Clean(s.Topic), strconv.Itoa(s.Consumers), number(s.Backlog), number(s.Unacked), s.Idle},
			Order: []float64{0, 0, float64(s.Consumers), float64(s.Backlog), float64(s.Unacked)},
			Mark:  s.mark(), Data: s,
		})
	}
	return rows
}

// number is a number as a cell, in which nothing catches no eye.
func number(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}

func rate(r float64) string {
	if r == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", r)
}
