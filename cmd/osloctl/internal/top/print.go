package top

import (
	"io"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/rates"
)

// document is all four tables.
type document struct {
	At      time.Time        `json:"at"`
	Tracing bool             `json:"tracing"`
	Topics  []*topic         `json:"topics"`
	Servers []*server        `json:"servers"`
	Methods []rates.Document `json:"methods"`
	Events  []rates.Document `json:"events"`
}

// print prints the present state once.
func (st *state) print(p *output.Printer) error {
	st.mu.Lock()
	defer st.mu.Unlock()
	now := time.Now()
	doc := document{
		At: now.UTC(), Tracing: st.book.Tracing, Topics: st.topics(now), Servers: st.servers(),
		Methods: rates.Documents(st.rows(now, true), now.Sub(st.began)), Events: rates.Documents(st.rows(now, false), now.Sub(st.began)),
	}
	return p.Print(doc, func(w io.Writer) {
		table := output.Table{
			Head:  []string{"TOPIC", "SERVERS", "CONSUMERS", "BACKLOG", "UNACKED", "A SECOND", "FAILED", "LATE", "SLOWEST METHOD"},
			Right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true},
		}
		for _, row := range topicRows(doc.Topics) {
			table.Rows = append(table.Rows, row.Cells)
		}
		table.Write(w, p.Width)
	})
}
