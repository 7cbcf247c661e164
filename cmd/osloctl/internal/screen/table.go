// Package screen is a table that fills a terminal, is refreshed, and can be sorted,
// filtered and opened with keys.
package screen

import (
	"cmp"
	"slices"
	"strings"
)

// Column is one column of a table.
type Column struct {
	Title string
	Right bool // for numbers
	Grow  bool // takes the room that is left
	Least int  // its least width, if it grows
	// Optional columns are left out of a narrow screen, those of the highest number first.
	Optional int
}

// Mark says how a row is to be looked at.
type Mark int

// The marks.
const (
	Plain Mark = iota
	Warning
	Alarm
	Quiet // nothing happens there
)

// Row is one row of a table.
type Row struct {
	Key   string    // names it from one refresh to the next
	Cells []string  // one for each column
	Order []float64 // of columns that are sorted by a number, the largest first
	Mark  Mark
	Data  any // for the detail
}

// Table is a table with its place on the screen. It is not safe for concurrent use.
type Table struct {
	Columns []Column
	// Empty is shown in place of rows when there are none.
	Empty string

	rows    []Row // all, in the order they came
	shown   []Row // sorted and filtered
	sort    int   // column, -1 for the order they came in
	reverse bool
	filter  string
	cursor  string // the key of the selected row
	offset  int    // of the first row on the screen
}

// NewTable returns a table that is not sorted.
func NewTable(empty string, columns ...Column) *Table {
	return &Table{Columns: columns, Empty: empty, sort: -1}
}

// Set replaces the rows. The selection stays on the row of the same key.
func (t *Table) Set(rows []Row) {
	t.rows = rows
	t.arrange()
}

// arrange filters and sorts the rows.
func (t *Table) arrange() {
	t.shown = t.shown[:0]
	for _, row := range t.rows {
		if t.filter == "" || strings.Contains(strings.ToLower(strings.Join(row.Cells, " ")), strings.ToLower(t.filter)) {
			t.shown = append(t.shown, row)
		}
	}
	if t.sort < 0 {
		return
	}
	slices.SortStableFunc(t.shown, func(a, b Row) int {
		order := t.compare(a, b)
		if t.reverse {
			return -order
		}
		return order
	})
}

// compare orders rows by the column that is sorted: numbers from the largest, text
// from A.
func (t *Table) compare(a, b Row) int {
	if t.Columns[t.sort].Right && t.sort < len(a.Order) && t.sort < len(b.Order) {
		return cmp.Compare(b.Order[t.sort], a.Order[t.sort])
	}
	return cmp.Compare(a.Cells[t.sort], b.Cells[t.sort])
}

// SortNext sorts by the next column that is on the screen, and after the last in the
// order the rows came in.
func (t *Table) SortNext(width int) {
	_, visible := t.widths(width)
	next := t.sort + 1
	for next < len(t.Columns) && !slices.Contains(visible, next) {
		next++
	}
	t.sort, t.reverse = next, false
	if next >= len(t.Columns) {
		t.sort = -1
	}
	t.arrange()
}

// Reverse turns the order round.
func (t *Table) Reverse() {
	t.reverse = !t.reverse
	t.arrange()
}

// Filter shows only rows that have the text.
func (t *Table) Filter(text string) {
	t.filter = text
	t.arrange()
}

// Move moves the selection by a number of rows.
func (t *Table) Move(by int) {
	if len(t.shown) > 0 {
		t.cursor = t.shown[min(max(t.selected()+by, 0), len(t.shown)-1)].Key
	}
}

// Selected returns the selected row.
func (t *Table) Selected() (Row, bool) {
	if len(t.shown) == 0 {
		return Row{}, false
	}
	return t.shown[t.selected()], true
}

// selected is the index of the selected row, the first if it has gone.
func (t *Table) selected() int {
	return max(slices.IndexFunc(t.shown, func(r Row) bool { return r.Key == t.cursor }), 0)
}
