package survey

import (
	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
)

// Doubtful reports whether the management API may be late with the numbers of a queue: it
// has none, or no consumer. It learns of consumers up to five seconds later.
func Doubtful(q mgmt.Queue) bool {
	return !q.Exclusive && (!q.Counted || q.Consumers == 0)
}

// Recount asks over AMQP for the numbers of queues that are doubtful. What AMQP does
// not tell stays.
func Recount(conn *passive.Conn, queues []mgmt.Queue) {
	for i := range queues {
		q := &queues[i]
		if !Doubtful(*q) {
			continue
		}
		if now, err := conn.Queue(q.Name); err == nil && now != nil {
			q.Consumers, q.Ready, q.Counted = now.Consumers, now.Messages, true
		}
	}
}
