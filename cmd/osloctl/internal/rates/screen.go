package rates

import (
	"fmt"
	"strconv"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
)

// NewTable returns the table of a book for a screen.
func NewTable(empty string) *screen.Table {
	return screen.NewTable(empty,
		screen.Column{Title: "EVENT OR METHOD", Grow: true, Least: 30},
		screen.Column{Title: "KIND"},
		screen.Column{Title: "TOPIC", Grow: true, Least: 13, Optional: 4},
		screen.Column{Title: "COUNT", Right: true},
		screen.Column{Title: "/S", Right: true},
		screen.Column{Title: "/S 1MIN", Right: true, Optional: 5},
		screen.Column{Title: "FAILED", Right: true, Optional: 2},
		screen.Column{Title: "LATE", Right: true, Optional: 3},
		screen.Column{Title: "P50", Right: true, Optional: 6},
		screen.Column{Title: "P99", Right: true, Optional: 1},
		screen.Column{Title: "SLOWEST", Right: true, Optional: 7},
		screen.Column{Title: "LAST", Right: true, Optional: 8},
	)
}

// ScreenRows are the rows of a book for a screen.
func ScreenRows(rows []*Row, now time.Time) []screen.Row {
	var out []screen.Row
	for _, r := range rows {
		ten, minute := r.Rate(now, 10), r.Rate(now, window-1)
		p50, p99, slowest := r.Times.Quantile(0.5), r.Times.Quantile(0.99), r.Times.Quantile(1)
		out = append(out, screen.Row{
			Key: r.Topic + " " + r.Name + " " + r.Kind,
			Cells: []string{
				output.Clean(r.Name), output.Clean(r.Kind), output.Clean(r.Topic), strconv.Itoa(r.Total), rate(ten), rate(minute),
				count(r.Failures), count(r.Late), Took(p50), Took(p99), Took(slowest), r.Last.Local().Format("15:04:05"),
			},
			Order: []float64{
				0, 0, 0, float64(r.Total), ten, minute, float64(r.Failures), float64(r.Late),
				float64(p50), float64(p99), float64(slowest), float64(r.Last.Unix()),
			},
			Mark: r.mark(ten), Data: r,
		})
	}
	return out
}

func (r *Row) mark(rate float64) screen.Mark {
	switch {
	case r.Late > 0 || r.Kind == "error" || r.Kind == "critical":
		return screen.Alarm
	case r.Failures > 0 || r.Kind == "warn":
		return screen.Warning
	case rate == 0:
		return screen.Quiet
	}
	return screen.Plain
}

func rate(r float64) string {
	if r == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", r)
}

func count(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}
