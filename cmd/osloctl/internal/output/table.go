package output

import (
	"fmt"
	"io"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
)

// The styles of text for people. They use the terminal's own sixteen colours, so
// that they can be read on light and on dark.
var (
	Bold  = lipgloss.NewStyle().Bold(true)
	Faint = lipgloss.NewStyle().Faint(true)
	Good  = lipgloss.NewStyle().Foreground(lipgloss.Green)
	Warn  = lipgloss.NewStyle().Foreground(lipgloss.Yellow)
	Bad   = lipgloss.NewStyle().Foreground(lipgloss.Red).Bold(true)
)

// Table is a table for people.
type Table struct {
	Head []string
	Rows [][]string
	// Right names the columns that hold numbers, by their index.
	Right map[int]bool
}

// Write prints the table, at most width columns wide. A width of 0 is no limit.
func (t Table) Write(w io.Writer, width int) {
	head := lipgloss.NewStyle().Bold(true).PaddingRight(2)
	cell := lipgloss.NewStyle().PaddingRight(2)
	out := table.New().Border(lipgloss.HiddenBorder()).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).
		BorderHeader(false).BorderColumn(false).BorderRow(false).
		Headers(t.Head...).Rows(t.Rows...).
		StyleFunc(func(row, column int) lipgloss.Style {
			style := cell
			if row == table.HeaderRow {
				style = head
			}
			if t.Right[column] {
				style = style.Align(lipgloss.Right)
			}
			return style
		})
	if width > 0 && lipgloss.Width(out.Render()) > width {
		out = out.Width(width)
	}
	fmt.Fprintln(w, out.Render())
}
