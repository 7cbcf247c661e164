package tail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/rates"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/watch"
)

// stats counts messages. On a terminal it shows a live table, elsewhere a table at the
// end.
type stats struct {
	tail    *Tail
	session *session.Session
	filter  *traffic.Filter
	began   time.Time
	notes   *screen.Notes

	mu   sync.Mutex // the screen reads
	book *rates.Book
}

func newStats(t *Tail, s *session.Session, filter *traffic.Filter) *stats {
	now := time.Now()
	return &stats{tail: t, session: s, filter: filter, began: now, notes: &screen.Notes{}, book: rates.NewBook(now)}
}

func (s *stats) entry(e *traffic.Entry) error {
	if e.Kind != traffic.Reply && e.Kind != traffic.Heartbeat {
		if s.tail.picked(s.filter, e) == nil {
			return nil
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.book.Add(e)
	if s.tail.Count > 0 && s.book.All.Total >= s.tail.Count {
		return errEnough
	}
	return nil
}

func (s *stats) tick(now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.book.Tick(now)
	return nil
}

// end prints the table, where no screen has shown it.
func (s *stats) end() error {
	if s.live() {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := rates.Documents(s.book.Rows(time.Now()), time.Since(s.began))
	return output.PrintList(s.session.Printer, list, func(w io.Writer) {
		table := output.Table{Head: []string{"TOPIC", "EVENT OR METHOD", "KIND", "COUNT", "A SECOND", "P50", "P99"},
			Right: map[int]bool{3: true, 4: true, 5: true, 6: true}}
		for _, r := range list {
			table.Rows = append(table.Rows, []string{r.Topic, r.Name, r.Kind, strconv.Itoa(r.Count), fmt.Sprintf("%.1f", r.Rate), milliseconds(r.P50), milliseconds(r.P99)})
		}
		table.Write(w, s.session.Printer.Width)
	})
}

func milliseconds(n float64) string { return rates.Took(time.Duration(n * float64(time.Millisecond))) }

// live reports whether there is a terminal to show a screen on.
func (s *stats) live() bool {
	return s.session.Printer.Text() && output.IsTerminal(s.session.Stdout) && output.IsTerminal(s.session.Stdin)
}

// run shows a screen while w follows, until the user quits or there is enough.
func (s *stats) run(ctx context.Context, w *watch.Watcher) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w.Note, w.Ready = s.notes.Add, func() {}
	watched := make(chan error, 1)
	// Ends with ctx, which ends with the screen.
	go func() {
		defer cancel()
		watched <- w.Run(ctx)
	}()
	err := screen.Run(ctx, s.newBoard(), s.session.Stdin, s.session.Stdout)
	cancel()
	if lost := <-watched; !errors.Is(lost, errEnough) {
		err = errors.Join(err, lost)
	}
	return err
}

func (s *stats) newBoard() *screen.Board {
	table := rates.NewTable("No message yet.")
	return &screen.Board{
		Title: func(now time.Time) (string, string) {
			s.mu.Lock()
			defer s.mu.Unlock()
			return fmt.Sprintf("%d messages, %.1f a second", s.book.All.Total, s.book.All.Rate(now, 10)),
				"since " + s.began.Format("15:04:05")
		},
		Pages: []*screen.Page{{Title: "Messages", Table: table}},
		Refresh: func(now time.Time) {
			s.mu.Lock()
			defer s.mu.Unlock()
			table.Set(rates.ScreenRows(s.book.Rows(now), now))
		},
		Every: time.Second,
		Notes: s.notes,
	}
}
