package layout

import (
	"bytes"
	"unicode/utf8"
)

// table holds lines that are printed together so that their columns align.
type table []row

// flush prints the rows and empties the table.
func (t *table) flush(out *bytes.Buffer) {
	rows := *t
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && len(rows[n].columns) == len(rows[0].columns) {
			n++
		}
		section := rows[:n]
		widths := columnWidths(section)
		for i := range section {
			section[i].print(out, widths)
		}
		rows = rows[n:]
	}
	*t = (*t)[:0]
}

// columnWidths returns the widths of the columns. All rows have the same number
// of them.
func columnWidths(rows []row) []int {
	widths := make([]int, len(rows[0].columns))
	for _, r := range rows {
		for c, text := range r.columns {
			widths[c] = max(widths[c], utf8.RuneCountInString(text))
		}
	}
	return widths
}

func (r *row) print(out *bytes.Buffer, widths []int) {
	for range r.indent {
		out.WriteByte('\t')
	}
	for c, text := range r.columns {
		out.WriteString(text)
		for range widths[c] - utf8.RuneCountInString(text) + 1 {
			out.WriteByte(' ')
		}
	}
	out.Write(r.rest)
	out.WriteByte('\n')
}
