package rates

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// Key is the key by which messages are counted.
type Key struct {
	Topic string // the topic
	Name  string // the event type or method
	Kind  string // the priority, or call, cast or fanout
}

// Row holds everything known about the messages of one key.
type Row struct {
	Key
	Counter
	Times    Times  // of calls that were answered
	Failures int    // how many of them with an exception
	Failure  string // the last of them
	Late     int    // calls without an answer in time
	Newest   *traffic.Entry
}

// Book counts messages. It is not safe for concurrent use.
type Book struct {
	All   Counter
	began int64 // in seconds
	rows  map[Key]*Row
	pairs *traffic.Pairs
	// Tracing says that replies are seen.
	Tracing bool
}

// NewBook returns an empty book, whose messages are counted from a time on.
func NewBook(began time.Time) *Book {
	b := &Book{began: began.Unix(), rows: map[Key]*Row{}, pairs: traffic.NewPairs()}
	b.All.began = b.began
	return b
}

// Add counts a message.
func (b *Book) Add(e *traffic.Entry) {
	switch e.Kind {
	case traffic.Notification:
		b.count(Key{e.Topic(), e.Text("event_type"), strings.ToLower(e.Text("priority"))}, e)
		return
	case traffic.Call, traffic.Cast, traffic.Fanout:
		b.count(requestKey(e), e)
	default:
		b.Tracing = true
	}
	if pair := b.pairs.Add(e); pair != nil && pair.Reply != nil {
		row := b.row(requestKey(pair.Request))
		row.Times.Add(pair.Took)
		if pair.Reply.Body["failure"] != nil {
			row.Failures++
			row.Failure = pair.Reply.Exception()
		}
	}
}

func (b *Book) count(k Key, e *traffic.Entry) {
	row := b.row(k)
	row.Add(e.At, 1)
	row.Newest = e
	b.All.Add(e.At, 1)
}

// Tick counts the calls whose timeout has passed. Without tracing nothing is known
// about them.
func (b *Book) Tick(now time.Time) {
	for _, pair := range b.pairs.Overdue(now) {
		if b.Tracing {
			b.row(requestKey(pair.Request)).Late++
		}
	}
}

// Rows returns all rows, the busiest of the last ten seconds first.
func (b *Book) Rows(now time.Time) []*Row {
	rows := make([]*Row, 0, len(b.rows))
	for _, row := range b.rows {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(x, y *Row) int {
		return cmp.Or(cmp.Compare(y.Rate(now, 10), x.Rate(now, 10)), cmp.Compare(y.Total, x.Total),
			cmp.Compare(x.Topic, y.Topic), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Kind, y.Kind))
	})
	return rows
}

// maxRows is how many keys are counted by themselves. Names come from others, so there
// may be any number of them.
const maxRows = 5000

func (b *Book) row(k Key) *Row {
	row := b.rows[k]
	if row == nil && len(b.rows) >= maxRows {
		k = Key{Topic: "others"}
		row = b.rows[k]
	}
	if row == nil {
		row = &Row{Key: k, Counter: Counter{began: b.began}}
		b.rows[k] = row
	}
	return row
}

func requestKey(e *traffic.Entry) Key { return Key{e.Topic(), e.Text("method"), string(e.Kind)} }
