package fit

import (
	"slices"

	"github.com/oslogen/oslogen/gen"
)

// nearest proposes the name that is most like another one, if one is.
func nearest(name string, names []string) string {
	best, least := "", len(name)/3+1
	for _, n := range slices.Sorted(slices.Values(names)) {
		if d := gen.Distance(name, n); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
