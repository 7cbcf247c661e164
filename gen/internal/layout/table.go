package layout

import "unicode/utf8"

// table holds lines that are printed together so that their columns align.
type table []row

// widths are the widths of the columns of a table.
type widths [2]int

// flush appends the rows to out and empties the table.
func (t *table) flush(out []byte) []byte {
	rows := *t
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].n == rows[0].n {
			n++
		}
		section := rows[:n]
		widths := columnWidths(section)
		for i := range section {
			out = section[i].print(out, widths)
		}
		rows = rows[n:]
	}
	*t = (*t)[:0]
	return out
}

// columnWidths returns the widths of the columns. All rows have the same number
// of them.
func columnWidths(rows []row) (w widths) {
	for i := range rows {
		for c, text := range rows[i].columns {
			w[c] = max(w[c], utf8.RuneCount(text))
		}
	}
	return w
}

func (r *row) print(out []byte, w widths) []byte {
	for range r.indent {
		out = append(out, '\t')
	}
	for c, text := range r.columns[:r.n] {
		out = append(out, text...)
		for range w[c] - utf8.RuneCount(text) + 1 {
			out = append(out, ' ')
		}
	}
	out = append(out, r.rest...)
	return append(out, '\n')
}
