package connect

import (
	"strconv"
	"strings"
)

// AtLeast reports whether a broker's version is major.minor or later. It is false
// for a text that is no version.
func AtLeast(version string, major, minor int) bool {
	first, rest, _ := strings.Cut(version, ".")
	second, _, _ := strings.Cut(rest, ".")
	x, err := strconv.Atoi(first)
	y, _ := strconv.Atoi(second)
	return err == nil && (x > major || x == major && y >= minor)
}
