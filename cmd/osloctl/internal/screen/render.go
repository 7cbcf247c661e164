package screen

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// gap is the number of columns between two of a table.
const gap = 2

// Render returns the table with its head, of exactly height lines.
func (t *Table) Render(width, height int, s Styles) string {
	widths, visible := t.widths(width)
	lines := []string{s.Head.Render(t.line(titles(t), widths, visible, width))}
	room := height - 1
	if at := t.selected(); at < t.offset {
		t.offset = at
	} else if at >= t.offset+room {
		t.offset = at - room + 1
	}
	t.offset = max(min(t.offset, len(t.shown)-room), 0)
	for i := t.offset; i < min(t.offset+room, len(t.shown)); i++ {
		style := s.Row[t.shown[i].Mark]
		if i == t.selected() {
			style = style.Reverse(true)
		}
		lines = append(lines, style.Render(t.line(t.shown[i].Cells, widths, visible, width)))
	}
	if len(t.shown) == 0 {
		lines = append(lines, "", s.Faint.Render(t.nothing()))
	}
	for len(lines) < height {
		lines = append(lines, "")
	}
	return strings.Join(lines[:height], "\n")
}

func (t *Table) nothing() string {
	if t.filter != "" && len(t.rows) > 0 {
		return "No row has " + t.filter + ". Esc shows all."
	}
	return t.Empty
}

// titles are the titles of the columns, with an arrow at the one that is sorted.
func titles(t *Table) []string {
	var out []string
	for i, c := range t.Columns {
		title := c.Title
		if i == t.sort {
			arrow := "↑"
			if c.Right != t.reverse { // numbers begin with the largest
				arrow = "↓"
			}
			title += arrow
		}
		out = append(out, title)
	}
	return out
}

// line is one line of the table, of exactly width columns.
func (t *Table) line(cells []string, widths, visible []int, width int) string {
	var b strings.Builder
	for n, i := range visible {
		if n > 0 {
			b.WriteString(strings.Repeat(" ", gap))
		}
		text := ansi.Truncate(cells[i], widths[i], "…")
		pad := strings.Repeat(" ", widths[i]-lipgloss.Width(text))
		if t.Columns[i].Right {
			text = pad + text
		} else {
			text += pad
		}
		b.WriteString(text)
	}
	out := ansi.Truncate(b.String(), width, "")
	return out + strings.Repeat(" ", max(width-lipgloss.Width(out), 0))
}

// widths are the widths of the columns, and which of them fit.
func (t *Table) widths(width int) (widths, visible []int) {
	widths = make([]int, len(t.Columns))
	for i, title := range titles(t) {
		widths[i] = lipgloss.Width(title)
		for _, row := range t.shown {
			widths[i] = max(widths[i], lipgloss.Width(row.Cells[i]))
		}
		visible = append(visible, i)
	}
	for t.least(widths, visible) > width {
		at := t.mostOptional(visible)
		if at < 0 {
			break
		}
		visible = slices.Delete(visible, at, at+1)
	}
	t.fit(widths, visible, width)
	return widths, visible
}

// least is the narrowest that the columns can be together.
func (t *Table) least(widths, visible []int) int {
	sum := gap * (len(visible) - 1)
	for _, i := range visible {
		if c := t.Columns[i]; c.Grow {
			sum += min(widths[i], c.Least)
		} else {
			sum += widths[i]
		}
	}
	return sum
}

// mostOptional is the index in visible of the column to leave out first, -1 for none. Columns
// that say nothing go before the others.
func (t *Table) mostOptional(visible []int) int {
	at, most := -1, 0
	for n, i := range visible {
		o := t.Columns[i].Optional
		if o > 0 && t.saysNothing(i) {
			o += len(t.Columns)
		}
		if o > 0 && o >= most {
			at, most = n, o
		}
	}
	return at
}

// saysNothing reports whether a column has "-" in each row.
func (t *Table) saysNothing(column int) bool {
	return !slices.ContainsFunc(t.shown, func(r Row) bool { return r.Cells[column] != "-" })
}

// fit shrinks columns that grow until all have room. The widest gives first.
func (t *Table) fit(widths, visible []int, width int) {
	sum := gap * (len(visible) - 1)
	for _, i := range visible {
		sum += widths[i]
	}
	for ; sum > width; sum-- {
		widest := -1
		for _, i := range visible {
			c := t.Columns[i]
			if c.Grow && widths[i] > c.Least && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}
