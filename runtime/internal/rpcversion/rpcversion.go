// Package rpcversion has the versions of interfaces, as oslo.messaging reads and
// compares them.
package rpcversion

import (
	"fmt"
	"strconv"
	"strings"
)

// Version is an interface version. Its text is "major.minor" or "major.minor.revision".
type Version struct {
	Major, Minor, Revision int
}

// Parse reads "major.minor[.revision]". Spaces around parts and a fourth
// part are ignored, as oslo.messaging ignores them.
func Parse(s string) (Version, error) {
	major, rest, ok := strings.Cut(s, ".")
	if !ok {
		return Version{}, fmt.Errorf("version %q: want \"major.minor\", such as \"1.0\"", s)
	}
	minor, rest, revised := strings.Cut(rest, ".")
	revision, _, _ := strings.Cut(rest, ".")
	if !revised {
		revision = "0"
	}
	var parts [3]int
	for i, text := range [...]string{major, minor, revision} {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return Version{}, fmt.Errorf("version %q: part %q is not a number", s, text)
		}
		parts[i] = n
	}
	return Version{parts[0], parts[1], parts[2]}, nil
}

// String prints the version, with the revision only when it is not 0.
func (v Version) String() string {
	s := strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor)
	if v.Revision != 0 {
		s += "." + strconv.Itoa(v.Revision)
	}
	return s
}

// Serves reports whether an implementation of v can serve a request for asked:
// the same major, a minor no lower, and for equal minors a revision no lower.
// Source: oslo_messaging._utils.version_is_compatible.
func (v Version) Serves(asked Version) bool {
	switch {
	case v.Major != asked.Major:
		return false
	case v.Minor != asked.Minor:
		return v.Minor > asked.Minor
	default:
		return v.Revision >= asked.Revision
	}
}
