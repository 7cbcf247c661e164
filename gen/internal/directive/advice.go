package directive

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/naming"
)

// ruleNamed returns the first rule of a directive, or nil if there is none.
func ruleNamed(name string) *rule {
	if name == allowName {
		return &allowRule
	}
	i := slices.IndexFunc(grammar, func(r rule) bool { return r.name == name })
	if i < 0 {
		return nil
	}
	return &grammar[i]
}

// adviseName ends the message about an unknown directive. The name may be a key
// written as a directive, such as oslo:fanout. Directives that belong on the
// place come first.
func adviseName(name string, on Target) string {
	if naming.Nearest(name, directiveNames()) == "" {
		word, _, _ := strings.Cut(name, "=")
		for _, r := range slices.SortedStableFunc(slices.Values(grammar), func(a, b rule) int { return awayFrom(on, a) - awayFrom(on, b) }) {
			if k := r.key(word); k != nil {
				return fmt.Sprintf("; %s is a word of %s:%s: write //%s:%s %s", word, Tool, r.name, Tool, r.name, k.shape())
			}
		}
	}
	return naming.DidYouMean(name, directiveNames(), Tool+":")
}

// awayFrom sorts rules: 0 for rules of the place, 1 for others.
func awayFrom(on Target, r rule) int {
	if r.on == on {
		return 0
	}
	return 1
}

// shape returns a key as it is written.
func (k *key) shape() string {
	if k.value.check == nil {
		return k.name
	}
	return k.name + "=" + k.value.example
}

// adviseKey ends the message about a word that is no key of r.
func (r *rule) adviseKey(arg string) string {
	name, _, assigned := strings.Cut(arg, "=")
	if r.instead[name] != "" {
		return " on " + string(r.on) + ": " + r.instead[name]
	}
	if word, text, ok := strings.Cut(name, ":"); ok && !assigned && r.key(word) != nil {
		return fmt.Sprintf("; write %s=%s", word, text)
	}
	bare := strings.TrimRight(strings.TrimLeft(name, "-"), ",;")
	if bare != name && r.key(bare) != nil {
		return fmt.Sprintf("; write %s, with spaces between keys", r.key(bare).shape())
	}
	if naming.Nearest(name, r.keyNames()) == "" {
		for _, other := range grammar {
			if other.on == r.on && other.key(name) != nil {
				return fmt.Sprintf("; %s is a word of %s:%s: make it //%s:%s", name, Tool, other.name, Tool, other.name)
			}
		}
	}
	return naming.DidYouMean(name, r.keyNames(), "")
}

// adviseValue ends the message about a value that is not of kind k, with the
// likely value or an example.
func (k kind) adviseValue(text string) string {
	if text == "TODO" {
		return ""
	}
	meant := strings.TrimRight(text, ",;")
	if advice := k.adviseJSON(meant); advice != "" {
		return advice
	}
	if k.example == duration.example || k.example == heartbeat.example {
		meant = durationOf(meant)
	}
	if i := strings.IndexAny(meant, ",;"); i > 0 && strings.Contains(meant[i:], "=") {
		meant = meant[:i]
		if k.check(meant) == nil {
			return fmt.Sprintf("; put a space between keys: %s %s", meant, text[i+1:])
		}
	}
	if meant != text && k.check(meant) == nil {
		return "; write " + meant
	}
	return ", such as " + k.example
}

// adviseJSON ends the message about a value that should be JSON, or name= and
// JSON. It returns "" for other kinds, and where nothing is likely.
func (k kind) adviseJSON(text string) string {
	name, value := "", text
	switch k.name {
	case assigned.name:
		if i := strings.Index(text, "=") + 1; i > 0 {
			name, value = text[:i], text[i:]
		}
	case scalar.name:
	default:
		return ""
	}
	if strings.HasPrefix(value, `"`) && strings.Count(value, `"`) == 1 { // a space ends the word
		return "; put a word with spaces in backquotes, such as `default=\"a b\"`"
	}
	if meant := name + jsonOf(value); meant != text && k.check(meant) == nil {
		return "; write " + meant
	}
	return ""
}

// jsonOf writes a value of Python or Go, or a word without quotes, as JSON.
func jsonOf(text string) string {
	switch text {
	case "True", "False", "TRUE", "FALSE":
		return strings.ToLower(text)
	case "None", "nil", "NULL", "Null":
		return "null"
	}
	if inner, ok := strings.CutPrefix(text, "'"); ok && strings.HasSuffix(inner, "'") {
		return strconv.Quote(strings.TrimSuffix(inner, "'"))
	}
	if IsName(text) {
		return strconv.Quote(text)
	}
	return text
}

// durationOf writes a duration as Go does: 1d becomes 24h, 30 becomes 30s and
// 5min becomes 5m.
func durationOf(text string) string {
	number := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return text
	}
	switch strings.ToLower(strings.TrimSpace(text[len(number):])) {
	case "", "s", "sec", "secs", "second", "seconds":
		return number + "s"
	case "m", "min", "mins", "minute", "minutes":
		return number + "m"
	case "h", "hr", "hour", "hours":
		return number + "h"
	case "d", "day", "days":
		return strconv.Itoa(24*n) + "h"
	case "w", "week", "weeks":
		return strconv.Itoa(7*24*n) + "h"
	}
	return text
}
