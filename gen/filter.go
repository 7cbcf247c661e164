package gen

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// filterPlaces are the parts of a notification that a filter can look at. Those that
// end with a dot want a key.
var filterPlaces = []string{"publisher_id", "event_type", "metadata.message_id", "metadata.timestamp", "context.", "payload."}

// checkFilter knows place=regexp.
func checkFilter(s string) error {
	place, expr, ok := strings.Cut(s, "=")
	if !ok || !slices.ContainsFunc(filterPlaces, func(p string) bool {
		return place == p || strings.HasSuffix(p, ".") && strings.HasPrefix(place, p) && len(place) > len(p)
	}) {
		return errors.New("want publisher_id=, event_type=, context.KEY=, payload.KEY=, metadata.message_id= or metadata.timestamp= and a regular expression")
	}
	if _, err := regexp.Compile(expr); err != nil || expr == "" {
		return errors.New("want a regular expression of Go behind =")
	}
	return nil
}

// anyPriority is the priority that stands for all.
const anyPriority = "any"

// checkPriorities knows a list of priorities, or any.
func checkPriorities(s string) error {
	if s == anyPriority {
		return nil
	}
	seen := map[string]bool{}
	for p := range strings.SplitSeq(s, ",") {
		if !slices.Contains(priorities, p) {
			return fmt.Errorf("want any, or one or more of %s", strings.Join(priorities, ", "))
		}
		if seen[p] {
			return fmt.Errorf("%s is given twice", p)
		}
		seen[p] = true
	}
	return nil
}
