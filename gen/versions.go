package gen

import (
	"strconv"
	"strings"
)

// major returns the first part of an interface version.
func major(version string) string {
	m, _, _ := strings.Cut(version, ".")
	return m
}

// newer reports whether version a is above b. Both have the form of the
// grammar.
func newer(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		if x, y := part(as, i), part(bs, i); x != y {
			return x > y
		}
	}
	return false
}

func part(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, _ := strconv.Atoi(parts[i])
	return n
}
