package directive

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// CheckWord accepts what can be a topic, exchange, namespace or publisher.
func CheckWord(s string) error {
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	if s == "" || len(s) > 255 || strings.ContainsAny(s, " \"'`“”‘’,=;{}") || strings.ContainsFunc(s, odd) {
		return errors.New("want 1 to 255 bytes without spaces, quotes, commas, =, semicolons and braces")
	}
	return nil
}

// checkTemplate is CheckWord for a name with {constant} or {parameter} in it.
func checkTemplate(s string) error {
	if s == "TODO" {
		return errors.New("it stands for what oslogen import has not found: look it up in the Python source")
	}
	switch rest := Placeholder.ReplaceAllString(s, ""); {
	case strings.ContainsAny(rest, "{}"):
		return errors.New("want each { closed by }")
	case strings.ContainsAny(rest, "$%<>"): // as other languages write what is filled in
		return errors.New("want no $, %, < and >, and {name} for a constant or a parameter")
	}
	for _, name := range Template(s).Names() {
		if _, sel, _ := CutName(name); !IsName(sel) {
			return fmt.Errorf("want the name of a Go constant or of a parameter in braces, not %q", name)
		}
	}
	return CheckWord(Placeholder.ReplaceAllString(s, "x"))
}

func checkList(s string) error {
	for elem := range strings.SplitSeq(s, ",") {
		if elem != "" && CheckWord(elem) != nil {
			return errors.New("want names joined by commas")
		}
	}
	return nil
}

// checkTopics is checkList without empty elements.
func checkTopics(s string) error {
	for elem := range strings.SplitSeq(s, ",") {
		if err := checkTemplate(elem); elem == "TODO" {
			return err
		} else if err != nil {
			return errors.New("want names joined by commas")
		}
	}
	return nil
}

// checkScalar accepts JSON without arrays and objects. Whether the value fits
// the parameter is checked when its type is known.
func checkScalar(s string) error {
	var v any
	switch err := json.Unmarshal([]byte(s), &v); {
	case err != nil && json.Valid([]byte(s)): // it is valid and too large for a float64
		return errors.New("it is out of the range of float64: want another value")
	case err != nil:
		return errors.New(`want a JSON value: true, false, null, a number, or a string in quotes`)
	}
	switch v.(type) {
	case []any, map[string]any:
		return errors.New("want no array and no object")
	}
	return nil
}

// checkConstant accepts name=value with a JSON value.
func checkConstant(s string) error {
	name, text, ok := strings.Cut(s, "=")
	if !ok || !IsName(name) {
		return errors.New("want name=value")
	}
	if n, isWhole := new(big.Int).SetString(text, 10); isWhole && !n.IsInt64() && !n.IsUint64() {
		return errors.New("it has more than 64 bits: want another value")
	}
	return checkScalar(text)
}

func checkSide(s string) error {
	if s != "client" && s != "server" {
		return errors.New("want client or server")
	}
	return nil
}

// checkAttempts accepts oslo.messaging's retry, without -1 for no limit, which
// is the default.
func checkAttempts(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 0 || n > 1_000_000 {
		return errors.New("want a whole number, 0 for no further attempt")
	}
	return nil
}

func checkDuration(s string) error {
	if d, err := time.ParseDuration(s); err != nil || d <= 0 {
		return errors.New("want a number above 0 with a unit")
	}
	return nil
}

// checkHeartbeat accepts call_monitor_timeout. It travels in whole seconds, and
// servers send heartbeats at half of it.
func checkHeartbeat(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d < 2*time.Second || d%time.Second != 0 {
		return errors.New("want whole seconds, at least 2s")
	}
	return nil
}

// AnyPriority is the priority that stands for all.
const AnyPriority = "any"

// checkPriorities knows a list of priorities, or any.
func checkPriorities(s string) error {
	if s == AnyPriority {
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
