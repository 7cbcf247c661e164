package top

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/rates"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/screen"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// state holds everything known about the bus. Its methods may be called
// concurrently.
type state struct {
	only  []string // topics to show, all if empty
	notes *screen.Notes
	began time.Time

	mu     sync.Mutex
	queues []mgmt.Queue
	names  survey.Names
	book   *rates.Book
}

func newState(only []string) *state {
	now := time.Now()
	return &state{only: only, notes: &screen.Notes{}, began: now, book: rates.NewBook(now)}
}

func (st *state) add(e *traffic.Entry) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.book.Add(e)
}

func (st *state) tick(now time.Time) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.book.Tick(now)
}

// look looks at the queues once.
func (st *state) look(ctx context.Context, l *looker) error {
	queues, names, err := l.queues(ctx, st.seen())
	if err != nil {
		return err
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	st.queues, st.names = queues, names
	return nil
}

// keepLooking looks again and again until ctx ends.
func (st *state) keepLooking(ctx context.Context, l *looker, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if err := st.look(ctx, l); err != nil && ctx.Err() == nil {
				st.notes.Add("The queues can't be seen: %v", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// seen are the queues that messages were seen for: of topics, and of priorities of
// notifications.
func (st *state) seen() (names []string) {
	st.mu.Lock()
	defer st.mu.Unlock()
	for _, row := range st.book.Rows(time.Now()) {
		if isRequest(row) {
			names = append(names, row.Topic)
		} else {
			names = append(names, row.Topic+"."+row.Kind)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func isRequest(r *rates.Row) bool {
	return r.Kind == string(traffic.Call) || r.Kind == string(traffic.Cast) || r.Kind == string(traffic.Fanout)
}

// rows are the rows of methods or of events, of the topics to show.
func (st *state) rows(now time.Time, requests bool) []*rates.Row {
	return slices.DeleteFunc(st.book.Rows(now), func(r *rates.Row) bool {
		return isRequest(r) != requests || !st.shows(r.Topic)
	})
}

func (st *state) shows(topic string) bool {
	return len(st.only) == 0 || slices.Contains(st.only, topic)
}
