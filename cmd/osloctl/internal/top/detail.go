package top

import (
	"fmt"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/rates"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
)

// topicDetail returns the lines of an opened topic: its problems, its queues
// and its methods.
func (st *state) topicDetail(r screen.Row) (lines []string) {
	t, _ := r.Data.(*topic)
	st.mu.Lock()
	defer st.mu.Unlock()
	if t.deserted {
		lines = append(lines, "Messages wait in a queue that nobody consumes.", "")
	}
	if t.Late > 0 {
		lines = append(lines, fmt.Sprintf("%d calls had no answer in time.", t.Late), "")
	}
	lines = append(lines, fmt.Sprintf("%-48s %9s %9s %9s", "QUEUE", "CONSUMERS", "WAITING", "UNACKED"))
	for _, q := range st.queues {
		if _, name, _ := st.names.Of(q.Name); name == t.Name {
			lines = append(lines, fmt.Sprintf("%-48s %9d %9d %9d", output.Clean(q.Name), q.Consumers, q.Ready, q.Unacked))
		}
	}
	lines = append(lines, "", fmt.Sprintf("%-48s %9s %9s %9s", "METHOD OR EVENT", "COUNT", "/S", "P99"))
	now := time.Now()
	for _, row := range st.book.Rows(now) {
		if row.Topic == t.Name {
			lines = append(lines, fmt.Sprintf("%-48s %9d %9s %9s", output.Clean(row.Name), row.Total, rate(row.Rate(now, 10)), rates.Took(row.Times.Quantile(0.99))))
		}
	}
	return lines
}

// serverDetail returns the lines of an opened server: its queue, and the remedy
// if it is down.
func (st *state) serverDetail(r screen.Row) []string {
	s, _ := r.Data.(*server)
	lines := []string{
		"queue            " + output.Clean(s.Topic+"."+s.Name),
		fmt.Sprintf("consumers        %d", s.Consumers),
		fmt.Sprintf("waiting          %d", s.Backlog),
		fmt.Sprintf("unacknowledged   %d", s.Unacked),
		"idle since       " + s.Idle,
	}
	if s.Consumers == 0 {
		lines = append(lines, "", "Nobody consumes the queue: the server has stopped, or has lost its connection.",
			"Try: osloctl ping "+strings.TrimSpace(output.Clean(s.Topic+"."+s.Name)))
	}
	return lines
}

// rowDetail is an opened method or event.
func (st *state) rowDetail(r screen.Row) []string {
	st.mu.Lock()
	defer st.mu.Unlock()
	return rates.Detail(r)
}
