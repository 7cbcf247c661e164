package model

import (
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

// Major returns the first part of an interface version.
func Major(version string) string {
	m, _, _ := strings.Cut(version, ".")
	return m
}

// Newer reports whether version a is above b. Both have the form of the
// grammar.
func Newer(a, b string) bool {
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

// Version parses a version that the grammar has checked. It returns the zero value
// for "".
func Version(text string) ladder.Version {
	if text == "" {
		return ladder.Version{}
	}
	v, err := ladder.Parse(text)
	if err != nil {
		return ladder.Version{}
	}
	return v
}

// SameMajor returns the version that has the major of v, or "".
func SameMajor(versions []string, v string) string {
	for _, other := range versions {
		if Major(other) == Major(v) {
			return other
		}
	}
	return ""
}
