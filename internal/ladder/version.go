// Package ladder holds the rules of versions: which version of an interface has
// which method and argument, which message a client sends at a pin, and which
// requests a server accepts. Clients and servers run by it, and oslogen predicts by
// it, so there is one model.
//
// A version is major.minor. Versions are ordered, and compatibility is within a
// major.
package ladder

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Version is one version of an interface. The zero value is none.
type Version struct{ Major, Minor int }

// Parse reads "major.minor". A third part is ignored, as oslo.messaging does.
func Parse(text string) (Version, error) {
	parts := strings.Split(text, ".")
	if len(parts) < 2 || len(parts) > 3 {
		return Version{}, fmt.Errorf("version %q: want major.minor", text)
	}
	major, err := strconv.Atoi(parts[0])
	if err != nil {
		return Version{}, fmt.Errorf("version %q: want major.minor", text)
	}
	minor, err := strconv.Atoi(parts[1])
	if err != nil {
		return Version{}, fmt.Errorf("version %q: want major.minor", text)
	}
	return Version{major, minor}, nil
}

func (v Version) String() string {
	return strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor)
}

// IsZero reports whether v is none.
func (v Version) IsZero() bool { return v == Version{} }

// Compare is negative if v is below w, and positive if it is above.
func (v Version) Compare(w Version) int {
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor))
}

// Below reports whether v comes before w.
func (v Version) Below(w Version) bool { return v.Compare(w) < 0 }

// Serves reports whether a server of version v takes a message labelled w.
func (v Version) Serves(w Version) bool { return v.Major == w.Major && w.Minor <= v.Minor }

// Span says at which versions something is available: from Since to Until, both
// included. A zero Since is the first version, a zero Until the last.
type Span struct{ Since, Until Version }

// Has reports whether v is in the span.
func (s Span) Has(v Version) bool {
	return !v.Below(s.Since) && (s.Until.IsZero() || !s.Until.Below(v))
}

// WireName is a name on the wire that may have been another one: Was, before Renamed.
type WireName struct { //nolint:recvcheck // what changes it has a pointer
	Name    string
	Was     string
	Renamed Version
}

// At is the name at a version.
func (n WireName) At(v Version) string {
	if n.Was != "" && v.Below(n.Renamed) {
		return n.Was
	}
	return n.Name
}
