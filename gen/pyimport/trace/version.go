package trace

import (
	"cmp"
	"strconv"
	"strings"
)

// Version is the major and minor number in a message's label.
type Version struct{ Major, Minor int }

// ParseVersion reads 1.2, and 1 as 1.0.
func ParseVersion(s string) (Version, bool) {
	major, minor, dotted := strings.Cut(s, ".")
	minor, _, _ = strings.Cut(minor, ".")
	a, err := strconv.Atoi(major)
	if err != nil || a < 0 {
		return Version{}, false
	}
	b := 0
	if dotted {
		if b, err = strconv.Atoi(minor); err != nil || b < 0 {
			return Version{}, false
		}
	}
	return Version{a, b}, true
}

// String returns major.minor.
func (v Version) String() string { return strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor) }

// Compare orders versions.
func (v Version) Compare(w Version) int {
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor))
}

// Less reports whether v is older than w.
func (v Version) Less(w Version) bool { return v.Compare(w) < 0 }

// Sendable reports whether a client with a version cap may send label v. The
// majors have to be equal, and the minor must not be above the cap's.
func (v Version) Sendable(limit Version) bool {
	return v.Major == limit.Major && v.Minor <= limit.Minor
}
