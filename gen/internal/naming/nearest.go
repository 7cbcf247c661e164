package naming

import (
	"fmt"
	"strings"
)

// Nearest returns the word of words that is most like word, or "" if none is
// close.
func Nearest(word string, words []string) string {
	best, found := 1+max(1, len(word)/3), ""
	for _, w := range words {
		if d := Distance(strings.ToLower(word), w); d < best {
			best, found = d, w
		}
	}
	return found
}

// DidYouMean ends an error message with the nearest word or with all words.
func DidYouMean(word string, words []string, prefix string) string {
	if w := Nearest(word, words); w != "" {
		return fmt.Sprintf("; did you mean %s%s?", prefix, w)
	}
	if len(words) == 0 {
		return ""
	}
	return "; want one of " + prefix + strings.Join(words, ", "+prefix)
}

// Distance returns how many letters to insert, remove, replace or swap with
// their neighbour to turn a into b.
func Distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
