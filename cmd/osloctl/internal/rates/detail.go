package rates

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// Detail is an opened row: numbers, the last exception and the last message.
func Detail(r screen.Row) []string {
	row, _ := r.Data.(*Row)
	lines := []string{
		fmt.Sprintf("%-17s%s", "topic", output.Clean(row.Topic)), fmt.Sprintf("%-17s%s", "kind", row.Kind),
		fmt.Sprintf("%-17s%d, the last at %s", "count", row.Total, row.Last.Local().Format("15:04:05")),
	}
	if row.Times.Count > 0 {
		var times []string
		for _, q := range []float64{0.5, 0.9, 0.99, 1} {
			times = append(times, fmt.Sprintf("%g%% %s", 100*q, Took(row.Times.Quantile(q))))
		}
		lines = append(lines, fmt.Sprintf("%-17s%d calls: %s", "answered", row.Times.Count, strings.Join(times, "   ")))
	}
	if row.Failures > 0 {
		lines = append(lines, fmt.Sprintf("%-17s%d, the last: %s", "failed", row.Failures, output.Clean(row.Failure)))
	}
	if row.Late > 0 {
		lines = append(lines, fmt.Sprintf("%-17s%d had no answer in time", "late", row.Late))
	}
	return append(append(lines, "", "The last message:", ""), row.message()...)
}

// message are the lines of the last message. Control characters are escaped in it.
func (r *Row) message() []string {
	if r.Newest == nil {
		return nil
	}
	text, err := json.MarshalIndent(r.Newest.View(), "", "  ")
	if err != nil {
		return []string{err.Error()}
	}
	return strings.Split(string(text), "\n")
}

// Took is a duration as a cell.
func Took(d time.Duration) string {
	if d == 0 {
		return "-"
	}
	return traffic.Took(d)
}
